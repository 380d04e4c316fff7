// The limit of memory that the unit of deploy/ sets, as this machine can set it.
import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Megabytes, as MemoryMax of deploy/huiguan.service. */
export const MOST = 512;

let groups = 0;
/** How a process is kept below the limit, and told so. HUIGUAN_LIMIT_BY says what this machine can do. */
export function limit() {
  const by = process.env.HUIGUAN_LIMIT_BY ?? '';
  if (by === 'systemd') {
    return { prefix: ['systemd-run', '--scope', '--quiet', '-p', `MemoryMax=${MOST}M`, '-p', 'MemorySwapMax=0'], end() {} };
  }
  if (!by) return { prefix: [], end() {} };
  const folder = path.join(by, `huiguan-faults-${process.pid}-${++groups}`);
  mkdirSync(folder);
  for (const [file, value] of [['memory.max', `${MOST}M`], ['memory.swap.max', '0'], ['memory.limit_in_bytes', `${MOST}M`], ['memory.memsw.limit_in_bytes', `${MOST}M`]]) {
    // A kernel has the files of one version of control groups, and those for swap if it counts that.
    try { writeFileSync(path.join(folder, file), value, { flag: 'r+' }); } catch { /* not this version's */ }
  }
  return {
    prefix: ['bash', '-c', 'echo $$ >"$0/cgroup.procs" && exec "$@"', folder],
    end() { try { rmdirSync(folder); } catch { /* the kernel is not done with it yet */ } },
  };
}

