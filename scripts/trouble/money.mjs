// A bank statement whose every line pays an invoice to the fen is booked with one press, on both databases.
import { creditCode } from '../../tests/browser/support/made-up.mjs';
import { chamber } from './demo.mjs';
import { freshFolder, run, serve } from './house.mjs';
import { Person, mark } from './person.mjs';
import { psql } from './postgres.mjs';
import { seen, until } from './tell.mjs';

const REGISTER = { name: '单位名称', credit_code: '统一社会信用代码', rank: '级别', joined_on: '入会日期', number: '会员编号', covered_until: '会费缴至' };
const STATEMENT = { day: '交易日期', credit: '收入', debit: '支出', payer: '对方户名', payer_account: '对方账号', purpose: '附言', account: '6200 1' };
const padded = (n) => String(n).padStart(6, '0');

/** Waits until the run on this page is over. */
async function over(office, page) {
  const took = await until(1800, async () => {
    const shown = await office.ask(page);
    return shown.status === 200 && !shown.html.includes('data-fresh');
  });
  if (took === null) throw new Error(`${page} does not come to its end`);
  return took;
}

async function sent(office, path, fields) {
  const answer = await office.send(path, { ...fields, once: mark() });
  if (answer.status !== 303) throw new Error(`${path}: ${seen(answer)} ${answer.text?.slice(0, 800)}`);
  return answer.to;
}

async function brings(office, path, text) {
  const answer = await office.bring(path, { file: ['file.csv', 'text/csv', text] });
  if (answer.status !== 303) throw new Error(`${path}: ${seen(answer)} ${answer.text?.slice(0, 800)}`);
  return answer.to;
}

/** A chamber with so many members who owe a year's dues, and a statement in which each pays them. Gives its page. */
async function owing(place, lines) {
  const server = await serve(place);
  try {
    const office = await new Person(server.base).enter('admin');
    const rows = Array.from({ length: lines }, (_, n) => `付款企业${padded(n)}有限公司,${creditCode(n)},会员,2019-03-05,F-${padded(n)},2025-12-31`);
    const register = await brings(office, '/desk/members/imports', `${Object.values(REGISTER).join(',')}\n${rows.join('\n')}\n`);
    await sent(office, register, { ...REGISTER, do: 'import' });
    await over(office, register);
    const treasurer = await new Person(server.base).enter('treasurer');
    await over(treasurer, await sent(treasurer, '/desk/dues/runs', { from: '2026-01-01', to: '2026-12-31' }));
    const open = psql(place.database, `SELECT i.reference, i.open FROM invoices i JOIN memberships m ON m.id = i.membership_id WHERE i.open > 0 AND m.number LIKE 'F-%' ORDER BY m.number LIMIT ${lines}`).split('\n').filter(Boolean);
    const said = open.map((line, n) => {
      const [reference, fen] = line.split('|');
      return `2026-11-02,${(Number(fen) / 100).toFixed(2)},,付款企业${padded(n)}有限公司,6222${padded(n)},会费 ${reference}`;
    });
    const page = await brings(treasurer, '/desk/dues/bank', `${Object.values(STATEMENT).slice(0, 6).join(',')}\n${said.join('\n')}\n`);
    await sent(treasurer, `${page}/import`, { ...STATEMENT, do: 'import' });
    await over(treasurer, page);
    return { page, lines: open.length };
  } finally {
    await server.stop();
  }
}

async function bookExact(tell) {
  const lines = Number(process.env.HUIGUAN_LINES ?? 10_000);
  const place = await chamber('postgres');
  const sqlite = { data: freshFolder('sqlite') };
  tell.did(`${lines} members owe a year; a statement pays each of them to the fen; one press books what is exact`);
  const owed = await owing(place, lines);
  tell.check('each of them owes', owed.lines === lines, String(owed.lines));
  // The same chamber for SQLite: an archive goes into either database.
  const archive = `${freshFolder('archive')}/owing.huiguan`;
  tell.check('a backup is made', run(['backup', archive, '--with-key'], place).code === 0);
  const restored = run(['restore', archive], sqlite);
  tell.check('it comes into SQLite', restored.code === 0, restored.out);
  for (const [on, where] of [['PostgreSQL', place], ['SQLite', sqlite]]) {
    const server = await serve(where);
    try {
      const treasurer = await new Person(server.base).enter('treasurer');
      const began = Date.now();
      await sent(treasurer, `${owed.page}/exact`, {});
      await over(treasurer, owed.page);
      const took = (Date.now() - began) / 1000;
      const shown = await treasurer.ask(owed.page);
      tell.figure(`${on}: ${owed.lines} lines booked in ${took.toFixed(1)} s`);
      tell.check('under 10 s for 10,000', took <= Math.max(1, owed.lines / 1000), `${took.toFixed(1)} s`);
      if (where.database) {
        const paid = psql(where.database, "SELECT count(*) FROM invoices i JOIN memberships m ON m.id = i.membership_id WHERE i.open = 0 AND m.number LIKE 'F-%'").trim();
        tell.check('each is paid', Number(paid) === owed.lines, paid);
      }
      tell.check('no line is left to be booked', !shown.html.includes(`action="${owed.page}/exact"`));
      tell.memory(server);
      await server.stop();
      const verify = run(['verify'], where);
      tell.check('verify finds nothing', verify.code === 0, verify.out.slice(-800));
    } finally {
      await server.stop();
    }
  }
}

export const rounds = { 'book-exact': ['a statement’s exact lines are booked with one press', bookExact] };
