// What the journey runs on: one server with SQLite inside, or two servers with one PostgreSQL and
// one address between them.
import { front } from './front.mjs';
import { freshDatabase } from './postgres.mjs';
import { freshFolder, run, serve } from './server.mjs';

/** Starts it. Gives { base, many, place, killOne(), stop() }; `place` is for `run`. */
export async function install(env) {
  const place = { data: freshFolder(), database: freshDatabase() };
  if (!place.database) {
    const server = await serve({ env, ...place });
    return { base: server.base, many: false, place, stop: () => server.stop() };
  }
  const gate = await front();
  const shared = { ...env, HUIGUAN_PUBLIC_URL: gate.base, HUIGUAN_TRUSTED_PROXIES: '1' };
  const servers = [];
  for (let n = 0; n < 2; n++) {
    servers.push(await serve({ env: shared, ...place }));
    gate.join(servers[n].base);
  }
  return {
    base: gate.base, many: true, place,
    killOne: () => servers.shift().kill(),
    stop: async () => { await Promise.all(servers.map((server) => server.stop())); await gate.close(); },
  };
}

/** What `huiguan verify` says of the installation. Gives { code, out }. */
export const verify = (place) => run(['verify'], place);
