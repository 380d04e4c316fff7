// PostgreSQL frozen, silent, killed; commits whose end nobody hears.
import { chamber } from './demo.mjs';
import { serve } from './house.mjs';
import { Person } from './person.mjs';
import { freeze, held, kill, psql, start } from './postgres.mjs';
import { relay } from './relay.mjs';
import { seen, sleep, spread, tally, until } from './tell.mjs';

/** Seconds within which somebody at the door hears of it; in the middle of a page; in the middle of a form. */
const [DOOR, PAGE, FORM] = [2.5, 5, 20];

const isReady = (server) => new Person(server.base).ask('/readyz', { seconds: 5 }).then((a) => a.status === 200);

/** People of three languages ask while it is broken: each gets a page in theirs. */
async function away(tell, server, office) {
  for (const [lang, from] of [['zh-CN', 1], ['zh-TW', 2], ['en', 3]]) {
    const answer = await new Person(server.base, { lang, from: `192.0.2.${from}` }).ask('/');
    tell.page(`a visitor who reads ${lang}`, answer, { within: DOOR, status: 503, lang });
  }
  tell.page('the office, Chinese, with an English browser', await office.ask('/desk/members'), { within: DOOR, status: 503, lang: 'zh-CN' });
  tell.page('a form of theirs', await office.keep('while away'), { within: DOOR, status: 503, lang: 'zh-CN' });
  const probe = await office.ask('/readyz');
  tell.saw(`/readyz: ${probe.status} in ${probe.seconds.toFixed(2)} s`);
  tell.check('/readyz says so within 3.5 s', probe.status === 503 && probe.seconds < 3.5, seen(probe));
}

async function back(tell, server, office, within) {
  const took = await until(60, async () => (await office.ask('/desk/members', { seconds: 20 })).status === 200);
  const ready = await until(10, () => isReady(server));
  tell.recovered(`pages ${took === null ? 'did not come' : `after ${took.toFixed(1)} s`}, /readyz ${ready === null ? 'not' : 'too'}`);
  tell.check(`back within ${within} s, nobody did anything`, took !== null && took <= within && ready !== null, String(took));
  const kept = await office.keep('afterwards');
  tell.check('a form is saved again', kept.status === 303, seen(kept));
}

/** An office at work through `url`: reads and writes one after the other until told to stop. */
function atWork(office, stop) {
  const answers = [];
  const one = async (n) => {
    for (let i = 0; !stop.now; i++) {
      const [isForm, answer] = i % 2 ? [false, office.ask(`/desk/members?search=${n}${i}`)] : [true, office.keep(`work ${n} ${i}`)];
      answers.push({ isForm, ...await answer });
      await sleep(0.05);
    }
  };
  return { answers, ended: Promise.all([1, 2, 3, 4, 5, 6].map(one)) };
}

async function brokenUnderWork(tell, { place, url, breaks, mends, within }) {
  const server = await serve({ ...place, database: url, env: { HUIGUAN_TRUSTED_PROXIES: '1' } });
  try {
    const office = await new Person(server.base, { lang: 'en', from: '192.0.2.9' }).enter('admin');
    await office.ask('/desk/members');
    const stop = { now: false };
    const work = atWork(office, stop);
    await sleep(2);
    const before = work.answers.length;
    await breaks();
    await away(tell, server, office);
    await sleep(6);
    stop.now = true;
    await Promise.race([work.ended, sleep(90)]);
    const during = work.answers.slice(before).filter((a) => !(a.status < 400));
    tell.saw(`six who were in the middle: ${tally(during.map((a) => `${a.status ?? a.error} ${a.title ?? ''}`))}`);
    for (const [what, isForm, most] of [['page', false, PAGE], ['form', true, FORM]]) {
      const worst = Math.max(0, ...during.filter((a) => a.isForm === isForm).map((a) => a.seconds));
      tell.saw(`who waited longest for a ${what} in the middle: ${worst.toFixed(1)} s`);
      tell.check(`nobody waits longer than ${most} s for a ${what}`, worst <= most, `${worst.toFixed(1)} s`);
    }
    tell.check('each of them reads a page in Chinese', during.every((a) => a.lang === 'zh-CN' && a.title), tally(during.map((a) => `${a.lang} ${a.error ?? ''}`)));
    await mends();
    await back(tell, server, office, within);
  } finally {
    await mends();
    tell.memory(server);
    await server.stop();
  }
}

async function frozen(tell) {
  const place = await chamber('postgres');
  tell.did('SIGSTOP to PostgreSQL and all its processes while six read and write');
  let thaw = () => {};
  await brokenUnderWork(tell, {
    place, url: place.database, within: 10,
    breaks: () => { thaw = freeze(); },
    mends: () => thaw(),
  });
}

async function silent(tell) {
  const place = await chamber('postgres');
  const wire = await relay(place.database);
  tell.did('a relay before PostgreSQL passes nothing on any more, and closes nothing');
  await brokenUnderWork(tell, {
    place, url: wire.url, within: 10,
    breaks: () => { wire.silent = true; },
    mends: () => { wire.silent = false; },
  });
  await wire.close();
}

async function killed(tell) {
  const place = await chamber('postgres');
  tell.did('SIGKILL to PostgreSQL and all its processes while six read and write; started again later');
  let isDown = false;
  await brokenUnderWork(tell, {
    place, url: place.database, within: 15,
    breaks: async () => { isDown = true; await kill(); },
    mends: () => { if (isDown) { isDown = false; start(); } },
  });
}

