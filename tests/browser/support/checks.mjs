// What is asked of one page as the browser shows it.
import { readFileSync, readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const VNU = require.resolve('vnu-jar/build/dist/vnu.jar');
const LOCALE = path.resolve(import.meta.dirname, '../../../locales/en');
/** The first words of message keys: whoever shows a key shows one of these. */
const ROOMS = [...new Set(readdirSync(LOCALE).flatMap((file) =>
  [...readFileSync(path.join(LOCALE, file), 'utf8').matchAll(/^([a-z]+)-[\w-]+ =/gm)].map(([, room]) => room)))];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/**
 * Serious and critical findings of axe-core, one line each; with `colours` only of those rules that
 * can come out otherwise when nothing but the colours has changed.
 */
export async function axe(page, colours) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(AXE);
  const runOnly = colours ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } : { type: 'tag', values: TAGS };
  const violations = await page.evaluate(async (runOnly) => {
    const result = await window.axe.run(document, {
      runOnly, resultTypes: ['violations'],
      ...(runOnly.type === 'tag' ? { rules: { 'target-size': { enabled: true } } } : {}),
    });
    if (!result.passes.length) throw new Error('axe-core checked nothing');
    return result.violations.map((v) => ({ impact: v.impact, id: v.id, help: v.help, at: v.nodes.slice(0, 3).map((n) => n.target.flat().join(' ')) }));
  }, runOnly);
  return violations.filter((v) => /serious|critical/.test(v.impact)).map((v) => `axe ${v.impact} ${v.id}: ${v.help}: ${v.at.join(' | ')}`);
}

/** What makes the page scroll sideways at its present width. */
export function sideways(page) {
  return page.evaluate(() => {
    const root = document.scrollingElement;
    const wide = root.scrollWidth - document.documentElement.clientWidth;
    if (wide <= 1) return [];
    const guilty = [...document.body.querySelectorAll('*')].filter((e) => {
      if (e.getBoundingClientRect().right <= document.documentElement.clientWidth + 1) return false;
      for (let up = e.parentElement; up && up !== document.body; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== 'visible') return false;
      }
      return true;
    });
    const names = guilty.slice(0, 3).map((e) => `${e.tagName.toLowerCase()}.${e.className}`);
    return [`scrolls ${wide} px sideways at ${innerWidth}: ${names.join(', ')}`];
  });
}

/** Amounts, dates and numbers of things that stand in more than one line. */
export function broken(page) {
  return page.evaluate(() => {
    const number = /\d{4}年\d{1,2}月\d{1,2}日(?: \d\d:\d\d)?|\d{1,2} [A-Z][a-z]{2} \d{4}|-?(?:¥|HK\$|NT\$)?\d[\d,]*\.\d\d(?!\d)|\d{4}-\d{4}/g;
    const found = new Set();
    for (const one of document.querySelectorAll('time, .num, .mono, .stat-value, .chart-value')) {
      if (!one.checkVisibility()) continue;
      const words = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
      for (let text; (text = words.nextNode());) {
        for (const { 0: said, index } of text.data.matchAll(number)) {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + said.length);
          const lines = new Set([...range.getClientRects()].filter((box) => box.width > 0.5).map((box) => Math.round(box.top)));
          if (lines.size > 1) found.add(`${said} stands in ${lines.size} lines in ${one.tagName.toLowerCase()}.${one.className}`);
        }
      }
    }
    return [...found];
  });
}

/** What takes the keyboard's focus without showing it, or takes it where the page's fixed foot covers it. */
export async function unmarked(page) {
  // From here on the browser shows focus as it does for a person at the keyboard.
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const told = new Set();
    const dock = [...document.querySelectorAll('.dock')].find((e) => e.checkVisibility());
    for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
      if (e.disabled || e.tabIndex < 0 || e.type === 'hidden' || !e.checkVisibility({ visibilityProperty: true })) continue;
      e.focus();
      if (document.activeElement !== e) continue;
      const style = getComputedStyle(e), name = `${e.tagName.toLowerCase()}.${e.className}`;
      if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) told.add(`${name} has no visible focus`);
      const box = e.getBoundingClientRect();
      if (dock && !dock.contains(e) && box.top + Math.min(box.height, 40) > dock.getBoundingClientRect().top + 1) {
        told.add(`${name} has its focus under the dock`);
      }
    }
    document.activeElement?.blur();
    return [...told];
  });
}

/** Facts of the document: language, headings, links, keys shown as text, what is seen although it says `hidden`. */
export function facts(page) {
  return page.evaluate((rooms) => {
    const key = new RegExp(`(?<![\\w@./-])(?:${rooms.join('|')})-[a-z]+(?:-[a-z]+)+`, 'g');
    // What the record holds is shown as it is stored.
    const told = (text) => !text.parentElement.closest('.mono, .diff-old, .diff-new, .diff-value, script, style');
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (text) => (told(text) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT));
    const keys = new Set();
    while (words.nextNode()) for (const [found] of words.currentNode.data.matchAll(key)) keys.add(found);
    return {
      lang: document.documentElement.lang,
      title: document.title.trim(),
      headings: document.querySelectorAll('h1').length,
      mains: document.querySelectorAll('main').length,
      links: [...document.querySelectorAll('a[href]')].map((a) => a.href),
      lost: [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1)).filter((id) => id && !document.getElementById(id)),
      keys: [...keys],
      unhidden: [...document.querySelectorAll('[hidden]')].filter((e) => e.checkVisibility()).map((e) => `${e.tagName.toLowerCase()}.${e.className}`),
    };
  }, ROOMS);
}

/** Classes of the page's own sheet in which an element is seen although it says `hidden`. */
export function unhiding(page) {
  return page.evaluate(() => {
    const classes = new Set();
    const read = (rules) => {
      for (const rule of rules) {
        for (const [, name] of (rule.selectorText ?? '').matchAll(/\.([\w-]+)/g)) classes.add(name);
        if (rule.cssRules) read(rule.cssRules);
      }
    };
    for (const sheet of document.styleSheets) read(sheet.cssRules);
    if (classes.size < 100) throw new Error(`only ${classes.size} classes are found`);
    const box = document.body.appendChild(document.createElement('div'));
    return [...classes].filter((className) => {
      const one = Object.assign(document.createElement('div'), { className, hidden: true, textContent: className });
      box.replaceChildren(one);
      return one.checkVisibility();
    });
  });
}

/** Collects pages and has the Nu HTML checker read them all at once. */
export class Validity {
  constructor(folder) { this.folder = path.join(folder, 'html'); this.names = new Map(); mkdirSync(this.folder, { recursive: true }); }

  add(name, html) {
    const file = `page-${this.names.size}.html`;
    this.names.set(file, name);
    writeFileSync(path.join(this.folder, file), html);
  }

  findings() {
    if (!this.names.size) return ['no page was handed to the HTML checker'];
    const files = [...this.names.keys()].map((file) => path.join(this.folder, file));
    const told = execFileSync('java', ['-Xss1m', '-jar', VNU, '--format', 'json', '--stdout', '--exit-zero-always', '--errors-only', ...files],
      { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
    return JSON.parse(told).messages.map((m) => `${this.names.get(path.basename(m.url ?? '')) ?? m.url}: HTML: ${m.message} <<${(m.extract ?? '').replace(/\s+/g, ' ').slice(0, 90)}>>`);
  }
}
