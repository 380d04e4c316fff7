// Databases on the PostgreSQL that HUIGUAN_TEST_POSTGRES names, with the programs of Debian's package.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const POSTGRES = process.env.HUIGUAN_TEST_POSTGRES || '';

/** Runs one statement on the database at `url`. */
export function psql(url, statement) {
  const newest = readdirSync('/usr/lib/postgresql').sort((a, b) => a - b).at(-1);
  return execFileSync(`/usr/lib/postgresql/${newest}/bin/psql`, [url, '-v', 'ON_ERROR_STOP=1', '-Atqc', statement], { encoding: 'utf8' });
}

let made = 0;
function make(rest) {
  const url = new URL(POSTGRES);
  url.pathname = `/browser_${process.pid}_${Date.now().toString(36)}_${++made}`;
  psql(POSTGRES, `CREATE DATABASE ${url.pathname.slice(1)} ${rest}`);
  return url.href;
}

/** Makes an empty database and gives its address; without PostgreSQL, gives ''. */
export const freshDatabase = () => (POSTGRES ? make('') : '');

/** Copies the database at `url`, which nobody may be connected to, and gives the copy's address. */
export const copyDatabase = (url) => make(`TEMPLATE ${new URL(url).pathname.slice(1)}`);
