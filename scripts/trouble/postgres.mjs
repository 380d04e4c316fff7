// The PostgreSQL of scripts/faults, which is ours to stop, kill and start again, and nobody else's.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { sleep } from './tell.mjs';

export { copyDatabase, freshDatabase, psql } from '../../tests/browser/support/postgres.mjs';

const DATA = process.env.HUIGUAN_POSTGRES_DATA;

const postmaster = () => Number(readFileSync(path.join(DATA, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** The postmaster and what it started. */
function processes() {
  const first = postmaster();
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try { return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, '').trim().split(' ')[1]) === first; } catch { return false; }
  });
  return [first, ...children];
}

const signal = (pids, name) => pids.forEach((pid) => { try { process.kill(pid, name); } catch { /* it ended meanwhile */ } });
const isThere = (pid) => { try { process.kill(pid, 0); return true; } catch { return false; } };

/** Stops all of it in the middle of whatever it does; gives what lets it go on. */
export function freeze() {
  const all = processes();
  const thaw = () => { signal(all, 'SIGCONT'); process.off('exit', thaw); };
  process.on('exit', thaw);
  signal(all, 'SIGSTOP');
  return thaw;
}

/** Kills it as if its machine had lost power. */
export async function kill() {
  const all = processes();
  signal(all, 'SIGKILL');
  while (all.some(isThere)) await sleep(0.05);
}

/** Starts it where it was killed. */
export const start = () => execFileSync(process.env.HUIGUAN_POSTGRES_START, { stdio: ['ignore', 'ignore', 'inherit'] });

/** Holds a table's lock for so many seconds; ends when it is free again. */
export function held(url, table, seconds) {
  const hold = `BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(${seconds}); COMMIT`;
  const child = spawn('psql', [url, '-Atqc', hold], { stdio: 'ignore' });
  return new Promise((resolve, reject) => { child.once('exit', resolve); child.once('error', reject); });
}
