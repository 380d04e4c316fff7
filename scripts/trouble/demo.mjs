// A demo chamber to do harm to: made once on each database, copied for each round.
import { cpSync } from 'node:fs';
import path from 'node:path';
import { freshFolder, serve } from './house.mjs';
import { Person } from './person.mjs';
import { copyDatabase, freshDatabase } from './postgres.mjs';
import { sleep, until } from './tell.mjs';

const made = {};

async function template(on) {
  if (made[on]) return made[on];
  const place = { data: freshFolder(`demo-${on}`), database: on === 'postgres' ? freshDatabase() : '' };
  const server = await serve({ args: ['serve', '--demo'], ...place });
  // The demo's own work in the background is no part of any round.
  const admin = await new Person(server.base).enter('admin');
  const rests = async () => !/jobs\{[^}]*state="(queued|running)"[^}]*\} [1-9]/.test((await admin.ask('/metrics')).html);
  if (await until(300, async () => await rests() && (await sleep(3), rests())) === null) throw new Error('the demo chamber does not come to rest');
  await server.stop();
  return (made[on] = place);
}

/** A chamber of its own on `sqlite` or `postgres`: { data, database }. */
export async function chamber(on) {
  const from = await template(on);
  const data = freshFolder(on);
  cpSync(from.data, data, { recursive: true });
  return { data, database: from.database && copyDatabase(from.database) };
}

/** The file in which SQLite keeps it. */
export const sqliteFile = (place) => path.join(place.data, 'huiguan.db');
