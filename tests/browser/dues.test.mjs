// A year in the life of five companies, as their treasurer sees and books it in Chromium. Dues are
// ¥5,000.00 a year for members and ¥10,000.00 for directors, ¥1,000.00 for joining; a year begins in
// January, a part of it is priced by begun months; who joins from September on pays a whole year and
// stays to the end of the next one. Grace lasts 90 days, arrears 30. Every number is worked out beside
// where it is looked for.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { launch, person, signIn } from './support/chromium.mjs';
import { linkTo, send } from './support/forms.mjs';
import { stage } from './support/stage.mjs';

const PASSPHRASE = 'nine directors, one vote each';
const INVOICE = /^\/desk\/dues\/invoices\/[0-9a-f-]{36}$/;

let chamber, browser, who;

before(async () => { [chamber, browser] = await Promise.all([stage(), launch()]); });
after(async () => { await browser?.close(); await chamber?.stop(); });

/** It is another day, and the treasurer signs in. */
async function on(day) {
  await chamber.at(day);
  await who?.context.close();
  who = await person(browser, chamber.base, { lang: 'en' });
  await signIn(who, 'treasurer@example.test', PASSPHRASE);
}

const account = (company) => `/desk/dues/companies/${company}`;
const words = async () => (await who.page.locator('main').innerText()).replace(/\s+/g, ' ');

/** The page of the company's account says all of this. */
async function reads(company, ...said) {
  await who.page.goto(account(company));
  const text = await words();
  for (const one of said) assert.ok(text.includes(one), `no “${one}” in:\n${text}`);
}

/** The company's newest invoice is open; gives the page's words. */
async function newest(company) {
  await who.page.goto(account(company));
  await who.page.goto(await linkTo(who.page, INVOICE));
  return words();
}

/** Pays so much of the company's newest invoice. */
async function pays(company, amount) {
  await newest(company);
  await send(who, '/pay', { amount });
}

async function invoice(company, ...said) {
  const text = await newest(company);
  for (const one of said) assert.ok(text.includes(one), `no “${one}” in:\n${text}`);
}

/** Everything booked adds up to nothing. */
async function balanced(year) {
  await who.page.goto(`/desk/dues/ledger?year=${year}`);
  const text = await who.page.locator('[data-trial]').innerText();
  const [opening, debit, credit, closing] = text.match(/[−-]?¥[\d,.]+/g);
  assert.deepEqual([opening, closing, debit], ['¥0.00', '¥0.00', credit], `${year}: ${text}`);
}

test('a year in the life of five companies', { timeout: 115_000 }, async (t) => {
  await on('2026-01-01');
  const [lapser] = await chamber.joins('远航物流集团');
  const [climber] = await chamber.joins('晨光机械有限公司');
  const of = {};

  await t.test('two join on New Year’s Day and pay', async () => {
    // A whole year, 5,000.00, and 1,000.00 for joining; due after thirty days.
    await invoice(lapser, 'D2026-00001', 'Open ¥6,000.00', '31 Jan 2026');
    await reads(lapser, 'First dues open');
    for (const company of [lapser, climber]) await pays(company, '6,000');
    await reads(lapser, 'Paid until 31 Dec 2026', 'Current');
  });

  await t.test('two join in March; one pays half, one too much', async () => {
    await on('2026-03-01');
    [of.half] = await chamber.joins('东方纺织厂');
    [of.more] = await chamber.joins('南洋贸易行');
    // March to December are ten months: 5,000.00 × 10 / 12 = 4,166.67, and 1,000.00 for joining.
    await invoice(of.half, '¥4,166.67', 'Open ¥5,166.67');
    // 5,166.67 − 2,583.33 = 2,583.34.
    await pays(of.half, '2583.33');
    await invoice(of.half, 'Partly paid', 'Open ¥2,583.34');
    // 6,000.00 − 5,166.67 = 833.33 too much.
    await pays(of.more, '6000');
    await reads(of.more, 'Prepaid balance ¥833.33', 'Paid until 31 Dec 2026');
  });

  await t.test('one is promoted in May', async () => {
    await on('2026-05-01');
    await who.page.goto(account(climber));
    await send(who, '/rank', { rank: 'director', on: '2026-05-01', rank_why: 'Board of April' });
    // May to December are eight months: (10,000.00 − 5,000.00) × 8 / 12 = 3,333.33.
    await invoice(climber, 'Open ¥3,333.33', '1 May 2026 – 31 Dec 2026');
    await pays(climber, '3333.33');
    await reads(climber, 'Director');
    // Due on 31 March, and it is May.
    await invoice(of.half, 'Overdue');
  });

  await t.test('one joins in September with rollover', async () => {
    await on('2026-09-15');
    [of.roller] = await chamber.joins('北辰科技有限公司');
    // A whole year and joining, 6,000.00, for all days up to the end of the next year.
    await invoice(of.roller, 'Open ¥6,000.00', '15 Sep 2026 – 31 Dec 2027');
    await pays(of.roller, '6000');
    await reads(of.roller, 'Paid until 31 Dec 2027');
  });

  await t.test('what was too much pays a part of the next year', async () => {
    await on('2026-11-10');
    await who.page.goto(account(of.more));
    await send(who, '/renew');
    await invoice(of.more, 'Open ¥5,000.00', '1 Jan 2027 – 31 Dec 2027');
    await send(who, '/balance');
    // 5,000.00 − 833.33 = 4,166.67.
    await invoice(of.more, 'Open ¥4,166.67');
    await reads(of.more, 'Prepaid balance ¥0.00');
  });

  await t.test('one doesn’t renew, lapses, and comes back', async () => {
    // 90 days after 31 December end on 31 March, 30 more on 30 April.
    for (const [day, standing] of [['2027-03-31', 'Grace'], ['2027-04-30', 'In arrears'], ['2027-05-01', 'Lapsed']]) {
      await on(day);
      await reads(lapser, standing);
    }
    await reads(of.roller, 'Current');
    await on('2027-06-10');
    await who.page.goto(account(lapser));
    await send(who, '/renew');
    // June to December are seven months: 5,000.00 × 7 / 12 = 2,916.67, and joining is paid once.
    await invoice(lapser, 'Open ¥2,916.67', '10 Jun 2027 – 31 Dec 2027');
    await pays(lapser, '2916.67');
    // The gap from January to June stays where everybody sees it.
    await reads(lapser, 'Current', '1 Jan 2026 – 31 Dec 2026', '10 Jun 2027 – 31 Dec 2027');
  });

  await t.test('the books agree with all of it', async () => {
    for (const year of [2026, 2027]) await balanced(year);
    // Open: 2,583.34 of the one that paid half, 4,166.67 of the next year: 6,750.01.
    await who.page.goto('/desk/dues');
    assert.ok((await words()).includes('¥6,750.01'));
    // Income of 2026: 6,000.00 + 6,000.00 + 5,166.67 + 5,166.67 + 3,333.33 + 6,000.00 = 31,666.67; the
    // 5,000.00 that were billed for 2027 are income of 2027.
    await who.page.goto('/desk/dues/ledger?year=2026');
    assert.ok((await words()).includes('¥31,666.67'));
    // Came in 2026: 6,000.00 × 2 + 2,583.33 + 6,000.00 + 3,333.33 + 6,000.00 = 29,916.66.
    await who.page.goto('/desk/dues?year=2026');
    assert.ok((await words()).includes('¥29,916.66'));
  });
  assert.deepEqual(who.faults, []);
});
