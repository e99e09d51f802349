import { dirname } from 'node:path';
import type { Action } from './action.ts';

/**
 * An action as lines that people can type or read: `$ ` before commands for a shell. `needsSudo`: whoever reads is not root.
 */
export function actionLines(action: Action, needsSudo: boolean): readonly string[] {
  const sudo = action.kind !== 'advice' && action.by === 'root' && needsSudo ? ['sudo'] : [];
  const command = (...words: readonly string[]) => `$ ${[...sudo, ...words].map(quoted).join(' ')}`;
  switch (action.kind) {
    case 'run':
      return [command(...action.command)];
    case 'link':
      return [command('ln', '--symbolic', action.target, action.path)];
    case 'remove':
      return [command('rm', '--force', action.path)];
    case 'write':
      return [
        command('mkdir', '--parents', dirname(action.path)),
        `$ printf '%s\\n' ${action.text.trimEnd().split('\n').map(quoted).join(' ')} | ${[...sudo, 'tee', action.path].map(quoted).join(' ')}`,
      ];
    case 'advice':
      return [action.text];
  }
}

/** An action on one line. */
export function actionTitle(action: Action, needsSudo: boolean): string {
  if (action.kind === 'write') return `write ${action.path}`;
  return actionLines(action, needsSudo).join('; ').replace(/^\$ /, '');
}

/** A word as a POSIX shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
