// What the demo chamber holds, found through its pages.
import { person, signIn, address } from './chromium.mjs';
import { linkTo, send } from './forms.mjs';

async function as(browser, base, name, work) {
  const who = await person(browser, base, {});
  try {
    await signIn(who, address(name));
    return await work(who);
  } finally {
    await who.context.close();
  }
}

const CASE = /^\/desk\/cases\/[0-9a-f-]{36}$/;

/** The sign-in name of who applies for the first company in the list of cases at `stage` (more filters may follow it). */
export function applicantAt(browser, base, stage) {
  return as(browser, base, 'admin', async ({ page }) => {
    await page.goto(`/desk/cases?stage=${stage}`);
    await page.goto(`${await linkTo(page, CASE)}/application`);
    const found = /(\w+)@demo\.huiguan\.test/.exec(await page.locator('main').innerText());
    if (!found) throw new Error(`no address of an applicant on ${page.url()}`);
    return found[1];
  });
}

/** The visitors of a planned visit declare that they have no conflict, so that its record opens to them. */
export async function openRecord(browser, base) {
  const path = await as(browser, base, 'admin', async ({ page }) => {
    await page.goto('/desk/cases?stage=visit_planned&sort=-due');
    return linkTo(page, CASE);
  });
  await as(browser, base, 'reviewer1', async (who) => {
    await who.page.goto(`${path}/visit`);
    await send(who, `${path}/visit/declare`, { conflict: 'none' });
  });
}
