// A chamber whose clock the test moves: a test of tests/web, started as a child and told by lines on
// its standard input what day it is and who joins. Built before by `cargo test --test web`.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Gives { base, at(day), joins(name) → [company, membership], stop() }. */
export async function stage() {
  const child = spawn('cargo', ['test', '--quiet', '--locked', '--test', 'web', '--', '--exact', 'dues::stage::stage', '--nocapture'], {
    stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, HUIGUAN_TEST_STAGE: 'yes' },
  });
  const end = new Promise((resolve) => child.once('exit', resolve));
  const waiting = [], heard = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    // The runner may have written the beginning of the line.
    const said = /stage: (.*)$/.exec(line)?.[1];
    if (said !== undefined) (waiting.shift() ?? ((text) => heard.push(text)))(said);
  });
  const next = () => new Promise((resolve, reject) => {
    if (heard.length) resolve(heard.shift());
    else { waiting.push(resolve); end.then((code) => reject(new Error(`the stage ended with ${code}`))); }
  });
  const tell = (line) => { child.stdin.write(`${line}\n`); return next(); };
  const base = await next();
  return {
    base,
    at: (day) => tell(`at ${day}`),
    joins: async (name) => (await tell(`joins ${name}`)).split(' '),
    stop: () => { child.stdin.end(); return end; },
  };
}
