import { dirname } from 'node:path';
import type { Host } from '../../host/host.ts';
import { isPackageManager } from '../package-manager.ts';
import type { Action } from './action.ts';

/** What came of an action; a problem is one sentence. */
export interface ActionResult {
  readonly action: Action;
  readonly problem: string | undefined;
}

/** How an ordinary user gets root's rights without being asked for a password; undefined: not at all. */
export async function rootWords(host: Host, signal: AbortSignal): Promise<readonly string[] | undefined> {
  if (host.uid === 0) return [];
  const answer = await host.processes.run('sudo', ['-n', 'true'], { signal }).catch(() => undefined);
  return answer?.exitCode === 0 ? ['sudo', '-n'] : undefined;
}

/**
 * Does one action. `asRoot` are the words before a command that takes root's rights; undefined: it is not tried. An action
 * that fails is an answer; rejects only when the signal aborts.
 */
export async function carryOut(
  host: Host,
  action: Action,
  asRoot: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<ActionResult> {
  const failed = (problem: string): ActionResult => ({ action, problem });
  if (action.kind === 'advice') return failed('only a person can do it');
  const before = action.by === 'root' ? asRoot : [];
  if (before === undefined) return failed('it takes root, and `sudo` would ask for a password');
  for (const { words, input } of commandsFor(action)) {
    const [program = '', ...args] = [...before, ...words];
    // Packages that are half installed block their manager until somebody mends that: it is waited for.
    const until = isPackageManager(words[0] ?? '') ? new AbortController().signal : signal;
    const problem = await run(host, program, args, input, until);
    signal.throwIfAborted();
    if (problem !== undefined) return failed(problem);
  }
  return { action, problem: undefined };
}

interface Words {
  readonly words: readonly string[];
  readonly input?: string;
}

function commandsFor(action: Exclude<Action, { kind: 'advice' }>): readonly Words[] {
  switch (action.kind) {
    case 'run':
      return [{ words: action.command }];
    case 'write':
      return [
        { words: ['mkdir', '-p', dirname(action.path)] },
        { words: ['tee', action.path], input: action.text },
      ];
    case 'link':
      return [
        { words: ['mkdir', '-p', dirname(action.path)] },
        { words: ['ln', '-sf', action.target, action.path] },
      ];
    case 'remove':
      return [{ words: ['rm', '-f', action.path] }];
  }
}

async function run(
  host: Host,
  program: string,
  args: readonly string[],
  input: string | undefined,
  signal: AbortSignal,
): Promise<string | undefined> {
  // Tools for administrators are not on everybody's PATH.
  const path = `${host.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`;
  try {
    const result = await host.processes.run(program, args, {
      signal,
      env: { PATH: path, DEBIAN_FRONTEND: 'noninteractive' },
      ...(input === undefined ? {} : { input }),
    });
    if (result.exitCode === 0) return undefined;
    const said = `${result.stdout}\n${result.stderr}`.split('\n').map((line) => line.trim());
    return said.findLast((line) => line !== '') ?? `it ended with status ${result.exitCode}`;
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof Error ? error.message : String(error);
  }
}
