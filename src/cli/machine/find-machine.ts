import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Machine, ProviderName } from '../../machine/machine.ts';
import type { MachineContext, MachineProvider } from '../../machine/provider.ts';
import { defaultProvider, providerNamed, providers } from '../../machine/providers.ts';

/** Which machine a command is about, as written: both may be left out. */
export interface MachineChoice {
  readonly name?: string | undefined;
  readonly provider?: ProviderName | undefined;
}

/** A machine and who provides it. */
export interface FoundMachine {
  readonly provider: MachineProvider;
  readonly machine: Machine;
}

/**
 * The machine that is meant. Without a name: Selkie's own, else Podman's default one, else the only one. Rejects with a
 * ToolError when there is none such.
 */
export async function findMachine(context: MachineContext, choice: MachineChoice): Promise<FoundMachine> {
  const found: FoundMachine[] = [];
  for (const provider of await candidates(context, choice)) {
    for (const machine of await provider.list(context)) {
      if (machine.name === choice.name) return { provider, machine };
      found.push({ provider, machine });
    }
  }
  const meant = choice.name === undefined ? theOne(found) : undefined;
  if (meant !== undefined) return meant;
  const name = choice.name ?? chosenProvider(context, choice).defaultName;
  const known = found.map(({ machine }) => machine.name);
  throw new ToolError(diagnose('machine/unknown', { name, nearest: nearest(name, known), known }));
}

/** The machine that is meant, or the one to be made where there is none such. */
export async function meantMachine(
  context: MachineContext,
  choice: MachineChoice,
): Promise<{ readonly provider: MachineProvider; readonly name: string }> {
  try {
    const { provider, machine } = await findMachine(context, choice);
    return { provider, name: machine.name };
  } catch (error) {
    if (!(error instanceof ToolError) || error.diagnostics[0]?.code !== 'machine/unknown') throw error;
    const provider = chosenProvider(context, choice);
    return { provider, name: choice.name ?? provider.defaultName };
  }
}

/** All machines, or those of one provider, which must then be one that can be had here. */
export async function listMachines(
  context: MachineContext,
  choice: Pick<MachineChoice, 'provider'>,
): Promise<readonly Machine[]> {
  const lists = (await candidates(context, choice)).map((provider) => provider.list(context));
  return (await Promise.all(lists)).flat();
}

/** What makes a new machine. */
export function chosenProvider(
  { host }: Pick<MachineContext, 'host'>,
  { provider }: Pick<MachineChoice, 'provider'>,
): MachineProvider {
  return provider === undefined ? defaultProvider(host) : providerNamed(provider);
}

async function candidates(
  context: MachineContext,
  { provider }: Pick<MachineChoice, 'provider'>,
): Promise<readonly MachineProvider[]> {
  if (provider === undefined) return providers;
  const chosen = providerNamed(provider);
  await chosen.require(context);
  return [chosen];
}

function theOne(found: readonly FoundMachine[]): FoundMachine | undefined {
  const own = found.find(({ provider, machine }) => machine.name === provider.defaultName);
  const defaults = found.find(({ machine }) => machine.details['isDefault'] === true);
  return own ?? defaults ?? (found.length === 1 ? found[0] : undefined);
}
