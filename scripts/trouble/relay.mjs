// Stands between the portal and its PostgreSQL and can fall silent, or break off in the middle of a commit.
import { connect, createServer } from 'node:net';

const COMMIT = Buffer.from('COMMIT\0');

/** Relays to the server in `url`. Gives { url, silent, cut, broken, close() }; see below. */
export async function relay(url) {
  const server = new URL(url);
  const sockets = new Set();
  const own = {
    /** While true nothing is passed on, either way, and nothing is closed. */
    silent: false,
    /** 'before': the next commit never reaches the server. 'after': it does, and its answer reaches nobody. */
    cut: null,
    /** How many commits were broken. */
    broken: 0,
  };
  const listener = createServer((client) => {
    const upstream = connect(Number(server.port), server.hostname);
    const held = [];
    let mute = false;
    const pass = (to, chunk) => {
      if (own.silent) held.push([to, chunk]);
      else if (!to.destroyed) to.write(chunk);
    };
    const wake = setInterval(() => { while (!own.silent && held.length) { const [to, chunk] = held.shift(); if (!to.destroyed) to.write(chunk); } }, 20);
    client.on('data', (chunk) => {
      if (!own.cut || !chunk.includes(COMMIT)) return pass(upstream, chunk);
      const before = own.cut === 'before';
      [own.cut, own.broken] = [null, own.broken + 1];
      if (before) return both();
      mute = true;
      upstream.write(chunk);
    });
    // The answer to the commit tells that it is done; then the connection breaks.
    upstream.on('data', (chunk) => { if (mute) both(); else pass(client, chunk); });
    const both = () => { clearInterval(wake); client.destroy(); upstream.destroy(); sockets.delete(client); };
    for (const socket of [client, upstream]) { socket.on('error', both); socket.on('close', both); socket.setNoDelay(true); }
    sockets.add(client);
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  [through.hostname, through.port] = ['127.0.0.1', listener.address().port];
  own.url = through.href;
  own.close = () => { for (const socket of sockets) socket.destroy(); return new Promise((resolve) => listener.close(resolve)); };
  return own;
}
