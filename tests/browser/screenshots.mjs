// Takes the README's pictures from a fresh demo chamber: scripts/screenshots
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { address, launch, person, signIn } from './support/chromium.mjs';
import { linkTo, send } from './support/forms.mjs';
import { serve } from './support/server.mjs';

const OUT = path.resolve(import.meta.dirname, '../../docs/screenshots');
mkdirSync(OUT, { recursive: true });

const server = await serve();
const browser = await launch();
try {
  const shoot = async (name, account, width, go, colorScheme = 'light') => {
    const who = await person(browser, server.base, { width, height: width < 500 ? 844 : 900, phone: width < 500 });
    await who.page.emulateMedia({ colorScheme });
    if (account) await signIn(who, address(account));
    await go(who.page);
    await who.page.screenshot({ path: path.join(OUT, `${name}.png`) });
    await who.context.close();
  };
  await shoot('home', '', 1280, (page) => page.goto('/'));
  await shoot('desk', 'admin', 1280, (page) => page.goto('/desk'));
  await shoot('case', 'admin', 1280, async (page) => {
    await page.goto('/desk/cases?stage=on_ballot');
    await page.goto(`${await linkTo(page, /^\/desk\/cases\/[0-9a-f-]{36}$/)}/visit`);
  });
  await shoot('apply-phone', 'applicant', 390, (page) => page.goto('/my'));
  await shoot('ballot-phone', 'director2', 390, async (page) => {
    await page.goto('/board');
    await page.goto(await linkTo(page, /^\/board\/ballots\//));
    await send({ page }, `${new URL(page.url()).pathname}/open`);
  });
  await shoot('member-phone', 'member', 390, (page) => page.goto('/my'), 'dark');
} finally {
  await browser.close();
  await server.stop();
}
