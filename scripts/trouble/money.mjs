// A bank statement whose every line pays an invoice to the fen is booked with one press, on both databases.
import { chamber } from './demo.mjs';
import { freshFolder, run, serve } from './house.mjs';
import { Person, mark } from './person.mjs';
import { psql } from './postgres.mjs';
import { seen, until } from './tell.mjs';

const STATEMENT = { day: '交易日期', credit: '收入', debit: '支出', payer: '对方户名', payer_account: '对方账号', purpose: '附言', account: '6200 1' };

/** Waits until the run on this page is over. */
async function over(office, page) {
  const took = await until(1800, async () => {
    const shown = await office.ask(page);
    return shown.status === 200 && !shown.html.includes('data-fresh');
  }, 1);
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

/** As many members as the one of the demo who owes a whole year, each with a company, a period and an invoice of its own. */
function multiply(url, count) {
  const id = (what) => `md5('${what} ' || n)::uuid::text`;
  const like = (table, from, changes) => `INSERT INTO ${table} SELECT (jsonb_populate_record(one, jsonb_build_object(${Object.entries(changes).map(([name, value]) => `'${name}', ${value}`).join(', ')}))).*
    FROM ${table} one, generate_series(1, ${count}) n WHERE one.id = (SELECT ${from} FROM owes);`;
  const body = "'261' || lpad((500000 + n)::text, 6, '0')";
  psql(url, `CREATE TEMP TABLE owes AS SELECT i.id, i.company_id, i.membership_id, i.period_id FROM invoices i
      WHERE i.kind = 'dues' AND i.open = i.total AND i.credited = 0 AND i.period_id IS NOT NULL AND i.membership_id IS NOT NULL ORDER BY i.number LIMIT 1;
    ${like('companies', 'company_id', { id: id('company'), name: "'付款企业' || n || '有限公司'", credit_code: 'null' })}
    ${like('memberships', 'membership_id', { id: id('member'), company_id: id('company'), case_id: 'null', number: "'F-' || n", seq: '500000 + n' })}
    ${like('member_periods', 'period_id', { id: id('period'), membership_id: id('member'), live: `${id('member')} || ' 2026-01-01'` })}
    ${like('invoices', 'id', {
    id: id('invoice'), company_id: id('company'), membership_id: id('member'), period_id: id('period'), number: "'F2026-' || n", seq: '500000 + n',
    bill_to: "'付款企业' || n || '有限公司'", reference: `'HF' || ${body} || lpad((98 - (${body} || '00')::bigint % 97)::text, 2, '0')`,
  })}`);
}

/** Names that came by another way are read, and members found by them, each when a server starts: before it is measured. */
async function settled(place, count) {
  const firms = "companies c WHERE c.name LIKE '付款企业%'";
  const questions = [
    [`SELECT count(DISTINCT name_key) FROM ${firms}`, count],
    [`SELECT count(*) FROM memberships m, ${firms} AND m.company_id = c.id AND m.name_key = c.name_key AND m.company_changed_at = c.changed_at`, count],
  ];
  for (const [question, wanted] of questions) {
    const server = await serve(place);
    const took = await until(120, () => Number(psql(place.database, question)) === wanted, 0.5);
    await server.stop();
    if (took === null) throw new Error(`not within two minutes: ${question}`);
  }
}

/** A chamber with so many members who owe a year's dues, and a statement in which each pays them. Gives its page. */
async function owing(place, count) {
  multiply(place.database, count);
  await settled(place, count);
  const server = await serve(place);
  try {
    const treasurer = await new Person(server.base).enter('treasurer');
    const open = psql(place.database, "SELECT reference, open, bill_to FROM invoices WHERE number LIKE 'F2026-%' AND open > 0 ORDER BY seq").split('\n').filter(Boolean);
    const said = open.map((line, n) => {
      const [reference, fen, payer] = line.split('|');
      return `2026-11-02,${(Number(fen) / 100).toFixed(2)},,${payer},6222${String(n).padStart(8, '0')},会费 ${reference}`;
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
      tell.figure(`${on}: ${owed.lines} lines booked in ${took.toFixed(1)} s`);
      tell.check('under 10 s for 10,000', took <= Math.max(1, owed.lines / 1000), `${took.toFixed(1)} s`);
      if (where.database) {
        const paid = psql(where.database, "SELECT count(*) FROM invoices WHERE open = 0 AND number LIKE 'F2026-%'").trim();
        tell.check('each is paid', Number(paid) === owed.lines, paid);
      }
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
