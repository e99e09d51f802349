import { requireMirror, requireName, requirePackages, requireSuite } from '../../machine/check-request.ts';
import type { MachineNetwork, ProviderName } from '../../machine/machine-spec.ts';
import { providerNamed } from '../../machine/providers.ts';
import { checkShares } from '../../machine/shares.ts';
import type { CommandContext } from '../context.ts';
import { refuseDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import { machineContext } from './machine-context.ts';
import { tellRunning } from './tell-running.ts';

/** Arguments and options of `machine init`. */
export interface InitOptions {
  readonly name: string;
  readonly provider: ProviderName;
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
  const name = requireName(options.name);
  const provider = providerNamed(options.provider);
  const machine = machineContext(context, options.yes === true);
  await provider.init(machine, {
    name,
    provider: options.provider,
    suite: options.suite === undefined ? undefined : requireSuite(options.suite),
    packages: options.packages === undefined ? undefined : requirePackages(options.packages),
    network: options.network,
    shares: options.share === undefined ? undefined : await checkShares(context.host, options.share),
    mirror: options.mirror === undefined ? undefined : requireMirror(options.mirror),
  });
  if (options.now === true) {
    tellRunning(context, name, await provider.start(machine, name));
  } else {
    context.streams.stderr.write(`Start it with \`selkie machine start ${name}\`\n`);
  }
  return exitCode.done;
}
