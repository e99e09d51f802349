import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';

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
    .addOption(scopeOption('--user', 'for the systemd of the user'))
    .addOption(scopeOption('--system', 'for the systemd of the whole system'))
    .option('--strict', 'fail where something of the file cannot be kept');
}

function scopeOption(flag: '--user' | '--system', description: string) {
  const other = flag === '--user' ? 'system' : 'user';
  return new Option(flag, description).conflicts(other);
}
