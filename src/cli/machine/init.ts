import { requireMirror, requirePackages, requireSuite } from '../../machine/check-request.ts';
import { refuseUnable } from '../../machine/refuse-unable.ts';
import type { MachineNetwork } from '../../machine/machine-spec.ts';
import type { ProviderName } from '../../machine/machine.ts';
import { noSettings } from '../../machine/machine.ts';
import { startInTime } from '../../machine/start-in-time.ts';
import type { CommandContext } from '../context.ts';
import { refuseDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import type { ResultOptions } from './describe.ts';
import { showDone, tellRunning } from './describe.ts';
import { chosenProvider } from './find-machine.ts';
import { machineContext } from './machine-context.ts';
import type { SettingOptions } from './written-settings.ts';
import { wanted, writtenSettings } from './written-settings.ts';

/** Arguments and options of `machine init`. */
export interface InitOptions extends SettingOptions, ResultOptions {
  readonly name?: string | undefined;
  readonly provider?: ProviderName | undefined;
  readonly suite?: string | undefined;
  readonly packages?: string | undefined;
  readonly network?: MachineNetwork | undefined;
  readonly share?: readonly string[] | undefined;
  readonly mirror?: string | undefined;
  readonly yes?: true | undefined;
  readonly now?: true | undefined;
}

/** Makes a machine, and starts it with `--now`. */
export async function run(context: CommandContext, options: InitOptions): Promise<number> {
  refuseDryRun(context, 'selkie machine init');
  const machine = machineContext(context, options.yes === true);
  const provider = chosenProvider(machine, options);
  await provider.require(machine);
  const name = options.name ?? provider.defaultName;
  const volume =
    options.volume === undefined && options.share === undefined
      ? undefined
      : [...(options.volume ?? []), ...(options.share ?? [])];
  const settings = await wanted(context, machine, writtenSettings({ ...options, volume }, noSettings));
  refuseUnable(name, settings, await provider.abilities(machine));
  const { suite, packages, network, mirror } = options;
  await provider.init(machine, {
    name,
    settings,
    rootfs: {
      suite: suite === undefined ? undefined : requireSuite(suite),
      packages: packages === undefined ? undefined : requirePackages(packages),
      network,
      mirror: mirror === undefined ? undefined : requireMirror(mirror),
    },
  });
  if (options.now === true) {
    tellRunning(context, name, await startInTime(machine, provider, name));
  } else {
    context.streams.stderr.write(`Start it with \`selkie machine start ${name}\`\n`);
  }
  await showDone(context, provider, name, options);
  return exitCode.done;
}
