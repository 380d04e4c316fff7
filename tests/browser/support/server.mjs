// Starts the real binary on a free port with its own data folder, on SQLite or, where
// HUIGUAN_TEST_POSTGRES says so, with a database of its own on that PostgreSQL.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const BIN = process.env.HUIGUAN_BIN ?? path.resolve(import.meta.dirname, '../../../target/debug/huiguan');
const POSTGRES = process.env.HUIGUAN_TEST_POSTGRES || '';

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

/** Makes an empty PostgreSQL database and gives its address; without PostgreSQL, gives ''. */
export function freshDatabase() {
  if (!POSTGRES) return '';
  const name = `browser_${process.pid}_${Date.now().toString(36)}`;
  const bin = readdirSync('/usr/lib/postgresql').sort().at(-1);
  execFileSync(`/usr/lib/postgresql/${bin}/bin/psql`, [POSTGRES, '-qc', `CREATE DATABASE ${name}`]);
  const url = new URL(POSTGRES);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * Serves a chamber. `args` are the binary's, `env` is added to its environment.
 * Gives { base, data, database, log(), stop(), kill() }.
 */
export async function serve({ args = ['serve', '--demo'], env = {}, data, database = freshDatabase(), port } = {}) {
  const folder = data ?? mkdtempSync(path.join(process.env.HUIGUAN_SCRATCH || os.tmpdir(), 'huiguan-'));
  const listen = `127.0.0.1:${port ?? await freePort()}`;
  const logFile = path.join(folder, 'server.log');
  const out = openSync(logFile, 'a');
  const child = spawn(BIN, args, {
    stdio: ['ignore', out, out],
    env: {
      PATH: process.env.PATH, HOME: process.env.HOME, HUIGUAN_LISTEN: listen, HUIGUAN_DATA: folder,
      ...(database ? { HUIGUAN_DATABASE_URL: database } : {}), ...env,
    },
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
