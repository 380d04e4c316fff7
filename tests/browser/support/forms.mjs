// Fills the forms of a page by the names of their fields, as a person would, and sends them.

/** The page's form whose action ends with `action`. */
export function formAt(page, action) {
  return page.locator(`form[action$="${action}"]`).first();
}

/** Opens what hides an element: folds, and the dialog it may stand in. */
async function reveal(hidden) {
  await hidden.evaluate((element) => {
    for (let up = element; up; up = up.parentElement) {
      if (up.tagName === 'DETAILS') up.open = true;
      if (up.tagName === 'DIALOG' && !up.open) up.showModal();
    }
  });
}

/** Sets one field: types, picks, ticks (`true`/`false`) or chooses files, by what the field is. */
async function set(form, name, value) {
  const field = form.locator(`[name="${name}"]`);
  const first = field.first();
  await reveal(first);
  const kind = await first.evaluate((e) => (e.tagName === 'INPUT' ? e.type : e.tagName.toLowerCase()));
  if (kind === 'select') return first.selectOption(value);
  if (kind === 'radio') return form.locator(`[name="${name}"][value="${value}"]`).check();
  if (kind === 'checkbox') {
    if (typeof value === 'boolean') return first.setChecked(value);
    for (const one of [value].flat()) await form.locator(`[name="${name}"][value="${one}"]`).check();
    return undefined;
  }
  if (kind === 'file') return first.setInputFiles(value);
  return first.fill(String(value));
}

/**
 * Fills the form that goes to `action` and presses its button (`[name, value]`, a text, or the first
 * one). If that is refused, what the page says is told.
 */
export async function send(who, action, fields = {}, button) {
  const { page } = who;
  const form = formAt(page, action);
  if (!await form.count()) throw new Error(`no form to ${action} on ${page.url()}:\n${await said(page)}`);
  await reveal(form);
  for (const [name, value] of Object.entries(fields)) await set(form, name, value);
  let press = form.locator('button:not([type=button]):not([name])').first();
  if (Array.isArray(button)) press = form.locator(`button[name="${button[0]}"][value="${button[1]}"]`).first();
  else if (button) press = form.locator('button', { hasText: button }).first();
  else if (!await press.count()) press = form.locator('button:not([type=button])').first();
  const answer = page.waitForResponse((r) => r.request().isNavigationRequest() && r.request().method() === 'POST');
  await press.click();
  const status = (await answer).status();
  await page.waitForLoadState('load');
  if (status >= 400) throw new Error(`${action} answers ${status} at ${page.url()}:\n${await said(page)}`);
}

/** What the page says, for a person who has to find out why. */
export async function said(page) {
  return (await page.locator('main').innerText().catch(() => page.content())).slice(0, 1500);
}

/** Hands a file to the upload form that goes to `action`, and waits until the page shows it. */
export async function upload(who, action, name, mimeType, buffer) {
  const { page } = who;
  const form = formAt(page, action);
  await reveal(form);
  const answer = page.waitForResponse((r) => r.request().method() === 'POST' && r.url().endsWith(action));
  const shown = page.waitForEvent('load', { timeout: 15_000 });
  await form.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  const press = form.locator('button:not([type=button])').first();
  if (await press.isVisible().catch(() => false)) await press.click().catch(() => {});
  const status = (await answer).status();
  if (status >= 400) throw new Error(`uploading ${name} to ${action} answers ${status}: ${await (await answer).text()}`);
  await shown;
}

/** The path of the page's first link that matches. */
export async function linkTo(page, pattern) {
  const paths = await page.locator('a[href]').evaluateAll((links) => links.map((a) => new URL(a.href).pathname));
  const found = paths.find((path) => pattern.test(path));
  if (!found) throw new Error(`no link ${pattern} on ${page.url()}, only\n  ${[...new Set(paths)].join('\n  ')}`);
  return found;
}
