import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { CommanderError } from '@commander-js/extra-typings';
import { version } from '../lib/version.ts';
import type { Shell } from './context.ts';
import { declarations } from './declarations.ts';
import { firstWord } from './first-word.ts';
import type { GlobalOptions } from './globals.ts';
import { globalCommand, globalsOf } from './globals.ts';
import type { Vocabulary } from './usage-error.ts';

/** The command line, ready to parse. */
export interface Program {
  readonly root: CommandUnknownOpts;
  /** No command was given. */
  readonly isEmpty: boolean;
  /** The global options, as far as they are parsed. */
  readonly globals: () => GlobalOptions;
  /** The words that fit where parsing stands. */
  readonly vocabulary: () => Vocabulary;
}

/** Where help and version texts go. */
export interface TextOutput {
  readonly write: (text: string) => void;
  readonly columns: () => number;
}

/** Makes the command line that understands `argv`. Handlers are imported when they are chosen. */
export async function makeProgram(argv: readonly string[], shell: Shell, out: TextOutput): Promise<Program> {
  const root = globalCommand()
    .description('Runs Compose projects on Podman.')
    .version(`selkie ${version}`, '-v, --version', 'print the version')
    .showHelpAfterError(false)
    .showSuggestionAfterError(false);
  const first = firstOperand(argv);
  const commands = await declare(first, argv, shell);
  let current: CommandUnknownOpts = root;
  for (const command of commands) root.addCommand(command);
  for (const command of [root, ...commands]) {
    command.hook('preSubcommand', (_, chosen) => {
      current = chosen;
    });
  }
  for (const command of commands) addDryRun(command);
  prepare(root, out);
  return {
    root,
    isEmpty: first === undefined && !argv.some((word) => textOptions.has(word)),
    globals: () => globalsOf(root.opts(), current === root ? {} : current.opts()),
    vocabulary: () => ({
      command: pathOf(current),
      commands: current.commands.flatMap((command) => [command.name(), ...command.aliases()]),
      options: flagsOf(current),
      globalOptions: flagsOf(root),
    }),
  };
}

const versionOptions: ReadonlySet<string> = new Set(['-v', '--version']);

/** Options that are answered without a command. */
const textOptions: ReadonlySet<string> = new Set(['-h', '--help', ...versionOptions]);

/** The command that was chosen; all of them where help lists them, or a word is no command's name; none for the version. */
async function declare(
  first: string | undefined,
  argv: readonly string[],
  shell: Shell,
): Promise<readonly CommandUnknownOpts[]> {
  if (first === 'machine') return [(await import('./commands/machine-command.ts')).machineCommand(shell)];
  if (first === 'systemd') return [(await import('./commands/systemd-command.ts')).systemdCommand(shell)];
  const chosen = Object.entries(declarations).find(([name]) => name === first)?.[1];
  if (chosen !== undefined) return [chosen(shell)];
  if (argv.length > 0 && argv.every((word) => versionOptions.has(word))) return [];
  return Object.values(declarations).map((declaration) => declaration(shell));
}

/** The command word, which lets only what is needed be declared. */
function firstOperand(argv: readonly string[]): string | undefined {
  const word = firstWord(argv);
  if (word !== undefined) return word;
  const silent = { writeErr: () => undefined };
  const scan = globalCommand().exitOverride().configureOutput(silent).passThroughOptions();
  try {
    const { operands, unknown } = scan.parseOptions([...argv]);
    return operands[0] ?? unknown[0];
  } catch (error) {
    // The real parse meets the same error and reports it.
    if (error instanceof CommanderError) return '';
    throw error;
  }
}

/** Errors are thrown and printed by the caller; text goes where it is told. */
function prepare(command: CommandUnknownOpts, out: TextOutput): void {
  command
    .exitOverride()
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .configureOutput({
      writeOut: out.write,
      // A command that has commands and gets none writes its help here.
      writeErr: command.commands.length > 0 ? out.write : () => undefined,
      outputError: () => undefined,
      getOutHelpWidth: out.columns,
      getErrHelpWidth: out.columns,
    });
  for (const child of command.commands) prepare(child, out);
}

/** `--dry-run` is the one global option that may also stand after the command, as with docker compose. */
function addDryRun(command: CommandUnknownOpts): void {
  if (command.commands.length > 0) return;
  command.option('--dry-run', 'print what would be done, and do nothing');
}

function pathOf(command: CommandUnknownOpts): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function flagsOf(command: CommandUnknownOpts): readonly string[] {
  return command.options
    .flatMap((option) => [option.short, option.long])
    .filter((flag) => flag !== undefined);
}
