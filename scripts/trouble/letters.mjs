// The mail server hangs, asks to come back, takes a letter and says nothing; and how many letters a second go.
import { chamber } from './demo.mjs';
import { freshFolder, run, serve } from './house.mjs';
import { Person, mark } from './person.mjs';
import { mailServer } from './post.mjs';
import { freeze, psql } from './postgres.mjs';
import { seen, sleep, tally, until } from './tell.mjs';

const FROM = { HUIGUAN_SMTP_FROM: 'office@chamber.example' };

/** Posts so many letters to people who don't exist, as the outbox does. */
function post(place, count) {
  psql(place.database, `WITH new AS (INSERT INTO mails (id, key, kind, to_address, to_name, lang, subject, text_body, html_body, attachments, subject_kind, subject_id, state, attempts, created_at)
    SELECT gen_random_uuid()::text, 'faults ' || gen_random_uuid(), 'dues.reminder', 'reader' || n || '@firm.example', '读者' || n, 'zh-CN', '通知 ' || n, '各位会员，谨此通知。', '<p>各位会员，谨此通知。</p>', '[]', 'mail', '', 'queued', 0, now() AT TIME ZONE 'UTC'
    FROM generate_series(1, ${count}) n RETURNING id, created_at)
    INSERT INTO jobs (id, kind, key, payload, state, run_at, attempts, created_at)
    SELECT gen_random_uuid()::text, 'mail.send', 'mail.send:' || id, '"' || id || '"', 'queued', created_at, 0, created_at FROM new`);
}

const states = (place) => tally(psql(place.database, "SELECT state FROM mails WHERE kind = 'dues.reminder' AND key LIKE 'faults %'").split('\n').filter(Boolean));
/** Those of ours that came; the demo chamber writes some of its own. */
const ours = (mail) => mail.letters.filter((letter) => letter.to[0]?.startsWith('reader'));
const arrived = (mail) => new Set(ours(mail).flatMap((letter) => letter.to)).size;
const twice = (mail) => ours(mail).length - arrived(mail);

/** A chamber on PostgreSQL with this mail server, and somebody of its office. */
async function house(manners) {
  const place = await chamber('postgres');
  const mail = await mailServer(manners);
  const server = await serve({ ...place, env: { ...FROM, HUIGUAN_SMTP_URL: mail.url } });
  const office = await new Person(server.base).enter('admin');
  const end = async (tell) => { tell.memory(server); await server.stop(); await mail.close(); };
  return { place, mail, server, office, end };
}

/** A director votes on whatever is open. */
async function vote(server) {
  for (let n = 1; n <= 9; n++) {
    const director = await new Person(server.base).enter(`director${n}`);
    const list = await director.ask('/board');
    for (const [ballot] of list.html.matchAll(/\/board\/ballots\/[0-9a-f-]{36}/g)) {
      await director.send(`${ballot}/open`, {});
      const page = await director.ask(ballot);
      const choice = page.html.match(/name="choice"[^>]*value="([^"]+)"/)?.[1];
      if (choice) return director.send(ballot, { choice, comment: '', once: mark() });
    }
  }
  throw new Error('the demo chamber has no open ballot');
}

/** A register that comes in, which is work in the background as letters are; gives how long it took. */
async function register(office, rows) {
  const lines = Array.from({ length: rows }, (_, n) => `试验企业${String(n).padStart(6, '0')}有限公司,会员,2019-03-05`);
  const brought = await office.bring('/desk/members/imports', { file: ['register.csv', 'text/csv', `单位名称,级别,入会日期\n${lines.join('\n')}\n`] });
  const begun = await office.send(brought.to, { name: '单位名称', rank: '级别', joined_on: '入会日期', do: 'import', once: mark() });
  if (begun.status !== 303) throw new Error(`the register does not come in: ${seen(begun)} ${begun.text.slice(0, 500)}`);
  return until(180, async () => { const page = await office.ask(brought.to); return page.status === 200 && !page.html.includes('data-fresh'); });
}

async function hanging(tell) {
  const { place, mail, server, office, end } = await house({ greets: false });
  try {
    tell.did('a mail server that takes the connection and says nothing; 40 letters wait');
    post(place, 40);
    await until(20, () => mail.talks >= 8);
    const voted = await vote(server);
    tell.saw(`a director’s vote meanwhile: ${seen(voted)}`);
    tell.check('a vote is taken within 3 s', voted.status === 303 && voted.seconds < 3, seen(voted));
    const kept = await office.keep('while mail hangs');
    tell.check('a form is saved within 3 s', kept.status === 303 && kept.seconds < 3, seen(kept));
    const took = await register(office, 1_500);
    tell.saw(`a register of 1,500 comes in meanwhile, in the background: ${took?.toFixed(1)} s`);
    tell.check('other work in the background goes on', took !== null && took < 60);
    tell.saw(`the office’s mailbox: ${states(place)}; conversations: ${mail.talks}`);
    mail.manners.greets = true;
    const all = await until(180, () => arrived(mail) >= 40);
    tell.recovered(`it answers again: all 40 arrived after ${all?.toFixed(0)} s, ${twice(mail)} twice; ${states(place)}`);
    tell.check('each letter arrives once', all !== null && twice(mail) === 0);
  } finally { await end(tell); }
}

