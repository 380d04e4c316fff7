// Pages that no link leads to: those behind a link in a letter, those between two steps of a form, and
// forms that were refused. Looked at as closely as the others.
import test, { after, before, describe } from 'node:test';
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import os from 'node:os';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { launch, person, PASSWORD, signIn, address } from './support/chromium.mjs';
import { serve } from './support/server.mjs';
import { mailServer, linkIn } from './support/mail.mjs';
import { formAt, linkTo } from './support/forms.mjs';
import { Validity } from './support/checks.mjs';
import { applicantAt, openRecord } from './support/demo.mjs';
import { told } from './support/draw.mjs';
import { look } from './support/look.mjs';

let server, browser, mail;
const validity = new Validity(mkdtempSync(path.join(process.env.HUIGUAN_SCRATCH || os.tmpdir(), 'steps-')));

before(async () => {
  mail = await mailServer();
  const env = { HUIGUAN_SMTP_URL: `smtp://127.0.0.1:${mail.port}?tls=none` };
  [server, browser] = await Promise.all([serve({ env }), launch()]);
});
after(async () => { await browser?.close(); await server?.stop(); await mail?.close(); });

/** A browser at the narrowest width that phones have, signed in if `name` says as whom. */
async function guest(name, base = server.base, lang = 'zh-CN') {
  const who = await person(browser, base, { width: 360, height: 780, lang });
  if (name) await signIn(who, address(name));
  return who;
}

/** Sends the form that goes to `action` (the page's own, if empty) with its first button or the one of this value, and gives the answer's status. */
async function press(who, action, fields = {}, value = '') {
  const form = action ? formAt(who.page, action) : who.page.locator('main form').first();
  await form.evaluate((element, fields) => {
    for (const [name, value] of Object.entries(fields)) {
      const field = element.elements.namedItem(name);
      if (field instanceof RadioNodeList || /radio|checkbox/.test(field.type)) [field].flat().forEach((one) => { one.checked = Boolean(value); });
      else field.value = value;
    }
  }, fields);
  const answer = who.page.waitForResponse((r) => r.request().isNavigationRequest() && r.request().method() === 'POST');
  const shown = who.page.waitForEvent('load');
  await form.evaluate((element, value) => element.requestSubmit(element.querySelector(`button:not([type=button])${value && `[value="${value}"]`}`)), value);
  const [given] = await Promise.all([answer, shown]);
  return given.status();
}

/** Looks closely at the page that stands there now. */
async function inOrder(who, what, lang = 'zh-CN') {
  validity.add(what, await who.page.content());
  const faults = [...who.faults, ...await look(who.page, lang, 'closely', what)];
  who.faults.length = 0;
  assert.deepEqual(faults, [], `${what} at ${who.page.url()}, ${told}`);
}

