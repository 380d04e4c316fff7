// The agreement's part of the journey: sent by the office, signed by the company, countersigned.
import assert from 'node:assert/strict';
import { send } from './forms.mjs';

/** The office sends the agreement to the signer whom the portal proposes. */
export async function sendAgreement(who, id) {
  await who.page.goto(`/desk/cases/${id}/agreement`);
  await send(who, `/desk/cases/${id}/agreement/send`);
}

/** A signer reads to the end, asks for a code, gets it by mail and signs with name and code. */
export async function sign(who, base, mail, email, name) {
  await who.page.goto(base);
  await send(who, `${base}/read`);
  await who.page.goto(base);
  await send(who, `${base}/code`);
  const letter = await mail.wait(email, /\b\d{3}[ -]?\d{3}\b/);
  const [code] = letter.text.match(/\b\d{3}[ -]?\d{3}\b/);
  await who.page.goto(base);
  await send(who, `${base}/sign`, { code, name, agreed: true });
}

/** Who signed, as the page of the agreement shows it. */
export async function signers(who, base) {
  await who.page.goto(base);
  const names = await who.page.locator('.signature-name').allInnerTexts();
  assert.equal(new Set(names).size, names.length, `somebody signed both sides: ${names}`);
  return names;
}
