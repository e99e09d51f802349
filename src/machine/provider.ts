import type { Host } from '../host/host.ts';
import type { Abilities } from './abilities.ts';
import type { Machine, MachineEngine, ProviderName, RealSettings } from './machine.ts';
import type { RootfsRequest } from './machine-spec.ts';
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

/** A machine to make: what is undefined takes the provider's default. */
export interface InitRequest {
  readonly name: string;
  readonly settings: RealSettings;
  /** What only a rootfs machine has. */
  readonly rootfs: Omit<RootfsRequest, 'name' | 'shares'> | undefined;
}

/** A file or folder to copy: `MACHINE:PATH` is in the machine. */
export interface CopyRequest {
  readonly name: string;
  readonly from: CopyEnd;
  readonly to: CopyEnd;
}

/** One end of a copy. */
export interface CopyEnd {
  readonly isInMachine: boolean;
  readonly path: string;
}

/**
 * A kind of machine. Every failure that can be expected rejects with a ToolError; nothing is half done in silence. Names are
 * those of machines that `list` has, but for `init`.
 */
export interface MachineProvider {
  readonly name: ProviderName;
  /** The machine that is meant when none is named and there is none. */
  readonly defaultName: string;
  /** Rejects with a ToolError where this kind of machine cannot be had. */
  readonly require: (context: MachineContext) => Promise<void>;
  /** What of its settings can be chosen, and when they can be changed. */
  readonly abilities: (context: MachineContext) => Promise<Abilities>;
  /** Makes the machine, or mends it; one that is there as wanted stays as it is. */
  readonly init: (context: MachineContext, request: InitRequest) => Promise<void>;
  /** Boots it and waits for its engine to answer; a running one is left alone. When it fails, nothing of it is left running. */
  readonly start: (context: MachineContext, name: string) => Promise<MachineEngine>;
  /** Stops its containers and ends it; all of its processes are gone afterwards, even when it was killed. */
  readonly stop: (context: MachineContext, name: string) => Promise<void>;
  /**
   * Takes it away. With `isForced` a running one is stopped first; without, it is refused. With `isPruning` goes also what new
   * machines would be made from and none was.
   */
  readonly remove: (
    context: MachineContext,
    name: string,
    options: { readonly isForced: boolean; readonly isPruning: boolean },
  ) => Promise<void>;
  /** Changes settings of a stopped machine; what is undefined stays. */
  readonly change: (context: MachineContext, name: string, changes: RealSettings) => Promise<void>;
  /** All machines of this kind, by name; none where the kind cannot be had here. */
  readonly list: (context: MachineContext) => Promise<readonly Machine[]>;
  /** Runs a command in the machine on the caller's terminal (none given: a login shell) and resolves to its exit status. */
  readonly shell: (context: MachineContext, name: string, request: ShellRequest) => Promise<number>;
  /** Copies into or out of a running machine. */
  readonly copy: (context: MachineContext, request: CopyRequest) => Promise<void>;
  /** Files of the host that hold what the machine said, in the order of their use; some may be missing. */
  readonly logFiles: (context: MachineContext, name: string) => Promise<readonly string[]>;
  /** Puts the image's operating system on a running machine, which it runs from the next start. */
  readonly applyOs: (context: MachineContext, name: string, image: string) => Promise<void>;
}

/** A command for a machine. */
export interface ShellRequest {
  readonly command: readonly string[];
  /** undefined: the machine's own. */
  readonly user: string | undefined;
  /** Whether the command gets a terminal. */
  readonly hasTerminal: boolean;
}