/** The six digits that an authenticator shows for this key now. */
function digits(key) {
  const bits = [...key].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', secret).update(counter).digest(), at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

describe('letters', () => {
  test('a new account, a forgotten password, a changed address', async () => {
    const who = await guest();
    await who.page.goto('/sign-up');
    assert.equal(await press(who, '/sign-up'), 422);
    await inOrder(who, 'the refused sign-up');
    await press(who, '/sign-up', { name: '江一舟', email: 'new@applicant.test', password: 'a quiet harbour at dusk', privacy: true });
    await inOrder(who, 'the sign-up that waits for its letter');
    await who.page.goto(linkIn(await mail.wait('new@applicant.test'), '/confirm/'));
    await inOrder(who, 'the confirmation');
    await who.page.goto('/forgot');
    await press(who, '/forgot', { email: address('member') });
    await inOrder(who, 'the forgotten password that waits for its letter');
    const reset = linkIn(await mail.wait(address('member'), /\/reset\//), '/reset/');
    await who.page.goto(reset);
    await inOrder(who, 'the new password');
    assert.equal(await press(who, new URL(reset).pathname, { password: 'short' }), 422);
    await inOrder(who, 'the refused password');
    await who.page.goto('/reset/0123456789abcdef');
    who.faults.length = 0;
    await inOrder(who, 'a link that is none');
    const treasurer = await guest('treasurer');
    await treasurer.page.goto('/my/account');
    await press(treasurer, '/my/account/email', { email: 'purse@demo.huiguan.test' });
    await treasurer.page.goto(linkIn(await mail.wait('purse@demo.huiguan.test'), '/confirm-email/'));
    await inOrder(treasurer, 'the confirmation of an address');
    const old = await guest();
    await old.page.goto(linkIn(await mail.wait(address('treasurer'), /\/keep-email\//), '/keep-email/'));
    await inOrder(old, 'keeping the old address');
  });

  test('an application that is written before its letter is read', async () => {
    const who = await guest();
    await who.page.goto('/join/apply');
    await press(who, '/sign-up', { name: '江二舟', email: 'early@applicant.test', password: 'a quiet harbour at dusk', privacy: true });
    await inOrder(who, 'the sign-up on the way to an application');
    await who.page.goto('/join/draft');
    await inOrder(who, 'the application that waits for its letter');
    await who.page.goto('/join/draft?step=company');
    assert.equal(await press(who, '/join/draft?step=company', { name: '早写商行' }), 422);
    await inOrder(who, 'the refused step of an application that waits');
    await press(who, '/join/draft?step=company', {}, 'later');
    await press(who, '/sign-up/again');
    await who.page.goto(linkIn(await mail.wait('early@applicant.test'), '/confirm/'));
    await press(who, new URL(who.page.url()).pathname);
    await inOrder(who, 'the beginning of an application that was written before');
  });

  test('an invitation', async () => {
    const admin = await guest('admin');
    await admin.page.goto('/desk/people/invite');
    assert.equal(await press(admin, '/desk/people/invite'), 422);
    await inOrder(admin, 'the refused invitation');
    await admin.page.locator('main input[type=checkbox]').first().check();
    await press(admin, '/desk/people/invite', { email: 'colleague@chamber.test' });
    await inOrder(admin, 'the people with an open invitation');
    const who = await guest();
    await who.page.goto(linkIn(await mail.wait('colleague@chamber.test'), '/invitation/'));
    await inOrder(who, 'the invitation');
  });

  test('the first administrator of an empty chamber', async () => {
    const empty = await serve({ args: ['serve'] });
    try {
      const link = /http:\S+\/set-up\/\S+/.exec(empty.log())[0];
      const who = await guest(null, empty.base);
      await who.page.goto(link);
      await inOrder(who, 'the first step of the set-up');
      const path = new URL(link).pathname;
      assert.equal(await press(who, ''), 422, path);
      await inOrder(who, 'the refused first step');
      await press(who, '', { name: '秦管事', email: 'first@chamber.test', password: 'a quiet harbour at dusk' });
      assert.match(who.page.url(), /\/my\/account\/second-factor$/);
      await inOrder(who, 'the second factor that is asked of the first administrator');
      const key = /\b[A-Z2-7]{26,}\b/.exec(await who.page.locator('main').innerText())[0];
      await press(who, '/my/account/second-factor', { code: digits(key) });
      for (const at of ['/desk', '/desk/settings', '/desk/cases', '/desk/members', '/desk/mail', '/desk/people', '/board', '/my', '/', '/desk/settings/opening', '/desk/settings/board/many']) {
        await who.page.goto(at);
        await inOrder(who, `${at} of an empty chamber`);
      }
      const stranger = await guest(null, empty.base);
      await stranger.page.goto('/');
      await inOrder(stranger, 'what strangers see of a chamber that is being set up');
    } finally {
      await empty.stop();
    }
  });
});

describe('steps', () => {
  test('signing in with a second step', async () => {
    const who = await guest();
    await who.page.goto('/sign-in');
    assert.equal(await press(who, '/sign-in', { email: address('events'), password: 'wrong' }), 422);
    await inOrder(who, 'the refused sign-in');
    await signIn(who, address('events'));
    await who.page.goto('/my/account/second-factor');
    assert.equal(await press(who, '/my/account/second-factor', { code: '000' }), 422);
    await inOrder(who, 'the refused second step');
    const key = /\b[A-Z2-7]{26,}\b/.exec(await who.page.locator('main').innerText())[0];
    await press(who, '/my/account/second-factor', { code: digits(key) });
    await inOrder(who, 'the recovery codes');
    await who.page.goto('/my/account/second-factor');
    await inOrder(who, 'the second step that is on');
    const again = await guest();
    await again.page.goto('/sign-in');
    await press(again, '/sign-in', { email: address('events'), password: PASSWORD });
    await inOrder(again, 'the question for the code');
  });

  test('a session that ends and a connection that breaks in mid-form lose no word', async () => {
    const who = await guest('applicant');
    await who.page.goto('/my/applications/new');
    await press(who, '/my/applications');
    const step = new URL(who.page.url()).pathname, name = who.page.locator('[name=name]');
    const on = () => who.page.locator('form[data-autosave] button').first().click();
    const saved = async (text) => {
      await who.page.waitForSelector('[data-autosave-note][data-state=saved]');
      assert.equal(await name.inputValue(), text);
      const left = await who.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft:')));
      assert.deepEqual(left, [], 'the copy goes once the server has it');
      await who.page.reload();
      assert.equal(await name.inputValue(), text);
    };
    await name.fill('半途商行');
    await who.context.clearCookies({ name: 'session' });
    await on();
    await who.page.waitForURL(/\/sign-in\?next=/);
    await signIn(who, address('applicant'), PASSWORD, '');
    await who.page.waitForURL((url) => url.pathname === step);
    await saved('半途商行');
    await name.fill('半途商行二');
    await who.context.setOffline(true);
    await on();
    await who.page.waitForURL(/chrome-error/).catch(() => {});
    await who.context.setOffline(false);
    await who.page.goto(step);
    await saved('半途商行二');
    who.faults.length = 0;
  });

  test('a director votes', async () => {
    const who = await guest('director3');
    await who.page.goto('/board');
    await who.page.goto(await linkTo(who.page, /^\/board\/ballots\//));
    const ballot = new URL(who.page.url()).pathname;
    await inOrder(who, 'the question of conflicts');
    assert.equal(await press(who, `${ballot}/recuse`), 422);
    await inOrder(who, 'stepping back without a reason');
    await press(who, `${ballot}/open`);
    await inOrder(who, 'the pack with the vote');
    assert.equal(await press(who, ballot), 422);
    await inOrder(who, 'the vote without an answer');
    await who.page.locator('input[name=choice][value=yes]').check();
    await press(who, ballot);
    await inOrder(who, 'the vote that was cast');
  });

  test('a company signs', async () => {
    const who = await guest(await applicantAt(browser, server.base, 'agreement_sent&waits=applicant'));
    await who.page.goto('/my');
    await who.page.goto(`${await linkTo(who.page, /^\/my\/applications\/[0-9a-f-]{36}/)}/agreement`);
    const home = new URL(who.page.url()).pathname;
    await inOrder(who, 'the agreement to be read');
    await press(who, `${home}/read`);
    await inOrder(who, 'the agreement that was read');
    await press(who, `${home}/code`);
    await inOrder(who, 'the agreement that waits for the code');
    assert.equal(await press(who, `${home}/sign`), 422);
    await inOrder(who, 'the refused signature');
  });

  test('forms of the office that were refused', async () => {
    await openRecord(browser, server.base);
    const who = await guest('admin');
    const at = async (stage, page) => {
      await who.page.goto(`/desk/cases?stage=${stage}`);
      await who.page.goto(`${await linkTo(who.page, /^\/desk\/cases\/[0-9a-f-]{36}$/)}${page}`);
      return new URL(who.page.url()).pathname;
    };
    const refused = async (what, path, action, fields) => {
      assert.equal(await press(who, action, fields), 422, `${what} at ${path}`);
      await inOrder(who, what);
    };
    let path = await at('submitted', '/check');
    // What was marked is kept; the page comes back and says what lacks.
    assert.equal(await press(who, path, {}, 'return'), 303);
    await inOrder(who, 'the check that lacks marks');
    path = await at('accepted', '/review');
    await refused('the refused review', path, `${path}/open`, { due: '' });
    path = await at('visit_planned', '/visit/plan');
    await refused('the refused plan', path, path, { purpose: '', address: '', starts: '', host_name: '' });
    path = await at('visited', '/ballot');
    await refused('the refused proposal', path, `${path}/recommend`, { summary: '' });
    path = await at('deferred', '/ballot');
    await refused('the refused ballot', path, `${path}/open`, { closes: '' });
    path = await at('admitted', '/agreement');
    await refused('the refused agreement', path, `${path}/send`, { sign_by: '' });
    for (const [page, fields] of [['chamber', { 'name-zh-cn': '', 'name-zh-tw': '', 'name-en': '' }], ['mail', {}], ['limits', { check: 'x' }], ['charter', {}], ['numbers', { digits: 'x' }]]) {
      await who.page.goto(`/desk/settings/${page}`);
      const names = await formAt(who.page, `/desk/settings/${page}`).evaluate((form) => [...form.elements].map((e) => e.name));
      const known = Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
      const status = await press(who, `/desk/settings/${page}`, known);
      assert.ok([200, 303, 422].includes(status), `/desk/settings/${page} answers ${status}`);
      await inOrder(who, `the settings of ${page} after saving`);
    }
  });
});

test('every one of them is valid HTML', () => {
  const found = [...new Set(validity.findings())];
  assert.equal(found.length, 0, `${found.length} faults:\n  ${found.join('\n  ')}`);
});