/** Two servers; one is stopped in the middle of its writes, which it does while it holds the turn. */
async function turn(tell) {
  const place = await chamber('postgres');
  const [one, other] = [await serve({ ...place }), await serve({ ...place })];
  try {
    const office = await new Person(one.base).enter('admin');
    const colleague = await new Person(other.base).enter('admin');
    let worst = 0, held = 0;
    tell.did('two servers; one gets SIGSTOP in the middle of writes, twenty times, until it is caught with the turn in its hands');
    for (let round = 0; round < 20 && held < 2; round++) {
      const busy = Array.from({ length: 8 }, (_, n) => office.keep(`turn ${round} ${n}`));
      await sleep(0.004 + 0.006 * (round % 5));
      process.kill(one.pid, 'SIGSTOP');
      const answer = await colleague.keep(`beside ${round}`);
      process.kill(one.pid, 'SIGCONT');
      await Promise.all(busy);
      tell.check('the other server’s form is saved', answer.status === 303, seen(answer));
      worst = Math.max(worst, answer.seconds);
      if (answer.seconds > 1) held += 1;
    }
    tell.saw(`the others’ forms, at most after ${worst.toFixed(1)} s; ${held} times the stopped one held the turn`);
    tell.check('others wait at most 10 s', worst <= 10, `${worst.toFixed(1)} s`);
    tell.check('the stopped one was caught with the turn', held > 0);
    const kept = await office.keep('turn afterwards');
    tell.recovered(`the stopped one goes on: ${seen(kept)}`);
    tell.check('the stopped one goes on', kept.status === 303, seen(kept));
  } finally {
    tell.memory(one, other);
    await Promise.all([one.stop(), other.stop()]);
  }
}

/** What a page says of a form, beside what the database says. */
const said = (answer) => {
  if (answer.status === 303) return 'saved';
  if (/不知道|是否已|尚不清楚|还不/.test(answer.title)) return 'not known';
  return answer.status === 503 ? 'not saved' : `${answer.status ?? answer.error}`;
};

async function commits(tell) {
  const place = await chamber('postgres');
  const wire = await relay(place.database);
  const server = await serve({ ...place, database: wire.url });
  try {
    const office = await new Person(server.base).enter('admin');
    tell.did('the connection breaks 60 times in the middle of a commit: before it reaches PostgreSQL, or before its answer comes back; each form with its mark, 20 without');
    const results = [];
    for (let n = 0; n < 80; n++) {
      const name = `commit ${n}`;
      const [before, broken] = [n % 2 ? 'before' : 'after', wire.broken];
      wire.cut = before;
      const answer = await office.keep(name, n >= 60 ? { once: '' } : {});
      wire.cut = null;
      const there = psql(place.database, `SELECT count(*) FROM saved_views WHERE name = '${name}'`).trim();
      results.push({ marked: n < 60, hit: wire.broken > broken, said: said(answer), there, answer });
    }
    const hit = results.filter((r) => r.hit);
    const told = (r) => `${r.marked ? 'with' : 'without'} mark: page says ${r.said}, database ${r.there === '1' ? 'has it' : `has ${r.there}`}`;
    tell.saw(tally(hit.map(told)));
    tell.saw(`they waited: ${spread(hit.map((r) => r.answer.seconds))}`);
    const lie = (r) => (r.said === 'saved' && r.there !== '1') || (r.said === 'not saved' && r.there !== '0') || !['saved', 'not saved', 'not known'].includes(r.said);
    tell.check('no page says what isn’t so', !results.some(lie), tally(results.filter(lie).map(told)));
    tell.check('a form with a mark always knows', hit.filter((r) => r.marked).every((r) => r.said !== 'not known'));
    tell.check('the relay broke nearly all', hit.length >= 70, String(hit.length));
    const kept = await office.keep('commits afterwards');
    tell.recovered(`the next form: ${seen(kept)}`);
    tell.check('the next form is saved', kept.status === 303, seen(kept));
  } finally {
    tell.memory(server);
    await server.stop();
    await wire.close();
  }
}

/** A statement that merely takes long is no silence: a lock that another holds for a while. */
async function slow(tell) {
  const place = await chamber('postgres');
  const server = await serve(place);
  try {
    const office = await new Person(server.base).enter('admin');
    tell.did('somebody holds the lock of all writers for 4 s, then of a table that a page reads');
    for (const [table, ask, status] of [['turn', () => office.keep('slow'), 303], ['saved_views', () => office.ask('/desk/views/members'), 200]]) {
      const freed = held(place.database, table, 4);
      await sleep(0.5);
      const answer = await ask();
      tell.saw(`${table} is locked: ${seen(answer)}`);
      tell.check('it waits and gets through', answer.status === status, seen(answer));
      await freed;
    }
  } finally {
    tell.memory(server);
    await server.stop();
  }
}

export const rounds = {
  'postgres-frozen': ['PostgreSQL stops in the middle of work (SIGSTOP)', frozen],
  'postgres-silent': ['the way to PostgreSQL falls silent and closes nothing', silent],
  'postgres-killed': ['PostgreSQL is killed and started again', killed],
  'postgres-slow': ['PostgreSQL is merely slow: locks that others hold', slow],
  'turn': ['a server stops while it holds the turn of all writers', turn],
  'commits': ['the connection breaks in the middle of a commit', commits],
};