async function greylisting(tell) {
  const known = new Set();
  const receiver = (address) => { if (known.has(address)) return undefined; known.add(address); return '451 4.7.1 greylisted, come back later'; };
  const { place, mail, end } = await house({ receiver });
  try {
    tell.did('a mail server that answers 451 to each receiver it has not seen; 40 letters');
    post(place, 40);
    await until(20, () => known.size >= 40);
    tell.saw(`the office’s mailbox: ${states(place)}`);
    const all = await until(120, () => arrived(mail) >= 40);
    await sleep(1);
    tell.recovered(`all 40 arrived after ${all?.toFixed(0)} s by themselves, ${twice(mail)} twice; ${states(place)}`);
    tell.check('each letter arrives once', all !== null && twice(mail) === 0);
  } finally { await end(tell); }
}

async function dropping(tell) {
  const { place, mail, office, end } = await house({ message: () => 'drop' });
  try {
    tell.did('a mail server that takes each letter after DATA and hangs up without a word; 40 letters');
    post(place, 40);
    const all = await until(60, () => /40 × uncertain/.test(states(place)));
    await sleep(8);
    tell.saw(`the office’s mailbox: ${states(place)}; none is sent a second time by itself: ${ours(mail).length} came`);
    tell.check('each is uncertain, none is sent again by itself', all !== null && ours(mail).length === 40);
    const page = await office.ask('/desk/mail?state=uncertain');
    tell.check('the mailbox offers to send them again, with a reason', page.html.includes('action="/desk/mail/again"'));
    mail.manners.message = undefined;
    const again = await office.send('/desk/mail/again', { why: '邮件服务器没有收到', once: mark() });
    const sent = await until(60, () => /40 × sent/.test(states(place)));
    tell.recovered(`one press with a reason: ${seen(again)}; all sent after ${sent?.toFixed(1)} s; ${states(place)}`);
    tell.check('all are sent', again.status === 303 && sent !== null && ours(mail).length === 80);
  } finally { await end(tell); }
}

async function databaseAway(tell) {
  let held;
  const { place, mail, end } = await house({});
  try {
    tell.did('PostgreSQL stops for 40 s while letters are on their way: taken by the mail server, not noted yet');
    post(place, 400);
    await until(30, () => ours(mail).length > 20);
    held = freeze();
    const before = ours(mail).length;
    await sleep(40);
    held();
    const all = await until(180, () => /400 × sent/.test(states(place)));
    tell.saw(`${ours(mail).length - before} letters went after it stopped; ${states(place)}`);
    tell.recovered(`all noted as sent after ${all?.toFixed(0)} s, ${twice(mail)} twice`);
    tell.check('none is twice, none uncertain', all !== null && twice(mail) === 0, states(place));
  } finally { held?.(); await end(tell); }
}

/** From the first letter to the last, as the mail server saw them. */
function rate(mail, count) {
  const times = ours(mail).map((letter) => letter.at);
  return count / ((Math.max(...times) - Math.min(...times)) / 1000);
}

async function speed(tell) {
  const count = Number(process.env.HUIGUAN_LETTERS ?? 2000);
  const { place, mail, server } = await house({});
  const archive = `${freshFolder('archive')}/letters.huiguan`;
  const sqlite = { data: freshFolder('sqlite') };
  try {
    await server.stop();
    post(place, count);
    // The same letters for SQLite: an archive goes into either database.
    tell.check('a backup is made', run(['backup', archive, '--with-key'], place).code === 0);
    const restored = run(['restore', archive, '--moved'], sqlite);
    tell.check('it comes into SQLite', restored.code === 0, restored.out);
    for (const [on, where] of [['PostgreSQL', place], ['SQLite', sqlite]]) {
      mail.letters.length = 0;
      mail.talks = 0;
      const one = await serve({ ...where, env: { ...FROM, HUIGUAN_SMTP_URL: mail.url } });
      const all = await until(300, () => arrived(mail) >= count);
      tell.figure(`${on}: ${count} letters, ${rate(mail, count).toFixed(0)} a second over ${mail.talks} conversations, ${twice(mail)} twice`);
      tell.check('each arrives once', all !== null && twice(mail) === 0);
      tell.check('at least 200 a second', rate(mail, count) >= 200, rate(mail, count).toFixed(0));
      tell.memory(one);
      await one.stop();
    }
  } finally { await server.stop(); await mail.close(); }
}

export const rounds = {
  'mail-hangs': ['the mail server takes connections and says nothing', hanging],
  'mail-greylists': ['the mail server asks to come back', greylisting],
  'mail-drops': ['the mail server hangs up after it took a letter', dropping],
  'mail-no-database': ['PostgreSQL stops while letters are on their way', databaseAway],
  'letters': ['letters a second to a mail server on loopback', speed],
};
