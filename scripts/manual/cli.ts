import type { cliEntries } from '../../src/diagnostics/catalog/cli.ts';
import type { Manual } from './section.ts';

export const cliManual: Manual<typeof cliEntries> = {
  'cli/usage': {
    meaning:
      'The command line cannot be understood: an argument is missing, or a value is none that the option takes.',
    repair: 'See the help of the command.',
    args: { problem: 'option `--timeout` takes a number of seconds', command: 'selkie down' },
  },
  'cli/unknown-command': {
    meaning: 'There is no command of this name.',
    repair: 'Check the spelling; the help lists all commands.',
    args: { name: 'upp', command: 'selkie', nearest: 'up' },
  },
  'cli/unknown-option': {
    meaning: 'The command has no such option.',
    repair:
      'Check the spelling. Options of the whole program stand before the command, those of a command after it.',
    args: { option: '--detatch', command: 'selkie up', nearest: '--detach' },
  },
  'cli/misplaced-global-option': {
    meaning: 'The option is one of the whole program, and was given after the command.',
    repair: 'Move it before the command.',
    args: { option: '--project-name', command: 'up' },
  },
  'cli/option-conflict': {
    meaning: 'Two options were given that contradict each other.',
    repair: 'Leave one of them out.',
    args: { first: '--build', second: '--no-build' },
  },
  'cli/nothing-to-remove': {
    meaning:
      '`down` found nothing of the project on the engine. This is no failure: what was asked for is so.',
    repair: 'If something should be there, check the project name (`-p`) and the engine (`selkie info`).',
    args: { project: 'shop' },
  },
};
