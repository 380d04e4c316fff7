// Many at once, and what strangers send, on the small machine that deploy/ asks for.
import { connect } from 'node:net';
import { chamber } from './demo.mjs';
import { serve } from './house.mjs';
import { Person } from './person.mjs';
import { psql } from './postgres.mjs';
import { seen, sleep, spread, tally } from './tell.mjs';
import { pictures, tables } from './zoo.mjs';

const NAMES = ['admin', 'reviewer1', 'reviewer2', ...Array.from({ length: 9 }, (_, n) => `director${n + 1}`), 'president', 'treasurer', 'events', 'applicant', 'member'];
const BEHIND_A_PROXY = { HUIGUAN_TRUSTED_PROXIES: '1' };

/** Somebody looks at public pages all the while; gives what they saw once told to stop. */
function visitor(base) {
  const answers = [];
  let stop = false;
  const person = new Person(base, { from: '198.51.100.200' });
  const looks = (async () => { while (!stop) { answers.push(await person.ask('/directory')); await sleep(0.2); } })();
  return async () => { stop = true; await looks; return answers; };
}

function beside(tell, answers, most) {
  tell.saw(`a visitor beside it: ${tally(answers.map((a) => a.status ?? a.error))}, ${spread(answers.map((a) => a.seconds))}`);
  tell.check(`a visitor beside it always gets the page within ${most} s`, answers.every((a) => a.status === 200 && a.seconds <= most));
}

async function signIns(tell) {
  const server = await serve({ ...await chamber('sqlite'), env: BEHIND_A_PROXY });
  try {
    const stop = visitor(server.base);
    tell.did('60 people sign in in the same moment, every fifth with a wrong pass-phrase');
    const all = await Promise.all(Array.from({ length: 60 }, async (_, n) => {
      const person = new Person(server.base, { from: `198.51.100.${n + 1}` });
      const wrong = n % 5 === 4;
      const answer = await person.send('/sign-in', { email: `${NAMES[n % NAMES.length]}@demo.huiguan.test`, password: wrong ? 'not this one' : 'huiguan-demo' });
      return { wrong, answer };
    }));
    const of = (wrong) => all.filter((one) => one.wrong === wrong).map((one) => one.answer);
    tell.saw(`right: ${tally(of(false).map((a) => a.status ?? a.error))}; wrong: ${tally(of(true).map((a) => a.status ?? a.error))}; ${spread(all.map((one) => one.answer.seconds))}`);
    tell.check('who is right comes in or is asked to come back', of(false).every((a) => a.status === 303 || (a.status === 503 && a.lang)));
    tell.check('most come in', of(false).filter((a) => a.status === 303).length >= 24);
    tell.check('nobody comes in with a wrong one', of(true).every((a) => a.status !== 303));
    tell.check('nobody waits longer than 15 s', all.every((one) => one.answer.seconds <= 15));
    beside(tell, await stop(), 3);
    const after = await new Person(server.base, { from: '198.51.100.99' }).send('/sign-in', { email: 'admin@demo.huiguan.test', password: 'huiguan-demo' });
    tell.recovered(`the next one: ${seen(after)}`);
    tell.check('the next one comes in within 2 s', after.status === 303 && after.seconds < 2, seen(after));
  } finally {
    tell.memory(server);
    await server.stop();
  }
}

