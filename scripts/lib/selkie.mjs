// Plain Node without dependencies: the built program, as scripts run it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './ensure-deps.mjs';

/** The command that starts the built program: on Windows no shell does. */
const command =
  process.platform === 'win32' ? [process.execPath, join('dist', 'main.cjs')] : [join('dist', 'selkie')];

/** What a person types for it in the root of the checkout. */
export const shown = process.platform === 'win32' ? 'node dist/main.cjs' : 'dist/selkie';

const [file, ...before] = command.map((word) => (word.startsWith('dist') ? join(root, word) : word));

/** The command line that starts it, with absolute paths: arguments may be appended. */
export const words = [file, ...before];

/** Runs selkie on this terminal; ends the process with its status when it fails. */
export function selkie(args, options = {}) {
  const status = trySelkie(args, options);
  if (status !== 0) process.exit(status);
}

/** Runs selkie on this terminal and gives its status. */
export function trySelkie(args, options = {}) {
  const { status, error } = spawnSync(file, [...before, ...args], {
    stdio: ['inherit', 'inherit', 'inherit'],
    ...options,
  });
  if (error !== undefined) throw error;
  return status ?? 1;
}

/** Runs selkie for the JSON that it prints; `status` is not 0 when it failed, and `data` undefined when there was none. */
export function selkieJson(args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(file, [...before, ...args], {
    encoding: 'utf8',
    ...options,
  });
  if (error !== undefined) throw error;
  let data;
  try {
    data = JSON.parse(stdout);
  } catch {
    data = undefined;
  }
  return { status: status ?? 1, data, stderr };
}
