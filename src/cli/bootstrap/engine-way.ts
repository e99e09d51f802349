import { isDoable } from '../../machine/doctor/action.ts';
import type { Finding } from '../../machine/doctor/check.ts';
import type { Result } from '../../machine/doctor/examine.ts';
import { findingsIn } from '../../machine/doctor/mendable.ts';
import type { ProviderName } from '../../machine/machine.ts';
import type { MachineSettings } from '../../model/machine-settings.ts';

/** How the project gets an engine. */
export type EngineWay =
  /** The one that answers. */
  | { readonly kind: 'there' }
  /** This host's own, once what is in its way is mended. */
  | { readonly kind: 'mend' }
  | { readonly kind: 'machine'; readonly provider: ProviderName; readonly because: string };

/** What the choice is made from. */
export interface EngineSituation {
  readonly platform: NodeJS.Platform;
  readonly results: readonly Result[];
  /** Where containers run now; undefined: no engine answers. */
  readonly place: 'host' | 'machine' | 'elsewhere' | undefined;
  /** What the project wants of a machine; on a host with an engine of its own it holds only where it names one. */
  readonly machine: MachineSettings | undefined;
}

/** The best way to an engine: nothing where one answers, the host's own Podman where it can be good, a machine otherwise. */
export function engineWay({ platform, results, place, machine }: EngineSituation): EngineWay {
  if (place === 'elsewhere') return { kind: 'there' };
  const own = platform === 'linux' ? 'rootfs' : 'podman';
  const asksForOne = machine?.provider !== undefined || machine?.name !== undefined;
  if (asksForOne || (machine !== undefined && place === 'machine')) {
    return { kind: 'machine', provider: machine.provider ?? own, because: 'the compose file says so' };
  }
  const errors = findingsIn(results).filter(({ verdict }) => verdict.state === 'error');
  if (place !== undefined && errors.length === 0) return { kind: 'there' };
  if (platform !== 'linux') {
    return { kind: 'machine', provider: own, because: 'only Linux runs containers without one' };
  }
  const hopeless = errors.find(({ check, verdict }) => check.name !== 'engine' && !canBeMended(verdict));
  if (hopeless === undefined) return { kind: 'mend' };
  return { kind: 'machine', provider: own, because: hopeless.verdict.found.replaceAll('`', '') };
}

function canBeMended({ fix }: Finding): boolean {
  return fix.some(isDoable);
}
