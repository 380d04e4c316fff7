// Every page that a person of each kind can reach in the demo chamber: it answers, it is valid HTML
// in the right language, nothing serious for axe-core in light and dark on a phone and a desk, no
// sideways scroll at 360 px, no broken link, no console error, nothing the content policy refuses.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import os from 'node:os';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { launch } from './support/chromium.mjs';
import { serve } from './support/server.mjs';
import { Validity } from './support/checks.mjs';
import { summary, walk } from './support/walk.mjs';

let server, browser;
const validity = new Validity(mkdtempSync(path.join(process.env.HUIGUAN_SCRATCH || os.tmpdir(), 'pages-')));

before(async () => { [server, browser] = await Promise.all([serve(), launch()]); });
after(async () => { await browser?.close(); await server?.stop(); });

const staff = process.env.HUIGUAN_WALK_AS === 'public' ? [] : ['admin', 'reviewer1', 'director1', 'president', 'treasurer', 'events', 'applicant', 'member'];
const people = [null, ...staff];
for (const role of people) {
  test(`every page ${role ?? 'a stranger'} can reach is in order`, { timeout: 900_000 }, async (t) => {
    const { visited, found } = await walk(browser, server.base, role, validity);
    t.diagnostic(`${visited.length} kinds of page in three languages`);
    assert.ok(visited.length >= (role ? 6 : 5), `only ${visited.length} kinds of page: ${visited}`);
    const faults = summary(found);
    assert.equal(faults.length, 0, `${faults.length} faults:\n  ${faults.join('\n  ')}`);
  });
}

test('every page is valid HTML', () => {
  const found = [...new Set(validity.findings())];
  assert.equal(found.length, 0, `${found.length} faults:\n  ${found.join('\n  ')}`);
});
