// Walks the portal as one person. First every link is asked for without a browser, and of each route
// shape those pages are picked that differ most; those are then looked at in the language that is drawn
// for each, or in every language.
import { person, signIn, address } from './chromium.mjs';
import { draw, everything } from './draw.mjs';
import { look } from './look.mjs';

export const LANGUAGES = ['zh-CN', 'zh-TW', 'en'];
/** Links of one route shape that are asked for, and of their pages the most that are opened. */
const ASKED = 24, OPENED = 3;
/** Links that change how the reader is spoken to; `speak` follows them. */
const SWITCH = /^\/language\//;
/** A letter in the office's mailbox, and alone in its frame, where it is no page of the portal. */
const LETTER = /^\/desk\/mail\/[0-9a-f-]{36}/, ALONE = /^\/desk\/mail\/[0-9a-f-]{36}\/letter$/;
/** What every visitor may try without having found a link. */
const STARTS = ['/', '/join', '/events', '/directory', '/check', '/sign-in', '/my', '/desk', '/board'];

/** `/desk/cases/0190…` and `/desk/cases/0191…` have one shape, so have pages of one list. */
export function shape(href) {
  const url = new URL(href);
  const parts = url.pathname.split('/').map((part) => (/^[0-9a-f]{8}-|^\d+$|^\d{4}-\d+$|^[0-9a-f]{16,}$|^[0-9A-Z]{18}$/.test(part) ? ':id' : part));
  // Filters and sorting in all their combinations are still one kind of page.
  return parts.join('/') + (url.search ? '?' : '');
}

/** What a page is made of: every element with its classes, once. Two pages made alike look alike. */
export function pieces(html) {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  return new Set([...main.matchAll(/<([a-z][a-z0-9]*)([^>]*)>/g)].map(([, tag, rest]) =>
    `${tag}.${/\bclass="([^"]*)"/.exec(rest)?.[1] ?? ''}.${/\btype="([^"]*)"/.exec(rest)?.[1] ?? ''}`));
}

/** Where a page's links lead, and the letters it shows in a frame. */
function links(html) {
  return [...html.matchAll(/<(?:a|iframe)\b[^>]*?\b(?:href|src)="([^"]*)"/g)].map(([, href]) => href.replaceAll('&amp;', '&'));
}

/** Of pages of one shape the first, and then those that have most in them that the others have not. */
function pick(pages) {
  const known = new Set(), picked = [];
  const news = (page) => [...page.pieces].filter((piece) => !known.has(piece)).length;
  for (let left = pages; left.length && picked.length < OPENED; left = left.filter((page) => news(page) > 0)) {
    const best = picked.length ? left.reduce((a, b) => (news(b) > news(a) ? b : a)) : left[0];
    best.pieces.forEach((piece) => known.add(piece));
    picked.push(best);
  }
  return picked;
}

/** Tells each fault once, with the pages it is on. */
export function summary(found) {
  const pages = new Map();
  for (const { page, fault } of found) pages.set(fault, [...(pages.get(fault) ?? []), page]);
  return [...pages].map(([fault, on]) => `${fault}\n      on ${on.slice(0, 3).join(', ')}${on.length > 3 ? ` and ${on.length - 3} more` : ''}`);
}

/** Chooses the language with the link at the foot of the page, so that person and cookie have it. */
export async function speak(who, lang) {
  await who.page.goto('/join');
  if (await who.page.evaluate(() => document.documentElement.lang) === lang) return;
  const link = await who.page.locator(`a[href^="/language/${lang}"]`).first().getAttribute('href');
  await who.page.goto(link);
}

/** Asks for everything that links lead to. Gives the pages worth opening, what answered, and what is wrong with links. */
export async function ask(who, name, base) {
  const found = [], kinds = new Map(), asked = new Map(), from = new Map(), answered = [];
  let queue = [];
  const push = (href, source) => {
    const url = new URL(href, new URL(source, base));
    url.hash = '';
    if (url.origin !== base || from.has(url.href) || SWITCH.test(url.pathname)) return;
    from.set(url.href, source);
    const kind = shape(url.href), times = asked.get(kind) ?? 0;
    if (times >= ASKED) return;
    asked.set(kind, times + 1);
    queue.push({ href: url.href, kind, path: url.href.slice(base.length) });
  };
  STARTS.forEach((start) => push(start, '/'));
  while (queue.length) {
    const now = queue;
    queue = [];
    for (const one of now) {
      const answer = await who.context.request.get(one.href);
      const status = answer.status(), isPage = /text\/html/.test(answer.headers()['content-type'] ?? '');
      // A door that is locked to this person is a 404; only the fixed addresses are tried unasked, and
      // the links in a letter are for whom it was written to.
      if (status !== 200) {
        if (!(status === 404 && (STARTS.includes(one.path) || LETTER.test(from.get(one.href))))) found.push({ page: `${name} ${one.path}`, fault: `a link leads to ${status}, from ${from.get(one.href)}` });
        continue;
      }
      answered.push(new URL(one.href).pathname);
      if (!isPage || ALONE.test(one.path)) continue;
      one.html = await answer.text();
      one.pieces = pieces(one.html);
      kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one]);
      links(one.html).forEach((link) => push(link, one.path));
    }
  }
  return { found, answered, pages: [...kinds.values()].flatMap(pick) };
}

/**
 * Walks as `role` (null is a stranger). Gives { pages, asked, found }: how many pages were opened, the
 * addresses that answered, and faults with their pages. `validity` is handed each page's HTML once;
 * `known` remembers over all walks what was looked at closely, so that a page that looks like one seen
 * before is not again. `everywhere`: the public pages too, which look alike to whoever is signed in.
 */
export async function walk(browser, base, role, { validity, known, everywhere }) {
  const who = await person(browser, base, { width: 360, height: 780 });
  if (role) await signIn(who, address(role));
  const name = role ?? 'stranger';
  await speak(who, LANGUAGES[0]);
  const { found, answered, pages: all } = await ask(who, name, base);
  const pages = all.filter((one) => everywhere || /^\/(my|desk|board)\b/.test(one.path));
  pages.forEach((one, at) => {
    validity.add(`${name} ${one.path}`, one.html);
    const seen = known.get(one.kind) ?? new Set();
    // Each is looked at closely in one language; where everything is looked at, in turn, and more lightly
    // in the two others.
    one.what = `${name} ${one.kind} ${at}`;
    one.lang = everything ? LANGUAGES[at % LANGUAGES.length] : draw(`the language of ${one.what}`, LANGUAGES);
    one.close = at === 0 || [...one.pieces].some((piece) => !seen.has(piece));
    known.set(one.kind, new Set([...seen, ...one.pieces]));
  });
  for (const lang of LANGUAGES) {
    await speak(who, lang);
    for (const one of pages.filter((one) => everything || one.lang === lang)) {
      who.faults.length = 0;
      await who.page.goto(one.href, { waitUntil: 'load' });
      const faults = await look(who.page, lang, one.close && (one.lang === lang ? 'closely' : 'lightly'), one.what);
      found.push(...[...who.faults, ...faults].map((fault) => ({ page: `${name} ${one.path} in ${lang}`, fault })));
    }
  }
  if (role) await speak(who, LANGUAGES[0]);
  await who.context.close();
  return { found, pages: pages.length, asked: answered };
}
