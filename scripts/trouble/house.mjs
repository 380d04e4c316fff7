// The real binary under the unit's limit of memory, on a port of the loopback.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { limit } from './limit.mjs';
import { sleep } from './tell.mjs';

export const BIN = process.env.HUIGUAN_BIN;
export const SCRATCH = process.env.HUIGUAN_SCRATCH;

/** A loopback port nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => resolve(port)); });
  });
}

export const freshFolder = (name = 'house') => mkdtempSync(path.join(SCRATCH, `${name}-`));

const environment = ({ data, database, env }) => ({
  PATH: process.env.PATH, HOME: process.env.HOME, MALLOC_ARENA_MAX: '2', HUIGUAN_DATA: data,
  ...(database ? { HUIGUAN_DATABASE_URL: database } : {}), ...env,
});

/** Runs one of the binary's commands to its end. Gives { code, out }. */
export function run(args, place) {
  const done = spawnSync(BIN, args, { encoding: 'utf8', env: environment(place), timeout: 300_000 });
  return { code: done.status, out: done.stdout + done.stderr };
}

// Whatever ends the rounds, no server of theirs outlives them.
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

/**
 * Serves. `args` are the binary's; `prefix` stands before it (ulimit, say).
 * Gives { base, data, database, pid, peak(), alive(), log(), stop(), kill() }.
 */
export async function serve({ args = ['serve'], env = {}, data, database, prefix = [] }) {
  const folder = data ?? freshFolder();
  const listen = `127.0.0.1:${await freePort()}`;
  const logFile = path.join(SCRATCH, `server-${listen.split(':')[1]}.log`);
  const out = openSync(logFile, 'a');
  const bounds = limit();
  const [program, ...rest] = [...bounds.prefix, ...prefix, BIN, ...args];
  const child = spawn(program, rest, {
    stdio: ['ignore', out, out], env: environment({ data: folder, database, env: { HUIGUAN_LISTEN: listen, ...env } }),
  });
  running.add(child);
  let ended = null, most = 0;
  const end = new Promise((resolve) => child.once('exit', (code, signal) => { ended = { code, signal }; running.delete(child); bounds.end(); resolve(ended); }));
  const log = () => readFileSync(logFile, 'utf8');
  const base = `http://${listen}`;
  const peak = () => {
    try {
      const kilobytes = readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/);
      if (kilobytes) most = Math.max(most, Math.round(Number(kilobytes[1]) / 1024));
    } catch { /* it has ended; the last figure stands */ }
    return most;
  };
  const watch = setInterval(peak, 200);
  watch.unref();
  for (let tries = 0; ; tries++) {
    if (ended) throw new Error(`the server ended with ${JSON.stringify(ended)}:\n${log().slice(-3000)}`);
    const ready = await fetch(`${base}/healthz`).then((r) => r.ok, () => false);
    if (ready) break;
    if (tries > 1800) { child.kill('SIGKILL'); throw new Error(`not ready after three minutes:\n${log().slice(-3000)}`); }
    await sleep(0.1);
  }
  return {
    base, data: folder, database, pid: child.pid, peak, log,
    alive: () => !ended,
    kill: () => { child.kill('SIGKILL'); return end; },
    stop: async () => {
      if (ended) return ended;
      peak();
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 60_000);
      const how = await end;
      clearTimeout(late);
      return how;
    },
  };
}
