// Debian's Chromium, and contexts in it that write down what goes wrong on their pages.
import { chromium } from 'playwright-core';

export const PASSWORD = 'huiguan-demo';
/** A demo person's address: director1 is director1@demo.huiguan.test. */
export const address = (name) => `${name}@demo.huiguan.test`;

export function launch() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-proxy-server',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
}

/**
 * A person's browser: a context with its own cookies whose `faults` list gathers console errors,
 * refusals of the content security policy, failed requests and requests to elsewhere.
 */
export async function person(browser, base, { width = 1280, height = 844, lang = 'zh-CN', phone = false } = {}) {
  const context = await browser.newContext({
    baseURL: base, locale: lang, viewport: { width, height }, reducedMotion: 'reduce',
    serviceWorkers: 'block', isMobile: phone, hasTouch: phone,
  });
  const faults = [];
  context.on('console', (message) => {
    // A status of 4xx on the page itself is asserted by whoever asks for it.
    if (message.type() === 'error' && !/status of 4(04|22)/.test(message.text())) {
      faults.push(`console: ${message.text().slice(0, 300)} (${message.location().url})`);
    }
  });
  context.on('weberror', (event) => faults.push(`uncaught: ${event.error().message}`));
  context.on('request', (request) => {
    if (/^(https?|wss?):/.test(request.url()) && !request.url().startsWith(base)) faults.push(`asks elsewhere: ${request.url()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) faults.push(`${response.status()} ${response.url()}`);
  });
  await context.exposeBinding('huiguanCsp', (_, text) => faults.push(`content security policy: ${text}`));
  await context.addInitScript(() => document.addEventListener('securitypolicyviolation', (e) =>
    window.huiguanCsp(`${e.effectiveDirective} ${e.blockedURI} ${e.sample}`)));
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { context, page, faults, base };
}

/** Signs in through the real form, at `from` or, where that is empty, on the page that is open. */
export async function signIn(who, email, password = PASSWORD, from = '/sign-in') {
  if (from) await who.page.goto(from);
  await who.page.fill('input[name=email]', email);
  await who.page.fill('input[name=password]', password);
  const answer = who.page.waitForResponse((r) => r.request().method() === 'POST');
  await who.page.locator('form', { has: who.page.locator('input[name=password]') }).locator('button:not([type=button])').first().click();
  const status = (await answer).status();
  await who.page.waitForLoadState('load');
  if (status !== 303) throw new Error(`signing in as ${email} answers ${status}`);
}
