// The site visit: planned by the office, written down and signed by the visitors on their phones.
import { formAt, said, send } from './forms.mjs';
import { linkIn } from './mail.mjs';

/** So many hours from now, as the chamber's clocks in Shanghai show it, for a date and time field. */
const clock = (hours) => new Date(Date.now() + (hours + 8) * 3_600_000).toISOString().slice(0, 16);

/** The office plans the visit with these visitors, the first of them in the lead. */
export async function planVisit(who, id, names) {
  const path = `/desk/cases/${id}/visit/plan`;
  await who.page.goto(path);
  const form = formAt(who.page, path);
  const ids = [];
  for (const name of names) ids.push(await form.locator('label.choice', { hasText: name }).locator('input').getAttribute('value'));
  await send(who, path, {
    purpose: '了解生产现场与研发条件', address: '上海市浦东新区示例路 8 号', starts: clock(24), ends: clock(26),
    visitor: ids, leads: ids[0], host_name: '江一舟', host_phone: '13800000001',
  });
}

/** A visitor follows the link of the letter and declares no conflict. */
export async function declare(who, id) {
  await who.page.goto(`/desk/cases/${id}/visit`);
  await send(who, `/desk/cases/${id}/visit/declare`, { conflict: 'none' });
}

/** Fills one card of the record and waits until it says that it is saved. */
async function card(who, form) {
  const answer = who.page.waitForResponse((r) => r.request().method() === 'POST' && r.url().includes('/visit/cards/'));
  await form.locator('button[type=submit]').click();
  const status = (await answer).status();
  if (status >= 400) throw new Error(`a card answers ${status}:\n${await said(who.page)}`);
}

/** Writes the whole record on a phone, with a photo, and freezes it. */
export async function record(who, id) {
  await who.page.goto(`/desk/cases/${id}/visit/record`);
  const picture = await who.page.screenshot({ type: 'jpeg' });
  const photo = who.page.waitForResponse((r) => r.request().method() === 'POST' && /\/visit\/(photos|pieces)/.test(r.url()));
  await formAt(who.page, '/visit/photos').locator('input[type=file]').setInputFiles({ name: 'gate.jpg', mimeType: 'image/jpeg', buffer: picture });
  if ((await photo).status() >= 400) throw new Error(`the photo answers ${(await photo).status()}`);
  await who.page.locator('#photos img').first().waitFor();
  await who.page.goto(`/desk/cases/${id}/visit/record`);
  const cards = who.page.locator('form[data-card]');
  for (let at = 0; at < await cards.count(); at++) {
    const form = cards.nth(at);
    if (await form.locator('[name=began]').count()) {
      await form.locator('[name=began]').fill(clock(-2));
      await form.locator('[name=ended]').fill(clock(-1));
      await form.locator('[name=hosts]').fill('江一舟，总经理');
    } else if (await form.locator('[name=observation]').count()) {
      const choice = form.locator('input[name=answer]').first();
      if (await choice.count()) await choice.check();
      else await form.locator('textarea[name=answer]').fill('情况属实。');
      await form.locator('[name=observation]').fill('现场整洁，设备运行正常。');
    } else if (await form.locator('[name=proposal]').count()) {
      await form.locator('[name=proposal][value=pass]').check();
      await form.locator('[name=statement]').fill('与申请材料相符，建议提交表决。');
    } else continue;
    await card(who, form);
  }
  await who.page.goto(`/desk/cases/${id}/visit`);
  await send(who, `/desk/cases/${id}/visit/freeze`);
}

/** A visitor signs the frozen record. */
export async function signRecord(who, id) {
  await who.page.goto(`/desk/cases/${id}/visit`);
  await send(who, `/desk/cases/${id}/visit/sign`, { agree: true });
}

/** The applicant reads the plan of the visit, with the link that came by mail. */
export async function readVisit(who, letter) {
  await who.page.goto(linkIn(letter, '/visit'));
}
