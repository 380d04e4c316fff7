// Starts the real binary on a free port with its own data folder, on SQLite or, where
// HUIGUAN_TEST_POSTGRES says so, with a database of its own on that PostgreSQL.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { freshDatabase } from './postgres.mjs';

const BIN = process.env.HUIGUAN_BIN ?? path.resolve(import.meta.dirname, '../../../target/debug/huiguan');

/** A loopback port nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A folder for an installation's data, gone with the scratch folder. */
export function freshFolder() {
  return mkdtempSync(path.join(process.env.HUIGUAN_SCRATCH || os.tmpdir(), 'huiguan-'));
}

const environment = (folder, database, env) => ({
  PATH: process.env.PATH, HOME: process.env.HOME, HUIGUAN_DATA: folder,
  ...(database ? { HUIGUAN_DATABASE_URL: database } : {}), ...env,
});

/** Runs one of the binary's commands to its end. Gives { code, out }. */
export function run(args, { data, database, env = {} }) {
  const done = spawnSync(BIN, args, { encoding: 'utf8', env: environment(data, database, env), timeout: 120_000 });
  return { code: done.status, out: done.stdout + done.stderr };
}

/**
 * Serves a chamber. `args` are the binary's, `env` is added to its environment.
 * Gives { base, data, database, log(), stop(), kill() }.
 */
export async function serve({ args = ['serve', '--demo'], env = {}, data, database = freshDatabase() } = {}) {
  const folder = data ?? freshFolder();
  const listen = `127.0.0.1:${await freePort()}`;
  const logFile = path.join(folder, `server-${listen.split(':')[1]}.log`);
  const out = openSync(logFile, 'a');
  const child = spawn(BIN, args, {
    stdio: ['ignore', out, out], env: environment(folder, database, { HUIGUAN_LISTEN: listen, ...env }),
  });
  let ended = null;
  const end = new Promise((resolve) => child.once('exit', (code, signal) => { ended = { code, signal }; resolve(ended); }));
  const log = () => readFileSync(logFile, 'utf8');
  const base = `http://${listen}`;
  for (let tries = 0; ; tries++) {
    if (ended) throw new Error(`the server ended with ${JSON.stringify(ended)}:\n${log().slice(-4000)}`);
    const ready = await fetch(`${base}/readyz`).then((r) => r.ok, () => false);
    if (ready) break;
    if (tries > 1200) { child.kill('SIGKILL'); throw new Error(`the server is not ready after two minutes:\n${log().slice(-4000)}`); }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    base, data: folder, database, log,
    kill: () => { child.kill('SIGKILL'); return end; },
    stop: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
      const how = await end;
      clearTimeout(late);
      if (!data) rmSync(folder, { recursive: true, force: true });
      return how;
    },
  };
}
