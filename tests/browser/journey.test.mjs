// One company becomes a member, in Chromium, each person in a browser of their own, the mails through
// a real SMTP server: the applicant, the visitors and the directors on a phone.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { address, launch, person, signIn } from './support/chromium.mjs';
import { mailServer } from './support/mail.mjs';
import { serve } from './support/server.mjs';
import { apply, correct, PHRASE, signUp } from './support/apply.mjs';
import { declare, planVisit, readVisit, record, signRecord } from './support/visit.mjs';
import { check, conclude, findCase, openReview, review } from './support/office.mjs';

const COMPANY = '示例精工仪器（上海）有限公司';
const EMAIL = 'jiang@applicant.test';
const PHONE = { width: 390, height: 844, phone: true };

let server, browser, mail;
const people = {};
before(async () => {
  mail = await mailServer();
  const env = { HUIGUAN_SMTP_URL: `smtp://127.0.0.1:${mail.port}?tls=none` };
  [server, browser] = await Promise.all([serve({ env }), launch()]);
});
after(async () => { await browser?.close(); await server?.stop(); await mail?.close(); });

/** The browser of a demo person, signed in on first use. */
async function as(name, options = {}) {
  if (!people[name]) {
    people[name] = await person(browser, server.base, options);
    await signIn(people[name], address(name));
  }
  return people[name];
}

test('one company becomes a member', { timeout: 600_000 }, async (t) => {
  let id;
  const step = async (name, work) => {
    let passed = false;
    await t.test(name, async () => {
      await work();
      const faults = Object.entries(people).flatMap(([who, { faults }]) => faults.map((fault) => `${who}: ${fault}`));
      assert.deepEqual(faults, []);
      passed = true;
    });
    if (!passed) throw new Error(`the journey ends at: ${name}`);
  };

  await step('an applicant signs up on a phone and applies', async () => {
    people.applicant = await person(browser, server.base, PHONE);
    await signUp(people.applicant, mail, '江一舟', EMAIL);
    await signIn(people.applicant, EMAIL, PHRASE);
    id = await apply(people.applicant, COMPANY, EMAIL, 417);
    await mail.wait(EMAIL);
  });

  await step('the office asks for a correction, gets it and accepts the application', async () => {
    const office = await as('admin');
    assert.equal(await findCase(office, COMPANY), id);
    await check(office, id, true);
    await mail.wait(EMAIL);
    await correct(people.applicant, id);
    await check(office, id, false);
  });

  await step('two reviewers declare no conflict, answer and propose a visit; the office concludes', async () => {
    await openReview(await as('admin'), id);
    for (const name of ['reviewer1', 'reviewer2']) {
      await mail.wait(address(name));
      await review(await as(name), id);
    }
    await conclude(await as('admin'), id);
  });

  await step('the office plans a visit; both visitors write and sign the record on their phones', async () => {
    const visitors = [];
    for (const name of ['reviewer1', 'reviewer2']) {
      // From here on at the company's gate, not at a desk.
      await people[name].page.setViewportSize({ width: 390, height: 844 });
      visitors.push(people[name]);
    }
    await planVisit(await as('admin'), id, await Promise.all(visitors.map(ownName)));
    await readVisit(people.applicant, await mail.wait(EMAIL, /\/visit/));
    for (const name of ['reviewer1', 'reviewer2']) {
      const letter = await mail.wait(address(name), new RegExp(`/desk/cases/${id}/visit`));
      assert.ok(letter.attachments.some((file) => /calendar/.test(file.contentType)), `no invitation for calendars with "${letter.subject}"`);
      await declare(people[name], id);
    }
    await record(people.reviewer1, id);
    for (const visitor of visitors) await signRecord(visitor, id);
  });
});

/** The name that the portal shows for who is signed in. */
async function ownName(who) {
  return (await who.page.locator('.house-tools-name').first().textContent()).trim();
}
