// What is looked at where not everything is: drawn by a seed. It is printed; HUIGUAN_WALK_SEED draws the
// same again, and HUIGUAN_WALK=all looks at everything (./check pages-all).
import { createHash, randomInt } from 'node:crypto';

export const everything = process.env.HUIGUAN_WALK === 'all';
export const seed = process.env.HUIGUAN_WALK_SEED || String(randomInt(1_000_000));

/** One of these for what is called `name`: the same wherever the seed is. */
export function draw(name, these) {
  const hash = createHash('sha256').update(`${seed} ${name}`).digest();
  return these[hash.readUInt32BE(0) % these.length];
}

/** How a test says what it looked at. */
export const told = everything ? 'at everything' : `as HUIGUAN_WALK_SEED=${seed} draws it`;
