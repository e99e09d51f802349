import type { CommanderError } from '@commander-js/extra-typings';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { nearest } from '../lib/nearest.ts';
import { wayForCommand, wayForOption } from './other-spellings.ts';

/** The options and commands that could have been meant. */
export interface Vocabulary {
  /** The command that was being parsed, as typed: `selkie up`. */
  readonly command: string;
  readonly commands: readonly string[];
  /** Flags of that command, such as `-f` and `--file`. */
  readonly options: readonly string[];
  readonly globalOptions: readonly string[];
}

/** What the parser of arguments complains about, in our words. */
export function usageDiagnostic(error: CommanderError, vocabulary: Vocabulary): Diagnostic {
  const { command } = vocabulary;
  const name = /'([^']*)'/u.exec(error.message)?.[1] ?? '';
  if (error.code === 'commander.unknownCommand') {
    const way = wayForCommand(name);
    if (way !== undefined) return diagnose('cli/another-way', { what: name, command, way });
    return diagnose('cli/unknown-command', { name, command, nearest: nearest(name, vocabulary.commands) });
  }
  if (error.code === 'commander.unknownOption') return unknownOption(name, vocabulary);
  return diagnose('cli/usage', { problem: reworded(error.message), command });
}

function unknownOption(option: string, { command, options, globalOptions }: Vocabulary): Diagnostic {
  const name = option.replace(/=.*$/su, '');
  if (command !== 'selkie' && globalOptions.includes(name)) {
    return diagnose('cli/misplaced-global-option', {
      option: name,
      command: command.replace(/^selkie /u, ''),
    });
  }
  const way = wayForOption(command, name) ?? wayForOption('selkie', name);
  if (way !== undefined) return diagnose('cli/another-way', { what: name, command, way });
  return diagnose('cli/unknown-option', { option: name, command, nearest: nearest(name, options) });
}

/** One sentence without a final period, literals in backticks. */
function reworded(message: string): string {
  return message
    .replace(/^error: /u, '')
    .replaceAll("'", '`')
    .replace(' is invalid. ', ' is not valid: ')
    .replace(/\.$/u, '');
}
