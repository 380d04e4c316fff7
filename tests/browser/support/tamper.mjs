// Changes one byte in a copy of an installation's database, and sees what `huiguan verify` says.
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshFolder } from './server.mjs';
import { psql, copyDatabase } from './postgres.mjs';

/** A copy of a stopped installation in which the last letter of `text` (ASCII, in `table.column`) is another. */
export function changed(place, table, column, text) {
  const other = `${text.slice(0, -1)}${text.endsWith('#') ? '%' : '#'}`;
  const data = freshFolder();
  copyFileSync(path.join(place.data, 'secret.key'), path.join(data, 'secret.key'));
  if (place.database) {
    const database = copyDatabase(place.database);
    psql(database, `UPDATE ${table} SET ${column} = replace(${column}, '${text}', '${other}')`);
    return { data, database };
  }
  const log = statSync(path.join(place.data, 'huiguan.db-wal'), { throwIfNoEntry: false });
  if (log?.size) throw new Error('the stopped server left writes beside its database');
  const bytes = readFileSync(path.join(place.data, 'huiguan.db'));
  let times = 0;
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1), times++) bytes.write(other, at);
  if (!times) throw new Error(`"${text}" is nowhere in the database`);
  writeFileSync(path.join(data, 'huiguan.db'), bytes);
  return { data, database: '' };
}
