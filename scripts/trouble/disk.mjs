// A disk without room, and files that are lost.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chamber } from './demo.mjs';
import { SCRATCH, freshFolder, run, serve } from './house.mjs';
import { Person } from './person.mjs';
import { seen, until } from './tell.mjs';

/**
 * A place for data that can be filled to the last byte and given room again.
 * Gives { data, fill(), free(), end() }.
 */
function smallDisk(from) {
  const disk = path.join(SCRATCH, 'small');
  mkdirSync(disk, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    throw new Error('only root may mount the small disk that this round fills');
  }
  const data = path.join(disk, 'data');
  cpSync(from, data, { recursive: true });
  const filler = path.join(disk, 'filler');
  const fill = () => {
    for (const some of [1 << 20, 1 << 12, 1]) {
      try { for (;;) writeFileSync(filler, Buffer.alloc(some), { flag: 'a' }); } catch (error) { if (error.code !== 'ENOSPC') throw error; }
    }
  };
  return { data, fill, free: () => rmSync(filler), end: () => execFileSync('umount', [disk]) };
}

const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function full(tell) {
  const disk = smallDisk((await chamber('sqlite')).data);
  const place = { data: disk.data };
  const server = await serve(place);
  try {
    const office = await new Person(server.base).enter('admin');
    tell.did('SQLite and the files on a disk of 64 MB that is filled to the last byte');
    disk.fill();
    const look = await office.ask('/desk/members');
    tell.saw(`a page: ${seen(look)}`);
    tell.check('pages are read all the same', look.status === 200, seen(look));
    // What there is room for in the log of writes is saved; then nothing is.
    let kept, saved = 0;
    for (let n = 0; n < 400; n++) {
      kept = await office.keep(`full ${n}`);
      if (kept.status !== 303) break;
      saved += 1;
    }
    tell.page('a form', kept, { within: 5, status: [500, 503], lang: 'zh-CN' });
    tell.saw(`it says: “${kept.text?.slice(0, 160)}”`);
    const table = await office.bring('/desk/settings/mark', { file: ['mark.png', 'image/png', PICTURE] });
    tell.page('a file', table, { within: 5, status: [500, 503], lang: 'zh-CN' });
    const doctor = run(['doctor'], place);
    tell.saw(`doctor ends with ${doctor.code}: ${doctor.out.split('\n').find((line) => /room|space|full/.test(line))?.trim()}`);
    tell.check('doctor says what is wrong', doctor.code !== 0 && /room/.test(doctor.out), doctor.out);
    const archive = path.join(disk.data, '..', 'archive.huiguan');
    const backup = run(['backup', archive], place);
    tell.check('a backup there fails', backup.code !== 0, backup.out);
    tell.check('and leaves nothing half', !readdirSync(path.dirname(archive)).some((name) => name.includes('archive')), readdirSync(path.dirname(archive)).join(' '));
    disk.free();
    const back = await until(30, async () => (await office.keep(`room again ${saved}`)).status === 303);
    tell.recovered(`with room again a form is saved after ${back?.toFixed(1)} s`);
    tell.check('nobody had to do anything else', back !== null);
    const page = await office.kept();
    const missing = Array.from({ length: saved }, (_, n) => `full ${n}`).filter((name) => !page.includes(`${name}<`));
    tell.check('what was acknowledged is there', missing.length === 0, missing.slice(0, 3).join(', '));
    tell.check('what was refused is not', !page.includes(`full ${saved}<`));
    const verify = run(['verify'], place);
    tell.recovered(`verify ends with ${verify.code}`);
    tell.check('verify finds nothing', verify.code === 0, verify.out);
  } finally {
    tell.memory(server);
    await server.stop();
    disk.end();
  }
}

async function lost(tell) {
  const place = await chamber('sqlite');
  const files = path.join(place.data, 'files');
  const all = readdirSync(files, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => path.join(one.parentPath ?? one.path, one.name)).sort();
  const [gone, cut, swapped] = [all[0], all[all.length >> 1], all.at(-1)];
  const server = await serve(place);
  try {
    tell.did(`of ${all.length} stored files one is deleted, one cut off, one holds something else; the server runs on`);
    rmSync(gone);
    truncateSync(cut, 10);
    writeFileSync(swapped, Buffer.alloc(readFileSync(swapped).length, 7));
    const names = [gone, cut, swapped].map((file) => path.basename(file));
    for (const [command, needs] of [['doctor', 1], ['verify', 3]]) {
      const done = run([command], place);
      const named = names.filter((name) => done.out.includes(name));
      tell.saw(`${command} ends with ${done.code} and names ${named.length} of 3`);
      tell.check(`${command} names what is lost and ends with a failing status`, done.code !== 0 && named.length >= needs, done.out.slice(-1500));
    }
    const folder = freshFolder('archive'), archive = path.join(folder, 'whole.huiguan');
    const backup = run(['backup', archive], place);
    const listed = names.filter((name) => backup.out.includes(name));
    tell.saw(`backup ends with ${backup.code}, lists ${listed.length} of 3, leaves ${readdirSync(folder).join(' ')}`);
    tell.check('a backup goes on, lists all three and ends with a failing status', backup.code !== 0 && listed.length === 3 && existsSync(archive), backup.out);
    tell.check('no .part is left', !readdirSync(folder).some((name) => name.endsWith('.part')));
    const elsewhere = { data: freshFolder('restored') };
    const restored = run(['restore', archive], elsewhere);
    const missing = all.filter((file) => !existsSync(path.join(elsewhere.data, 'files', path.relative(files, file))));
    tell.recovered(`the archive is restored (${restored.code}) with ${all.length - missing.length} of ${all.length} files`);
    tell.check('all others are in it', restored.code === 0 && missing.length === 3, restored.out);
    for (const file of [gone, cut, swapped]) tell.check(`${path.basename(file)} is not in it`, !existsSync(path.join(elsewhere.data, 'files', path.relative(files, file))));
  } finally {
    tell.memory(server);
    await server.stop();
  }
}

export const rounds = {
  'disk-full': ['the disk has no room left', full],
  'lost-file': ['files in the store are lost, cut off, or something else', lost],
};