/** Sends the head and a first part of a form with a file, and then nothing more. Gives the answer's first line and when it came. */
function stalls(server, person, path) {
  return new Promise((resolve) => {
    const began = Date.now();
    const url = new URL(server.base);
    const socket = connect(Number(url.port), url.hostname);
    const end = (text) => { socket.destroy(); resolve({ text, seconds: (Date.now() - began) / 1000 }); };
    const headers = Object.entries({ ...person.headers(), host: url.host, 'content-type': 'multipart/form-data; boundary=x', 'content-length': 20_000_000 });
    socket.write(`POST ${path} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
    socket.write('--x\r\nContent-Disposition: form-data; name="file"; filename="slow.csv"\r\nContent-Type: text/csv\r\n\r\n');
    socket.write(Buffer.alloc(2_000_000, 'a'));
    socket.once('data', (chunk) => end(chunk.toString().split('\r\n')[0]));
    socket.once('error', (error) => end(error.code));
    socket.once('close', () => end('closed'));
    setTimeout(() => end('still there'), 90_000).unref();
  });
}

async function uploads(tell) {
  const place = await chamber('postgres');
  // More people who may send tables than there are places for.
  psql(place.database, "INSERT INTO person_roles (person_id, role, granted_at) SELECT id, 'treasurer', now() FROM people WHERE email LIKE 'director%'");
  const server = await serve({ ...place, env: BEHIND_A_PROXY });
  try {
    const names = ['admin', 'treasurer', ...NAMES.filter((name) => name.startsWith('director'))];
    const office = await Promise.all(names.map((name, n) => new Person(server.base, { from: `198.51.100.${n + 1}` }).enter(name)));
    const stop = visitor(server.base);
    tell.did('60 forms with a file of 20 MB, of 11 people, that send 2 MB each and stall');
    const all = Array.from({ length: 60 }, (_, n) => stalls(server, office[n % office.length], '/desk/dues/bank'));
    await sleep(2);
    const kept = await office[0].keep('beside stalled ones');
    tell.saw(`a form beside them: ${seen(kept)}`);
    tell.check('a form beside them is saved within 3 s', kept.status === 303 && kept.seconds < 3, seen(kept));
    const ended = await Promise.all(all);
    tell.saw(`they: ${tally(ended.map((one) => one.text))}; ${spread(ended.map((one) => one.seconds))}`);
    tell.check('all were let in or asked to come back', ended.every((one) => /^HTTP.1.1 (408|503)/.test(one.text)));
    tell.check('each is given up within 35 s', ended.every((one) => one.seconds <= 35 && one.text !== 'still there'));
    beside(tell, await stop(), 3);
    const after = await office[0].bring('/desk/members/imports', { file: ['a.csv', 'text/csv', '单位名称,级别,入会日期\n青竹有限公司,会员,2020-01-05\n'] });
    tell.recovered(`a whole file afterwards: ${seen(after)}`);
    tell.check('a whole file is taken afterwards', after.status === 303, seen(after));
  } finally {
    tell.memory(server);
    await server.stop();
  }
}

async function zoo(tell) {
  // Made before anybody's seconds are counted.
  const all = [...pictures().map((one) => ['/desk/settings/mark', one]), ...tables().map((one) => ['/desk/members/imports', one])];
  const server = await serve({ ...await chamber('sqlite'), env: BEHIND_A_PROXY });
  try {
    const office = await new Person(server.base, { from: '198.51.100.1' }).enter('admin');
    const others = await Promise.all(['admin', 'admin', 'treasurer'].map((name, n) => new Person(server.base, { from: `198.51.100.${n + 2}` }).enter(name)));
    const stop = visitor(server.base);
    tell.did('each strange file alone, then the worst of them four times at once');
    for (const [path, [what, name, type, bytes]] of all) {
      const answer = await office.bring(path, { file: [name, type, bytes] });
      tell.saw(`${what}: ${seen(answer)}`);
      tell.check(`${what} gets an answer and no failure of ours within 20 s`, !answer.error && (answer.status < 500 || answer.status === 503) && answer.seconds <= 20, seen(answer));
      tell.check('the server lives', server.alive());
    }
    const worst = all.filter(([, [, name]]) => ['large.png', 'bomb.xlsx', 'lines.csv', 'line.csv'].includes(name));
    const crowd = await Promise.all(worst.flatMap(([path, [, name, type, bytes]]) => [office, ...others].map((person) => person.bring(path, { file: [name, type, bytes] }))));
    tell.saw(`sixteen of them at once: ${tally(crowd.map((a) => a.status ?? a.error))}; ${spread(crowd.map((a) => a.seconds))}`);
    tell.check('each gets an answer within 60 s', crowd.every((a) => !a.error && (a.status < 500 || a.status === 503) && a.seconds <= 60));
    beside(tell, await stop(), 5);
    const after = await office.keep('after the zoo');
    tell.recovered(`a form afterwards: ${seen(after)}`);
    tell.check('a form is saved afterwards', after.status === 303, seen(after));
  } finally {
    tell.memory(server);
    await server.stop();
  }
}

export const rounds = {
  'sign-ins': ['60 people sign in at once', signIns],
  'uploads': ['60 forms with files stall', uploads],
  'zoo': ['files that nobody sends by accident', zoo],
};
