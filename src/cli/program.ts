import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, CommanderError } from '@commander-js/extra-typings';
import { version } from '../lib/version.ts';
import { attachCommand } from './commands/attach-command.ts';
import { buildCommand } from './commands/build-command.ts';
import { commitCommand } from './commands/commit-command.ts';
import { configCommand } from './commands/config-command.ts';
import { cpCommand } from './commands/cp-command.ts';
import { createCommand } from './commands/create-command.ts';
import { downCommand } from './commands/down-command.ts';
import { eventsCommand } from './commands/events-command.ts';
import { execCommand } from './commands/exec-command.ts';
import { graphCommand } from './commands/graph-command.ts';
import { exportCommand } from './commands/export-command.ts';
import { imagesCommand } from './commands/images-command.ts';
import { infoCommand } from './commands/info-command.ts';
import { killCommand } from './commands/kill-command.ts';
import { logsCommand } from './commands/logs-command.ts';
import { lsCommand } from './commands/ls-command.ts';
import { pauseCommand, unpauseCommand } from './commands/pause-command.ts';
import { planCommand } from './commands/plan-command.ts';
import { portCommand } from './commands/port-command.ts';
import { psCommand } from './commands/ps-command.ts';
import { pullCommand } from './commands/pull-command.ts';
import { pushCommand } from './commands/push-command.ts';
import { restartCommand } from './commands/restart-command.ts';
import { rmCommand } from './commands/rm-command.ts';
import { runCommand } from './commands/run-command.ts';
import { scaleCommand } from './commands/scale-command.ts';
import { startCommand } from './commands/start-command.ts';
import { statsCommand } from './commands/stats-command.ts';
import { stopCommand } from './commands/stop-command.ts';
import { topCommand } from './commands/top-command.ts';
import { upCommand } from './commands/up-command.ts';
import { versionCommand } from './commands/version-command.ts';
import { volumesCommand } from './commands/volumes-command.ts';
import { waitCommand } from './commands/wait-command.ts';
import type { Shell } from './context.ts';
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

/** Every command by its name, in the order in which help lists them. */
const declarations: Readonly<Record<string, (shell: Shell) => CommandUnknownOpts>> = {
  up: upCommand,
  down: downCommand,
  plan: planCommand,
  create: createCommand,
  start: startCommand,
  stop: stopCommand,
  restart: restartCommand,
  kill: killCommand,
  pause: pauseCommand,
  unpause: unpauseCommand,
  rm: rmCommand,
  scale: scaleCommand,
  wait: waitCommand,
  ps: psCommand,
  logs: logsCommand,
  exec: execCommand,
  run: runCommand,
  attach: attachCommand,
  cp: cpCommand,
  port: portCommand,
  top: topCommand,
  stats: statsCommand,
  events: eventsCommand,
  build: buildCommand,
  pull: pullCommand,
  push: pushCommand,
  images: imagesCommand,
  volumes: volumesCommand,
  ls: lsCommand,
  commit: commitCommand,
  export: exportCommand,
  config: configCommand,
  graph: graphCommand,
  info: infoCommand,
  machine: () => new Command('machine').summary('make and run machines: engines that Selkie provides'),
  version: versionCommand,
};

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
    globals: () => globalsOf(root.opts(), current !== root && current.opts()['dryRun'] === true),
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
  const chosen = Object.entries(declarations).find(([name]) => name === first)?.[1];
  if (chosen !== undefined) return [chosen(shell)];
  if (argv.length > 0 && argv.every((word) => versionOptions.has(word))) return [];
  return Object.values(declarations).map((declaration) => declaration(shell));
}

/** The command word. Parsing it twice costs little and lets only what is needed be declared. */
function firstOperand(argv: readonly string[]): string | undefined {
  const [word] = argv;
  if (word === undefined || !word.startsWith('-')) return word;
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
