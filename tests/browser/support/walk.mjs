// Walks the portal as one person: every page that links lead to, a few of each route shape.
import { axe, facts, sideways } from './checks.mjs';
import { person, signIn, address } from './chromium.mjs';

export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'];
/** Pages of one route shape that are opened, and links of one shape that are at least asked for. */
const OPENED = 2, ASKED = 8;
/** Links that change how the reader is spoken to; `speak` follows them. */
const SWITCH = /^\/language\//;
/** What every visitor may try without having found a link. */
const STARTS = ['/', '/join', '/events', '/directory', '/check', '/sign-in', '/my', '/desk', '/board'];

/** `/desk/cases/0190…` and `/desk/cases/0191…` have one shape, so have pages of one list. */
export function shape(href) {
  const url = new URL(href);
  const parts = url.pathname.split('/').map((part) => (/^[0-9a-f]{8}-|^\d+$|^\d{4}-\d+$|^[0-9a-f]{16,}$|^[0-9A-Z]{18}$/.test(part) ? ':id' : part));
  // Filters and sorting in all their combinations are still one kind of page.
  return parts.join('/') + (url.search ? '?' : '');
}

/** Tells each fault once, with the pages it is on. */
export function summary(found) {
  const pages = new Map();
  for (const { page, fault } of found) pages.set(fault, [...(pages.get(fault) ?? []), page]);
  return [...pages].map(([fault, on]) => `${fault}\n      on ${on.slice(0, 3).join(', ')}${on.length > 3 ? ` and ${on.length - 3} more` : ''}`);
}

/** Opens one page at all widths and in both schemes, and gives what is wrong with it. */
async function look(page, lang, thorough) {
  const found = [];
  const is = await facts(page);
  if (is.lang !== lang) found.push(`says lang="${is.lang}", not ${lang}`);
  if (!is.title) found.push('has no title');
  if (is.headings !== 1) found.push(`has ${is.headings} h1`);
  if (is.mains !== 1) found.push(`has ${is.mains} main`);
  found.push(...is.lost.map((id) => `links to #${id}, which is not there`));
  found.push(...is.keys.map((key) => `shows the message key ${key}`));
  await page.setViewportSize({ width: 360, height: 780 });
  found.push(...await sideways(page));
  for (const width of thorough ? [390, 1440] : [390]) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of thorough ? ['light', 'dark'] : ['light']) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await axe(page)).map((f) => `${f} (${width} px, ${colorScheme})`));
    }
  }
  await page.setViewportSize({ width: 1280, height: 844 });
  await page.emulateMedia({ colorScheme: 'light' });
  return { found, links: is.links };
}

/** Chooses the language with the link at the foot of the page, so that person and cookie have it. */
export async function speak(who, lang) {
  await who.page.goto('/join');
  if (await who.page.evaluate(() => document.documentElement.lang) === lang) return;
  const link = await who.page.locator(`a[href^="/language/${lang}"]`).first().getAttribute('href');
  await who.page.goto(link);
}

/**
 * Walks as `role` (null is a stranger). Gives { visited, found }: an address of each shape, and faults with their pages.
 * `validity` is handed each page's HTML once.
 */
export async function walk(browser, base, role, validity) {
  const who = await person(browser, base, {});
  if (role) await signIn(who, address(role));
  const name = role ?? 'stranger';
  const found = [], opened = new Map(), asked = new Map(), queue = [], from = new Map();
  const push = (href, source) => {
    const url = new URL(href, base);
    url.hash = '';
    if (url.origin !== base || from.has(url.href) || SWITCH.test(url.pathname)) return;
    from.set(url.href, source);
    queue.push(url.href);
  };
  STARTS.forEach((start) => push(start, 'the start'));
  await speak(who, LANGUAGES[0]);
  const visited = [];
  while (queue.length) {
    const href = queue.shift(), kind = shape(href), path = href.slice(base.length);
    const times = asked.get(kind) ?? 0;
    if (times >= ASKED) continue;
    asked.set(kind, times + 1);
    const start = STARTS.includes(path);
    const answer = await who.context.request.get(href);
    const status = answer.status(), html = /text\/html/.test(answer.headers()['content-type'] ?? '');
    // A door that is locked to this person is a 404; only the fixed addresses are tried unasked.
    if (status !== 200 && !(start && status === 404)) found.push({ page: `${name} ${path}`, fault: `a link leads to ${status}, from ${from.get(href)}` });
    if (status !== 200 || !html || (opened.get(kind) ?? 0) >= OPENED) continue;
    const times2 = opened.get(kind) ?? 0;
    opened.set(kind, times2 + 1);
    validity.add(`${name} ${path}`, await answer.body());
    who.faults.length = 0;
    await who.page.goto(href, { waitUntil: 'load' });
    const seenHere = await look(who.page, LANGUAGES[0], times2 === 0);
    found.push(...[...who.faults, ...seenHere.found].map((fault) => ({ page: `${name} ${path}`, fault })));
    seenHere.links.forEach((link) => push(link, path));
    if (times2 === 0) visited.push(href);
  }
  for (const lang of LANGUAGES.slice(1)) {
    await speak(who, lang);
    for (const href of visited) {
      who.faults.length = 0;
      await who.page.goto(href, { waitUntil: 'load' });
      const seenHere = await look(who.page, lang, false);
      found.push(...[...who.faults, ...seenHere.found].map((fault) => ({ page: `${name} ${href.slice(base.length)} in ${lang}`, fault })));
    }
  }
  if (role) await speak(who, LANGUAGES[0]);
  await who.context.close();
  return { visited, found };
}
