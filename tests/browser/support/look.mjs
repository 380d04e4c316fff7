// One page as the browser shows it: what is wrong with it on a phone, on a desk, by day and by night.
import { axe, broken, facts, sideways, unmarked } from './checks.mjs';
import { draw, everything } from './draw.mjs';

const PHONE = { width: 390, height: 844 }, DESK = { width: 1280, height: 900 }, NARROW = { width: 360, height: 780 };
const SIZES = [NARROW, PHONE, DESK], SCHEMES = ['light', 'dark'];

/** What must hold in every language, at every width. */
async function plainly(page, lang) {
  const found = [];
  const is = await facts(page);
  if (is.lang !== lang) found.push(`says lang="${is.lang}", not ${lang}`);
  if (!is.title) found.push('has no title');
  if (is.headings !== 1) found.push(`has ${is.headings} h1`);
  if (is.mains !== 1) found.push(`has ${is.mains} main`);
  found.push(...is.lost.map((id) => `links to #${id}, which is not there`));
  found.push(...is.keys.map((key) => `shows the message key ${key}`));
  found.push(...is.unhidden.map((part) => `shows ${part}, which says it is hidden`));
  found.push(...await sideways(page), ...await broken(page));
  return found;
}

/** All that is asked of a page, at one width and in one scheme. */
async function once(page, lang, how, what) {
  const size = draw(`the width of ${what}`, SIZES), colorScheme = draw(`the scheme of ${what}`, SCHEMES);
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme });
  const found = await plainly(page, lang);
  if (how) found.push(...await axe(page), ...await unmarked(page));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(NARROW);
  return found.map((fault) => `${fault} (${size.width} px, ${colorScheme})`);
}

/**
 * Opened at `NARROW`, light; `how` is closely, lightly or null for what must hold in every language only.
 * Where not everything is looked at, `what`, the page's name, decides on one width and one scheme.
 */
export async function look(page, lang, how, what) {
  if (!everything) return once(page, lang, how, what);
  const found = await plainly(page, lang);
  if (!how) return found;
  const add = (faults, where) => found.push(...faults.map((fault) => `${fault} (${where})`));
  await page.setViewportSize(PHONE);
  add(await axe(page), '390 px, light');
  if (how === 'closely') {
    add(await unmarked(page), '390 px');
    await page.emulateMedia({ colorScheme: 'dark' });
    add(await axe(page, 'colours'), '390 px, dark');
    await page.setViewportSize(DESK);
    add(await axe(page, 'colours'), '1280 px, dark');
    await page.emulateMedia({ colorScheme: 'light' });
    add(await axe(page), '1280 px, light');
    add(await unmarked(page), '1280 px');
  }
  await page.setViewportSize(NARROW);
  return found;
}
