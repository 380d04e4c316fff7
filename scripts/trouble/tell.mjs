// What a round did, what somebody saw of it, and whether that is as it should be.

import { MOST } from './limit.mjs';

export const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Asks until it is so; gives the seconds that took, or null if it took longer than `most`. */
export async function until(most, isSo, every = 0.1) {
  for (const began = Date.now(); Date.now() - began < most * 1000; await sleep(every)) {
    if (await isSo()) return (Date.now() - began) / 1000;
  }
  return null;
}

/** The middle and the worst of some numbers, as they are told. */
export function spread(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted.length ? `median ${sorted[sorted.length >> 1].toFixed(2)} s, worst ${sorted.at(-1).toFixed(2)} s` : 'none';
}

/** How often each occurs. */
export function tally(words) {
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, n]) => `${n} × ${word}`).join(', ');
}

/** An answer in a line. */
export function seen(answer) {
  if (answer.error) return `no answer after ${answer.seconds.toFixed(2)} s: ${answer.error}`;
  const what = answer.to ? `→ ${answer.to}` : `${answer.lang || 'no language'} “${answer.title}”`;
  return `${answer.status} in ${answer.seconds.toFixed(2)} s ${what}`;
}

/** The record of a round: prints as it goes. */
export class Record {
  failed = 0;

  line(word, text) { console.log(`    ${word.padEnd(9)} ${text}`); }
  did(text) { this.line('did', text); }
  saw(text) { this.line('saw', text); }
  recovered(text) { this.line('recovered', text); }
  /** A figure; what it must be is checked apart. */
  figure(text) { this.line('figure', text); }

  check(what, isSo, otherwise = '') {
    if (isSo) return;
    this.failed += 1;
    this.line('FAILED', `${what}${otherwise ? `: ${otherwise}` : ''}`);
  }

  most = 0;

  /** The most that these servers ever held, and that they lived under the limit. */
  memory(...servers) {
    const [peak, lives] = [Math.max(...servers.map((server) => server.peak())), servers.every((server) => server.alive())];
    this.most = Math.max(this.most, peak);
    this.line('memory', `${peak} MB at the peak`);
    this.check('the server lived', lives, servers.map((server) => server.log().slice(-500)).join('\n'));
    this.check('its memory stays under the limit', peak < MOST, `${peak} MB`);
  }

  /** A page that a person gets while something is broken: soon, in their language, as HTML. */
  page(who, answer, { within, status, lang }) {
    this.saw(`${who}: ${seen(answer)}`);
    this.check(`${who} gets a page within ${within} s`, !answer.error && answer.seconds <= within, seen(answer));
    if (answer.error) return;
    this.check(`${who} gets ${status}`, [status].flat().includes(answer.status), String(answer.status));
    if (answer.status >= 400) this.check(`${who} reads it in ${lang}`, answer.lang === lang && answer.title, `${answer.type} ${answer.lang}`);
  }
}
