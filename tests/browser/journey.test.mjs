// One company becomes a member, in Chromium, each person in a browser of their own, the mails through
// a real SMTP server: the applicant, the visitors and the directors on a phone. On PostgreSQL two
// servers stand behind one address, and one of them is killed while the directors vote.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { address, launch, person, signIn } from './support/chromium.mjs';
import { mailServer } from './support/mail.mjs';
import { install, verify } from './support/installation.mjs';
import { changed } from './support/tamper.mjs';
import { apply, correct, PHRASE, signUp, stand } from './support/apply.mjs';
import { declare, planVisit, readVisit, record, signRecord } from './support/visit.mjs';
import { check, conclude, findCase, openReview, review } from './support/office.mjs';
import { closeBallot, openBallot, recommend, seesNoCounts, vote } from './support/board.mjs';
import { sendAgreement, sign, signers } from './support/agreement.mjs';

const COMPANY = '示例精工仪器（上海）有限公司';
const EMAIL = 'jiang@applicant.test';
/** What director 4 writes beside the vote; a byte of it is changed in the end. */
const MARK = 'seen and agreed, no. 4';
const PHONE = { width: 390, height: 844, phone: true };

let server, browser, mail;
const people = {};
before(async () => {
  mail = await mailServer();
  const env = { HUIGUAN_SMTP_URL: `smtp://127.0.0.1:${mail.port}?tls=none` };
  [server, browser] = await Promise.all([install(env), launch()]);
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

test('one company becomes a member', { timeout: 900_000 }, async (t) => {
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
    await stand(people.applicant, id, EMAIL);
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

  await step('the office lays the case before the board and opens a ballot', async () => {
    await recommend(people.admin, id);
    await openBallot(people.admin, id);
  });

  let ballot;
  await step('nine directors follow one letter each and vote on their phones in under a minute', async () => {
    const choices = ['yes', 'yes', 'no', 'yes', 'abstain', 'yes', 'yes', 'yes', 'yes'];
    const voted = async (n) => {
      const email = address(`director${n}`);
      people[`director${n}`] = await person(browser, server.base, PHONE);
      const letter = await mail.wait(email, new RegExp(COMPANY));
      const done = await vote(people[`director${n}`], email, letter, COMPANY, choices[n - 1], n === 4 ? MARK : '');
      assert.ok(done.seconds < 60, `director ${n} took ${done.seconds} s`);
      t.diagnostic(`director ${n}: from the letter to the vote in ${done.seconds.toFixed(1)} s`);
      ballot = done.ballot;
    };
    for (const n of [1, 2, 3, 4]) await voted(n);
    await seesNoCounts(people.admin, `/desk/cases/${id}/ballot`);
    await seesNoCounts(people.director1, ballot);
    // From here on what was acknowledged has to come from the server that is left.
    if (server.many) await server.killOne();
    for (const n of [5, 6, 7, 8, 9]) await voted(n);
  });

  await step('all have voted, so the office closes the ballot; everybody is told the arithmetic', async () => {
    const told = await closeBallot(people.admin, id);
    assert.match(told, /7×3 = 21 ≥ 2×9 = 18/);
    await mail.wait(EMAIL, /录取|接纳|通过|入会/);
    for (let n = 1; n <= 9; n++) await mail.wait(address(`director${n}`));
    await people.director4.page.goto(ballot);
    assert.equal(await people.director4.page.locator('.tally').count(), 1);
  });

  await step('the company signs on a phone, then the president signs for the chamber', async () => {
    await sendAgreement(people.admin, id);
    await mail.wait(EMAIL, /\/agreement/);
    await sign(people.applicant, `/my/applications/${id}/agreement`, mail, EMAIL, '江一舟');
    await mail.wait(address('president'), /\/agreement/);
    const president = await as('president', PHONE);
    await sign(president, `/desk/cases/${id}/agreement`, mail, address('president'), await ownName(president));
    assert.deepEqual(new Set(await signers(people.applicant, `/my/applications/${id}/agreement`)), new Set(['江一舟', await ownName(president)]));
  });

  await step('the member is at home: number, card, letter, a place in the directory, the whole record', async () => {
    const { page } = people.applicant;
    await page.goto('/my');
    const card = await page.locator('.pass').innerText();
    assert.ok(card.includes(COMPANY), card);
    const [number] = card.match(/\d{4}-\d{4,}/);
    const letter = await mail.wait(EMAIL, new RegExp(number));
    assert.match(letter.text, new RegExp(COMPANY));
    const stranger = await person(browser, server.base, PHONE);
    people.stranger = stranger;
    await stranger.page.goto(`/directory?q=${encodeURIComponent(COMPANY)}`);
    assert.ok((await stranger.page.locator('main').innerText()).includes(COMPANY));
    await page.goto(`/my/applications/${id}/record`);
    const record = await page.locator('main').innerText();
    const acts = ['提交申请', '退回补正', '补正后重新提交', '材料齐全，予以受理', '开始资格审查', '资格审查完成', '约定实地考察',
      '实地考察完成', '提交理事会', '第 1 轮表决开始', '表决结束：同意入会', '发出入会协议', '企业签署入会协议', '商会会签入会协议', `会员编号 ${number}`];
    assert.deepEqual(acts.filter((act) => !record.includes(act)), []);
  });

  await step('no letter came twice', async () => {
    const times = new Map();
    for (const letter of mail.letters) {
      const what = `${letter.to} ${letter.subject} ${letter.text}`;
      times.set(what, (times.get(what) ?? 0) + 1);
      times.set(letter.id, (times.get(letter.id) ?? 0) + 1);
    }
    assert.deepEqual([...times].filter(([, n]) => n > 1), []);
  });

  await step('verify finds all as it was written, and one changed byte of a vote in a copy', async () => {
    await server.stop();
    const whole = verify(server.place);
    assert.equal(whole.code, 0, whole.out);
    const copy = verify(changed(server.place, 'ballot_votes', 'comment', MARK));
    assert.notEqual(copy.code, 0, copy.out);
    assert.match(copy.out, /ballot_votes [0-9a-f-]{36} does not have the digest it was cast with/);
  });
});

/** The name that the portal shows for who is signed in. */
async function ownName(who) {
  return (await who.page.locator('.house-tools-name').first().textContent()).trim();
}
