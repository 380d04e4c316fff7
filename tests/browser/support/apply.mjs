// The applicant's part of the journey: an account, an application in steps, a correction.
import { linkIn } from './mail.mjs';
import { linkTo, send, upload, said } from './forms.mjs';
import { creditCode, PDF } from './made-up.mjs';

export const PHRASE = 'a quiet harbour at dusk';

/** Signs up and confirms the address with the link that came by mail. */
export async function signUp(who, mail, name, email) {
  await who.page.goto('/sign-up');
  await send(who, '/sign-up', { name, email, password: PHRASE, privacy: true });
  const letter = await mail.wait(email, /\/confirm\//);
  await who.page.goto(linkIn(letter, '/confirm/'));
  const action = new URL(who.page.url()).pathname;
  await send(who, action);
}

/** Fills and sends an application; gives the case's id. */
export async function apply(who, company, email, seed) {
  await who.page.goto('/my/applications/new');
  await send(who, '/my/applications');
  const id = (await linkTo(who.page, /^\/my\/applications\/[0-9a-f-]{36}/)).split('/')[3];
  const step = (name) => `/my/applications/${id}/step/${name}`;
  await who.page.goto(step('company'));
  await send(who, step('company'), {
    name: company, credit_code: creditCode(seed), legal_form: 'limited', founded_on: '2015-06-18', capital: '1000',
    currency: 'CNY', industry: 'C', staff: 'u100', revenue: 'u10000', address: '上海市浦东新区示例路 8 号', introduction: '生产精密仪器，产品销往二十多个国家和地区，设有自己的研发中心。',
  });
  await who.page.goto(step('people'));
  await send(who, step('people'), {
    legal_name: '江一舟', rep_name: '江一舟', rep_post: '总经理', rep_phone: '13800000001', rep_email: email,
    contact_name: '江一舟', contact_phone: '13800000001', contact_email: email,
  });
  await who.page.goto(step('rank'));
  const rank = await who.page.locator('[name=rank]').first().getAttribute('value');
  await send(who, step('rank'), { rank });
  await who.page.goto(step('papers'));
  for (const kind of ['licence', 'identity', 'authority', 'qualification', 'accounts']) {
    if (!await who.page.locator(`form[action$="/papers/${kind}"]`).count()) continue;
    await upload(who, `/my/applications/${id}/papers/${kind}`, `${kind}.pdf`, 'application/pdf', PDF);
  }
  await send(who, step('papers'));
  await who.page.goto(step('reasons'));
  await send(who, step('reasons'), {
    why: '希望结识同行，参与标准讨论，也愿意为商会出力。', charter: true,
    consent_processing: true, consent_directory: true,
  });
  await who.page.goto(`/my/applications/${id}/send`);
  await send(who, `/my/applications/${id}/send`).catch(async (e) => { throw new Error(`${e.message}\n${await said(who.page)}`); });
  return id;
}

/** Who applied confirms that they are the company's legal representative. */
export async function stand(who, id, email) {
  const page = `/my/applications/${id}/people`;
  await who.page.goto(page);
  await send(who, page, { email_legal: email });
  const named = await linkTo(who.page, /^\/my\/named\//);
  await who.page.goto(named);
  await send(who, named, { post: '总经理', agreed: true });
}

/** Answers every item of the correction list and sends it back. */
export async function correct(who, id) {
  await who.page.goto(`/my/applications/${id}`);
  const names = await who.page.locator('form[action$="/answers"] textarea').evaluateAll((all) => all.map((e) => e.name));
  await send(who, `/my/applications/${id}/answers`, Object.fromEntries(names.map((name) => [name, '已按要求补正。'])));
  await who.page.goto(`/my/applications/${id}/send`);
  await send(who, `/my/applications/${id}/send`);
}
