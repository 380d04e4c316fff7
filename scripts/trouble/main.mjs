// Runs the rounds that scripts/faults was asked for, one after the other; ends with 1 if one failed.
import { rounds as database } from './database.mjs';
import { rounds as disk } from './disk.mjs';
import { rounds as letters } from './letters.mjs';
import { rounds as many } from './many.mjs';
import { rounds as money } from './money.mjs';
import { MOST } from './limit.mjs';
import { Record } from './tell.mjs';

const all = { ...many, ...database, ...letters, ...disk, ...money };
const asked = process.argv.slice(2);
if (asked[0] === '--list') {
  for (const [name, [says]] of Object.entries(all)) console.log(`${name.padEnd(16)} ${says}`);
  process.exit(0);
}
const unknown = asked.filter((name) => !all[name]);
if (unknown.length) {
  console.error(`faults: no round ${unknown.join(', ')}; there are: ${Object.keys(all).join(' ')}`);
  process.exit(2);
}

const by = process.env.HUIGUAN_LIMIT_BY;
console.log(by ? `Each server is kept under ${MOST} MB by ${by === 'systemd' ? 'systemd' : 'a control group'}; the peak told is its own (VmHWM).`
  : `This machine lets nobody limit memory: the peak (VmHWM) must stay under ${MOST} MB.`);
const ended = [];
for (const name of asked.length ? asked : Object.keys(all)) {
  const [says, round] = all[name];
  console.log(`\n==> ${name}: ${says}`);
  const tell = new Record();
  const began = Date.now();
  try {
    await round(tell);
  } catch (error) {
    tell.check('it ran to its end', false, error.stack ?? String(error));
  }
  ended.push([name, tell, (Date.now() - began) / 1000]);
}
console.log('\nfaults:');
for (const [name, tell, took] of ended) console.log(`  ${name.padEnd(16)} ${tell.failed ? 'FAILED' : 'ok    '} ${took.toFixed(0).padStart(5)} s${tell.most ? `, ${tell.most} MB` : ''}`);
process.exit(ended.some(([, tell]) => tell.failed) ? 1 : 0);
