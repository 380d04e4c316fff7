// Every page that a person of each kind can reach in the demo chamber: it answers, it is valid HTML
// in the right language, nothing serious for axe-core, the keyboard's focus is seen, no sideways scroll,
// no broken link, no console error, nothing the content policy refuses. Together they reach every page
// that the portal has. Each is looked at in one language, at one width and in one scheme, as a seed draws
// them; with HUIGUAN_WALK=all in every language, in light and dark, on a phone and a desk.
import test, { after, before, describe } from 'node:test';
import assert from 'node:assert/strict';
import os from 'node:os';
import { mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { address, launch, person, signIn } from './support/chromium.mjs';
import { serve } from './support/server.mjs';
import { Validity, unhiding } from './support/checks.mjs';
import { applicantAt, openRecord } from './support/demo.mjs';
import { told } from './support/draw.mjs';
import { summary, walk } from './support/walk.mjs';

const PUBLIC = process.env.HUIGUAN_WALK_AS === 'public';
/** Who walks; the last three apply for companies whose case has come to this stage. */
const STAFF = ['admin', 'reviewer1', 'director1', 'president', 'treasurer', 'events', 'applicant', 'member'];
const STAGES = ['visit_planned', 'agreement_sent&waits=applicant', 'member'];
/** Routes that are no page; the files of a charter and of a motion that have one; where letters of earlier versions
 * lead; and what steps.test.mjs looks at. */
const ELSEWHERE = [
  /^\/(assets|mark|language)\//, /^\/(favicon\.ico|healthz|readyz|metrics)$/, /^\/charter\/\{file\}$/,
  /^\/desk\/motions\/\{motion\}\/paper$/, /^\/board\/motions\//,
  /^\/(confirm|confirm-email|keep-email|reset|invitation|set-up)\//, /^\/sign-in\/code$/, /^\/(join\/(apply|draft)|desk\/members\/views)$/,
];

let server, browser;
const validity = new Validity(mkdtempSync(path.join(process.env.HUIGUAN_SCRATCH || os.tmpdir(), 'pages-')));
const known = new Map(), reached = new Set();

before(async () => {
  [server, browser] = await Promise.all([serve(), launch()]);
  if (!PUBLIC) await openRecord(browser, server.base);
});
after(async () => { await browser?.close(); await server?.stop(); });

async function walks(role) {
  const began = Date.now();
  const { pages, asked, found } = await walk(browser, server.base, role, { validity, known, everywhere: !role || role === 'member' });
  asked.forEach((path) => reached.add(path));
  console.log(`${role ?? 'a stranger'}: ${pages} pages looked at ${told}, ${asked.length} addresses asked for, ${Math.round((Date.now() - began) / 1000)} s`);
  assert.ok(pages >= 5, `only ${pages} pages`);
  const faults = summary(found);
  assert.equal(faults.length, 0, `${faults.length} faults ${told}:\n  ${faults.join('\n  ')}`);
}

// Two at a time: a browser's page and the server's answers keep two processors busy.
describe('the pages', { concurrency: 2, timeout: 1_200_000 }, () => {
  if (PUBLIC) { test('every page a stranger can reach is in order', () => walks(null)); return; }
  for (const role of STAFF) test(`every page ${role} can reach is in order`, () => walks(role));
  for (const stage of STAGES) {
    test(`every page of an applicant at ${stage} is in order`, async () => walks(await applicantAt(browser, server.base, stage)));
  }
});

// A stranger alone does not.
if (!PUBLIC) test('every page of the portal was reached', () => {
  const files = ['routes.rs', 'routes/money.rs'].map((file) => path.resolve(import.meta.dirname, '../../src/app', file));
  const source = files.map((file) => readFileSync(file, 'utf8')).join('');
  const routes = [...source.matchAll(/^\s*get\s+"([^"]+)"/gm)].map(([, route]) => route);
  assert.ok(routes.length > 60, `only ${routes.length} routes are found`);
  const shape = (route) => new RegExp(`^${route.replace(/\{[^}]+\}/g, '[^/]+').replaceAll('.', '\\.')}$`);
  const missed = routes.filter((route) => !ELSEWHERE.some((known) => known.test(route)) && ![...reached].some((at) => shape(route).test(at)));
  assert.deepEqual(missed, [], 'no link leads there');
});

test('what says `hidden` is hidden, whatever part it is', async () => {
  const page = await browser.newPage();
  await page.goto(server.base);
  assert.deepEqual(await unhiding(page), []);
  await page.close();
});

if (!PUBLIC) test('a board pack is read at one look on a phone, and lies open on paper', async () => {
  const who = await person(browser, server.base, { width: 390, height: 844 });
  await signIn(who, address('admin'));
  await who.page.goto('/desk/cases?stage=on_ballot');
  await who.page.goto(`${await who.page.locator('tbody th a').first().getAttribute('href')}/ballot`);
  const pack = who.page.locator('#pack');
  const high = () => pack.evaluate((e) => e.offsetHeight);
  const open = (yes) => pack.evaluate((e, yes) => e.querySelectorAll('details').forEach((fold) => { fold.open = yes; }), yes);
  const folded = await high();
  await open(true);
  const whole = await high();
  assert.ok(folded <= 844 * 1.4 && folded * 4 <= whole, `${folded} of ${whole} px are seen at first`);
  await open(false);
  await who.page.emulateMedia({ media: 'print' });
  const shut = await pack.evaluate((e) => [...e.querySelectorAll('.fold-body')].filter((body) => !body.checkVisibility()).length);
  assert.equal(shut, 0, 'folds are open on paper');
  await who.context.close();
});

test('every page is valid HTML', () => {
  const found = [...new Set(validity.findings())];
  assert.equal(found.length, 0, `${found.length} faults:\n  ${found.join('\n  ')}`);
});
