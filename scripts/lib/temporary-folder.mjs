// Plain Node without dependencies.
import { chmodSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning } from './is-running.mjs';

const prefix = 'selkie-test-';

/**
 * A folder for all that a run of tests puts into the temporary one, libraries and killed tests included: programs find it in
 * TMPDIR. Those of runs that were killed themselves are removed on the way.
 */
export function openTemporaryFolder() {
  const above = tmpdir();
  for (const name of readdirSync(above)) {
    if (name.startsWith(prefix) && isAbandoned(join(above, name), Number(name.slice(prefix.length)))) {
      clear(join(above, name));
    }
  }
  const path = join(above, `${prefix}${process.pid}`);
  mkdirSync(path, { recursive: true });
  // Ordinary users of the test host write here too.
  chmodSync(path, 0o1777);
  return { path, remove: () => clear(path) };
}

/** Whoever sees the same folder from another host has numbers of processes of its own: what is young may be in use there. */
function isAbandoned(path, pid) {
  if (!Number.isInteger(pid) || isRunning(pid)) return false;
  const changedMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Date.now() - changedMs > 3_600_000;
}

/** What still is a mount of some host stays: it is not ours to empty. */
function clear(path) {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    console.error(`${path} is left over: ${error.message}`);
  }
}
