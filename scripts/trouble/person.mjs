// Somebody with a browser: keeps cookies, follows nothing by itself, says what came back and how soon.
import { randomBytes } from 'node:crypto';

/** The mark that a form carries, so that it counts once. */
export const mark = () => randomBytes(16).toString('hex');

const text = (html) => html.replace(/<[^>]*>/g, ' ').replace(/&#(\d+);/g, (_, n) => String.fromCharCode(n)).replace(/\s+/g, ' ').trim();

const LISTS = ['members', 'cases', 'companies', 'audit', 'jobs', 'mail', 'invoices', 'payments', 'people', 'fiscal'];
let kept = 0;

export class Person {
  jar = new Map();

  /** `lang` is what the browser asks for; `from` the address it seems to come from, behind one proxy. */
  constructor(base, { lang = 'zh-CN', from } = {}) {
    Object.assign(this, { base, lang, from });
  }

  headers() {
    return {
      'accept-language': this.lang, cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(this.from ? { 'x-forwarded-for': this.from } : {}),
    };
  }

  /** Gives { status, seconds, to, type, lang, title, html } or { error, seconds }. */
  async ask(path, { headers = {}, seconds = 130, ...init } = {}) {
    const began = performance.now();
    const took = () => (performance.now() - began) / 1000;
    try {
      const answer = await fetch(this.base + path, {
        redirect: 'manual', signal: AbortSignal.timeout(seconds * 1000), headers: { ...this.headers(), ...headers }, ...init,
      });
      const html = await answer.text();
      for (const cookie of answer.headers.getSetCookie()) {
        const [name, value] = cookie.split(';')[0].split(/=(.*)/s);
        this.jar.set(name, value);
      }
      return {
        status: answer.status, seconds: took(), to: answer.headers.get('location') ?? '', type: answer.headers.get('content-type') ?? '',
        lang: html.match(/<html[^>]*\blang="([^"]+)"/)?.[1] ?? '', html,
        title: text(html.match(/<h1[^>]*>(.*?)<\/h1>/s)?.[1] ?? html.match(/<title>(.*?)<\/title>/s)?.[1] ?? ''), text: text(html.match(/<main.*?<\/main>/s)?.[0] ?? html),
      };
    } catch (error) {
      return { error: error.cause?.code ?? error.name, seconds: took() };
    }
  }

  /** Sends a form. */
  send(path, fields, more = {}) {
    return this.ask(path, { method: 'POST', body: new URLSearchParams(fields), ...more });
  }

  /** Sends a form with files: { field: [name, type, bytes] }. */
  bring(path, files, fields = {}) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const [field, [name, type, bytes]] of Object.entries(files)) form.append(field, new Blob([bytes], { type }), name);
    return this.ask(path, { method: 'POST', body: form });
  }

  /** Signs in as one of the demo's people. */
  async enter(name) {
    const answer = await this.send('/sign-in', { email: `${name}@demo.huiguan.test`, password: 'huiguan-demo' });
    if (answer.status !== 303) throw new Error(`${name} can't sign in: ${answer.status ?? answer.error} ${answer.title}`);
    return this;
  }

  /** Keeps a view under this name: a small form that leaves a row which can be counted. Each list holds a few. */
  keep(name, more = {}) {
    kept += 1;
    return this.send(`/desk/views/${LISTS[kept % LISTS.length]}`, { name, query: '', once: mark(), ...more });
  }

  /** All that this person kept, as the pages show it. */
  async kept() {
    const pages = await Promise.all(LISTS.map((list) => this.ask(`/desk/views/${list}`)));
    return pages.map((page) => page.html).join('');
  }
}
