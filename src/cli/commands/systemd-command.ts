import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { placementOption } from '../globals.ts';

/** Declares `systemd` and the commands under it. Import it only when `systemd` is the command. */
export function systemdCommand(shell: Shell): CommandUnknownOpts {
  const systemd = new Command('systemd')
    .summary('run projects by systemd: units for Podman Quadlet')
    .description(
      'Turns a project into units that systemd runs: the same containers as `selkie up` makes, started at boot and kept running.',
    )
    .enablePositionalOptions();
  const commands: readonly CommandUnknownOpts[] = [
    declareGenerate().action(async (services, options) =>
      shell.handle(async (context) =>
        (await import('../systemd/generate.ts')).run(context, { targets: services, ...options }),
      ),
    ),
    declareInstall('install', 'write the units, check them, and have systemd read them')
      .option('--start', 'start them, and wait until all are up and healthy')
      .option('--enable-linger', "start a user's units at boot, without the user")
      .action(async (services, options) =>
        shell.handle(async (context) =>
          (await import('../systemd/install.ts')).run(context, { targets: services, ...options }),
        ),
      ),
    declareInstall('upgrade', 'install what changed, and restart only that')
      .option('--pull', 'fetch newer images first')
      .option('--build', 'build images first')
      .action(async (services, options) =>
        shell.handle(async (context) =>
          (await import('../systemd/install.ts')).run(
            context,
            { targets: services, ...options, start: true },
            'upgrade',
          ),
        ),
      ),
    scoped('diff', 'show how the units that the file gives differ from those installed')
      .argument('[service...]', 'only these services and what they depend on')
      .addOption(placementOption())
      .action(async (services, options) =>
        shell.handle(async (context) =>
          (await import('../systemd/diff.ts')).run(context, { targets: services, ...options }),
        ),
      ),
    ...(['start', 'stop', 'restart'] as const).map((verb) =>
      scoped(verb, `${verb} the project, or some of its services, by systemd`)
        .argument('[service...]', 'only these services')
        .action(async (services, options) =>
          shell.handle(async (context) =>
            (await import('../systemd/control.ts')).run(context, verb, { targets: services, ...options }),
          ),
        ),
    ),
    scoped('status', 'show the state and health of each service')
      .addOption(formatOption())
      .action(async (options) =>
        shell.handle(async (context) => (await import('../systemd/status.ts')).run(context, options)),
      ),
    scoped('logs', 'show what the units wrote to the journal')
      .argument('[service...]', 'only these services')
      .option('-f, --follow', 'go on with what comes')
      .option('-n, --lines <count>', 'only so many of the last lines')
      .option('--since <time>', "only from then on, in the journal's words")
      .action(async (services, options) =>
        shell.handle(async (context) =>
          (await import('../systemd/logs.ts')).run(context, { targets: services, ...options }),
        ),
      ),
    scoped('list', 'list the projects that are installed')
      .addOption(formatOption())
      .action(async (options) =>
        shell.handle(async (context) => (await import('../systemd/list.ts')).run(context, options)),
      ),
    scoped('uninstall', 'stop the project and remove its units')
      .option('-v, --volumes', 'also remove the volumes that the file declares')
      .action(async (options) =>
        shell.handle(async (context) => (await import('../systemd/uninstall.ts')).run(context, options)),
      ),
  ];
  for (const command of commands) systemd.addCommand(command);
  return systemd;
}

/** What the units are to be. */
export type GenerateOptions = ReturnType<ReturnType<typeof declareGenerate>['opts']> & {
  readonly targets: readonly string[];
};

function declareGenerate() {
  return new Command('generate')
    .summary('write the units of the project')
    .description(
      'Writes the units of the project, or prints them. Nothing is installed, and nothing on the engine is touched.',
    )
    .argument('[service...]', 'only these services and what they depend on')
    .option('-o, --output <folder>', 'write the files into this folder')
    .option('--podman-version <version>', 'the Podman that is to read them (default: the one that is here)')
    .addOption(
      new Option(
        '--format <form>',
        'Quadlet files, all of them in one file (Podman 5.8), plain units, or Kubernetes YAML (default: plain units for Podman before 4.7, else Quadlet files)',
      ).choices(['quadlet', 'quadlets-file', 'units', 'kube'] as const),
    )
    .option('--diff', 'show how the files in the folder would change, and write nothing')
    .addOption(placementOption())
    .addOption(scopeOption('--user', 'for the systemd of the user'))
    .addOption(scopeOption('--system', 'for the systemd of the whole system'))
    .option('--strict', 'fail where something of the file cannot be kept');
}

function declareInstall(name: 'install' | 'upgrade', summary: string) {
  return scoped(name, summary)
    .argument('[service...]', 'only these services and what they depend on')
    .addOption(
      new Option(
        '--format <form>',
        'Quadlet files, or plain units (default: plain ones for Podman before 4.7, else what is installed)',
      ).choices(['quadlet', 'units'] as const),
    )
    .addOption(placementOption())
    .option('--strict', 'fail where something of the file cannot be kept');
}

function scoped(name: string, summary: string) {
  return new Command(name)
    .summary(summary)
    .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
    .addOption(scopeOption('--user', 'the systemd of the user (what users other than root get)'))
    .addOption(scopeOption('--system', 'the systemd of the whole system (what root gets)'));
}

function formatOption() {
  return new Option('--format <form>', 'form of the output').choices(['table', 'json'] as const);
}

function scopeOption(flag: '--user' | '--system', description: string) {
  const other = flag === '--user' ? 'system' : 'user';
  return new Option(flag, description).conflicts(other);
}
