// A real SMTP server on loopback that keeps what it is handed, parsed, for the test to read.
import { SMTPServer } from 'smtp-server';
import { simpleParser } from 'mailparser';

/** Starts it. Gives { port, letters, wait(to, about), close() }. */
export async function mailServer() {
  const letters = [];
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false,
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        letters.push({
          to: session.envelope.rcptTo.map((r) => r.address.toLowerCase()),
          subject: mail.subject ?? '', text: mail.text ?? '', html: mail.html || '',
          attachments: mail.attachments, id: mail.messageId,
        });
        done();
      }, done);
    },
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const seen = new Set();
  return {
    port: server.server.address().port,
    letters,
    /** The next unread letter to `to` whose subject or text matches `about`. */
    async wait(to, about = /./, seconds = 30) {
      for (const until = Date.now() + seconds * 1000; Date.now() < until;) {
        const letter = letters.find((l) => !seen.has(l) && l.to.includes(to.toLowerCase()) && (about.test(l.subject) || about.test(l.text)));
        if (letter) { seen.add(letter); return letter; }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const got = letters.map((l) => `${l.to} ${l.subject}`).join('\n  ');
      throw new Error(`no letter to ${to} about ${about} within ${seconds} s; there came:\n  ${got}`);
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The first address in a letter that leads to `path`. */
export function linkIn(letter, path) {
  const link = (letter.text.match(/https?:\/\/\S+/g) ?? []).find((l) => l.includes(path));
  if (!link) throw new Error(`no link to ${path} in "${letter.subject}":\n${letter.text}`);
  return link.replace(/[)>.,，。]+$/, '');
}
