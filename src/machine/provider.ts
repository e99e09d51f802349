import type { Host } from '../host/host.ts';
import type { MachineName } from './machine-name.ts';
import type { MachineRequest, MachineRun, ObservedMachine, ProviderName } from './machine-spec.ts';
import type { MachineProgress } from './progress.ts';

/** What every machine operation gets. */
export interface MachineContext {
  readonly host: Host;
  readonly stateDir: string;
  readonly signal: AbortSignal;
  readonly progress: MachineProgress;
  /** True when an engine answers on the unix socket. */
  readonly answers: (socket: string, signal: AbortSignal) => Promise<boolean>;
  /** Whether to run the commands, which install what the host lacks. */
  readonly consent: (commands: readonly string[]) => Promise<boolean>;
}

/** A kind of machine. Every failure that can be expected rejects with a ToolError; nothing is half done in silence. */
export interface MachineProvider {
  readonly name: ProviderName;
  /** Makes the machine, or mends it; a machine that is there as wanted stays as it is. */
  readonly init: (context: MachineContext, request: MachineRequest) => Promise<void>;
  /** Boots it and waits for its engine to answer; a running one is left alone. */
  readonly start: (context: MachineContext, name: MachineName) => Promise<MachineRun>;
  /** Stops its containers and ends it; all of its processes, mounts and firewall rules are gone afterwards, even when it was killed. */
  readonly stop: (context: MachineContext, name: MachineName) => Promise<void>;
  /** Takes it away. With `isForced` a running one is stopped first; without, it is refused. */
  readonly remove: (
    context: MachineContext,
    name: MachineName,
    options: { readonly isForced: boolean; readonly isPruning: boolean },
  ) => Promise<void>;
  /** All machines of this kind, by name. */
  readonly list: (context: MachineContext) => Promise<readonly ObservedMachine[]>;
  /** Runs a command in the machine on the caller's terminal (none given: a login shell) and resolves to its exit status. */
  readonly shell: (context: MachineContext, name: MachineName, command: readonly string[]) => Promise<number>;
}
