import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { PlacementMode } from '../model/placement.ts';
import type { AnsiMode } from './style.ts';
import { ansiModes } from './style.ts';

/** How progress is shown. */
export type ProgressMode = 'auto' | 'tty' | 'plain' | 'json' | 'quiet';

/** The options that stand before the command, as given: environment variables that speak for absent ones are not folded in. */
export interface GlobalOptions {
  readonly files: readonly string[];
  readonly projectName: string | undefined;
  readonly profiles: readonly string[];
  readonly envFiles: readonly string[];
  readonly projectDirectory: string | undefined;
  readonly progress: ProgressMode | undefined;
  readonly ansi: AnsiMode | undefined;
  /** Most engine calls at once; undefined leaves it to the executor. */
  readonly parallel: number | undefined;
  readonly isDryRun: boolean;
  /** Also make networks and volumes that no service uses. */
  readonly withAllResources: boolean;
  /** Print the files as docker compose 1 did: short forms and defaults as written. */
  readonly isCompatible: boolean;
  readonly url: string | undefined;
  readonly connection: string | undefined;
  /** Whether services share the project's pod. */
  readonly placement: PlacementMode | undefined;
  /** podman-compose's `--in-pod`: `true`, `false` or the pod's name. */
  readonly inPod: string | undefined;
  /** podman-compose's `--pod-args`: options of `podman pod create` in one text. */
  readonly podArgs: string | undefined;
  /** How diagnostics are written. */
  readonly errorFormat: 'text' | 'json';
}

/** The words for it. */
export const progressModes = ['auto', 'tty', 'plain', 'json', 'quiet'] as const;

/** A root command that knows the global options and nothing else. Options after the first word belong to that word. */
export function globalCommand() {
  return new Command('selkie')
    .enablePositionalOptions()
    .addOption(
      new Option(
        '-f, --file <path>',
        'compose file; repeat to merge several, `-` reads standard input',
      ).argParser(collect),
    )
    .option('-p, --project-name <name>', 'name of the project')
    .addOption(
      new Option('--profile <name>', 'turn a profile on; repeatable, `*` means all').argParser(collect),
    )
    .addOption(
      new Option('--env-file <path>', 'read variables from this file instead of .env; repeatable').argParser(
        collect,
      ),
    )
    .option(
      '--project-directory <path>',
      'what relative paths are relative to (default: the folder of the first file)',
    )
    .addOption(
      new Option('--progress <mode>', 'how progress is shown').choices([...progressModes, 'none'] as const),
    )
    .addOption(new Option('--ansi <mode>', 'when to use colours and cursor control').choices(ansiModes))
    .addOption(
      new Option('--parallel <n>', 'most engine calls at once, -1 for no limit').argParser(parseParallel),
    )
    .option('--dry-run', 'print what would be done, and do nothing')
    .option('--all-resources', 'also create networks and volumes that no service uses')
    .option('--url <address>', 'engine to use: unix://PATH, tcp://HOST:PORT or ssh://USER@HOST[:PORT][/PATH]')
    .option('--connection <name>', 'engine to use, by its name in `podman system connection list`')
    .addOption(placementOption())
    .option('--in-pod <what>', "podman-compose's way: true, false, or the name of the pod")
    .option('--pod-args <options>', 'options of `podman pod create` for the pod')
    .addOption(
      new Option('--format <form>', 'how errors and warnings are written')
        .choices(['text', 'json'] as const)
        .default('text' as const),
    )
    .addOption(new Option('--compatibility', 'join the parts of names with `_`').hideHelp())
    .addOption(new Option('-H, --host <address>', "Docker's name of --url").hideHelp())
    .addOption(new Option('--verbose', 'more output').hideHelp())
    .addOption(new Option('--no-cleanup', "podman-compose's, which ignores it").hideHelp())
    .addOption(new Option('--workdir <path>', 'the old name of --project-directory').hideHelp())
    .addOption(new Option('--no-ansi', 'the old name of --ansi never').hideHelp());
}

/** `--placement`, which commands about units have after them, too. */
export function placementOption() {
  return new Option(
    '--placement <mode>',
    'whether services share one pod: where they can (auto), all of them (pod) or none (network)',
  ).choices(placementModes);
}

const placementModes = ['auto', 'pod', 'network'] as const satisfies readonly PlacementMode[];

/** What the global options of a parsed root command say, and those of them that stand after the command. */
export function globalsOf(
  options: ReturnType<ReturnType<typeof globalCommand>['opts']>,
  ofCommand: Readonly<Record<string, unknown>>,
): GlobalOptions {
  const { ansi, progress } = options;
  return {
    files: options.file ?? [],
    projectName: options.projectName,
    profiles: options.profile ?? [],
    envFiles: options.envFile ?? [],
    projectDirectory: options.projectDirectory ?? options.workdir,
    progress: progress === 'none' ? 'quiet' : progress,
    ansi: ansiOf(ansi),
    parallel: options.parallel,
    isDryRun: options.dryRun === true || ofCommand['dryRun'] === true,
    withAllResources: options.allResources === true,
    isCompatible: options.compatibility === true,
    url: options.url ?? options.host,
    connection: options.connection,
    placement: placementModes.find((mode) => mode === ofCommand['placement']) ?? options.placement,
    inPod: options.inPod,
    podArgs: options.podArgs,
    errorFormat: options.format,
  };
}

/** True for a word that `--progress` takes. */
export function isProgressMode(word: string | undefined): word is ProgressMode {
  return progressModes.some((mode) => mode === word);
}

/** `--no-ansi` sets the same option to false, which the inferred types do not know. */
function ansiOf(value: unknown): AnsiMode | undefined {
  return value === false ? 'never' : ansiModes.find((mode) => mode === value);
}

/** Gathers a repeatable option. */
export function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

function parseParallel(value: string): number | undefined {
  const count = Number(value);
  if (!Number.isInteger(count) || count === 0 || count < -1) {
    throw new InvalidArgumentError('give a whole number from 1, or -1 for no limit');
  }
  return count;
}
