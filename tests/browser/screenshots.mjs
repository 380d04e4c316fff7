// Takes the README's pictures from a fresh demo chamber: scripts/screenshots
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { address, launch, person, signIn } from './support/chromium.mjs';
import { serve } from './support/server.mjs';

const OUT = path.resolve(import.meta.dirname, '../../docs/screenshots');
mkdirSync(OUT, { recursive: true });

const server = await serve();
const browser = await launch();
try {
  const shoot = async (name, account, width, go) => {
    const who = await person(browser, server.base, { width, height: width < 500 ? 844 : 900, phone: width < 500 });
    if (account) await signIn(who, address(account));
    await go(who.page);
    await who.page.screenshot({ path: path.join(OUT, `${name}.png`) });
    await who.context.close();
  };
  await shoot('home', '', 1280, (page) => page.goto('/'));
  await shoot('desk', 'admin', 1280, (page) => page.goto('/desk'));
  await shoot('ballot-phone', 'director2', 390, async (page) => {
    await page.goto('/board');
    await page.locator('main a[href^="/board/ballots/"]').first().click();
    await page.waitForLoadState('load');
  });
} finally {
  await browser.close();
  await server.stop();
}
