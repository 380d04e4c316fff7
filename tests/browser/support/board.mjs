// The board's part of the journey: a proposal, a ballot, one letter and one vote for each director.
import assert from 'node:assert/strict';
import { send } from './forms.mjs';
import { linkIn } from './mail.mjs';
import { signIn } from './chromium.mjs';

/** The office lays the case before the board. */
export async function recommend(who, id) {
  await who.page.goto(`/desk/cases/${id}/ballot`);
  await send(who, `/desk/cases/${id}/ballot/recommend`, { proposal: 'pass', summary: '材料齐全，考察情况良好，建议接纳为会员。' });
}

/** The office opens the ballot with the closing time that the portal offers. */
export async function openBallot(who, id) {
  await who.page.goto(`/desk/cases/${id}/ballot`);
  await send(who, `/desk/cases/${id}/ballot/open`);
}

/**
 * A director follows the link of the letter on a phone, signs in, declares no conflict, sees the pack
 * and votes. Gives the seconds it took, and the path of the ballot.
 */
export async function vote(who, email, letter, company, choice, comment = '') {
  const began = Date.now();
  await who.page.goto(linkIn(letter, '/board'));
  await signIn(who, email, undefined, '');
  if (!/\/board\/ballots\//.test(who.page.url())) {
    await who.page.locator('a.todo-item', { hasText: company }).first().click();
    await who.page.waitForURL(/\/board\/ballots\//);
  }
  const ballot = new URL(who.page.url()).pathname;
  await send(who, `${ballot}/open`);
  for (const fold of await who.page.locator('#pack details > summary').all()) await fold.click();
  const pack = await who.page.locator('main').innerText();
  assert.ok(pack.includes('现场整洁，设备运行正常。'), `the pack does not show what the visitors saw:\n${pack.slice(0, 2000)}`);
  await send(who, ballot, { choice, comment });
  return { seconds: (Date.now() - began) / 1000, ballot };
}

/** Before the close nobody sees how the vote stands, the administrator no more than others. */
export async function seesNoCounts(who, path) {
  await who.page.goto(path);
  assert.equal(await who.page.locator('.tally').count(), 0, `${path} shows a count before the close`);
}

/** Once all have voted the office closes early; the page then tells the arithmetic. */
export async function closeBallot(who, id) {
  await who.page.goto(`/desk/cases/${id}/ballot`);
  await send(who, await who.page.locator('form[action$="/close"]').getAttribute('action'));
  await who.page.goto(`/desk/cases/${id}/ballot`);
  return who.page.locator('main').innerText();
}
