// A mail server with manners of its choice, as far as a portal on the same machine needs one.
import { createServer } from 'node:net';

/**
 * Starts it. `manners` may change any time: { greets, receiver(address), message() }. `greets: false` says
 * nothing at all; `receiver` gives an answer, or nothing to take it; `message` gives an answer, 'drop' to
 * take it and hang up, or nothing to take it. Gives { url, port, manners, letters, talks, close() }.
 */
export async function mailServer(manners = {}) {
  const own = { manners, letters: [], talks: 0 };
  const sockets = new Set();
  const server = createServer((socket) => {
    own.talks += 1;
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    const say = (line) => socket.write(`${line}\r\n`);
    let text = '', inMessage = false, to = [];
    if (own.manners.greets !== false) say('220 stand-in');
    const ended = () => {
      const answer = own.manners.message?.();
      if (answer && answer !== 'drop') return say(answer);
      own.letters.push({ to, text: text.slice(0, 4000), at: Date.now() });
      return answer === 'drop' ? socket.destroy() : say('250 taken');
    };
    const command = (line) => {
      const address = line.match(/<([^>]*)>/)?.[1] ?? '';
      switch (line.split(/[ :]/)[0].toUpperCase()) {
        case 'EHLO': return say('250-stand-in\r\n250 8BITMIME');
        case 'MAIL': to = []; return say('250 fine');
        case 'RCPT': { const no = own.manners.receiver?.(address); if (!no) to.push(address); return say(no ?? '250 fine'); }
        case 'DATA': inMessage = true; return say('354 go on');
        case 'QUIT': say('221 bye'); return socket.end();
        default: return say('250 fine');
      }
    };
    let rest = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      rest += chunk;
      for (;;) {
        const end = inMessage ? rest.indexOf('\r\n.\r\n') : rest.indexOf('\r\n');
        if (end < 0) return;
        const part = rest.slice(0, end);
        rest = rest.slice(end + (inMessage ? 5 : 2));
        if (inMessage) { inMessage = false; text = part; ended(); } else if (own.manners.greets !== false) command(part);
      }
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  own.port = server.address().port;
  own.url = `smtp://127.0.0.1:${own.port}?tls=none`;
  own.close = () => { for (const socket of sockets) socket.destroy(); return new Promise((resolve) => server.close(resolve)); };
  return own;
}
