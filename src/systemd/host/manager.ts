import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { closedJournal, journalWords } from './journal.ts';
import type { Site } from './site.ts';
import type { Places } from './places.ts';

/** What systemd says of one unit. */
export interface UnitState {
  readonly unit: string;
  /** `loaded`, `not-found`, `bad-setting`, … */
  readonly load: string;
  /** `active`, `activating`, `inactive`, `failed`, … */
  readonly active: string;
  /** `running`, `exited`, `auto-restart`, … */
  readonly sub: string;
  /** `success`, or why it failed. */
  readonly result: string;
  /** A start or stop of it is waiting or under way. */
  readonly hasJob: boolean;
  readonly restarts: number;
  /** When it came to be what it is, as systemd writes it. */
  readonly since: string;
}

/** One systemd. Every method rejects with a ToolError that holds what it says. */
export interface Manager {
  readonly reload: () => Promise<void>;
  readonly show: (units: readonly string[]) => Promise<readonly UnitState[]>;
  /** Asks for it; does not wait. */
  readonly begin: (verb: 'start' | 'restart' | 'stop', units: readonly string[]) => Promise<void>;
  /** Waits until all have stopped. */
  readonly stop: (units: readonly string[]) => Promise<void>;
  /** Failures are forgotten, and counts of restarts with them. */
  readonly forgetFailures: (units: readonly string[]) => Promise<void>;
  readonly enable: (unit: string) => Promise<void>;
  readonly disable: (unit: string) => Promise<void>;
  /** The last lines that a unit wrote or systemd wrote about it. */
  readonly lastLines: (unit: string, count: number) => Promise<readonly string[]>;
  /** Why nobody can be shown what units wrote; undefined where they can. */
  readonly closedJournal: () => Promise<Diagnostic | undefined>;
}

/** The systemd of those places, through its own programs. */
export function managerOf(site: Site, places: Places, signal: AbortSignal): Manager {
  const { flags, env } = places;
  const run = async (args: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await site.processes.run('systemctl', [...flags, ...args], {
      env,
      signal,
    });
    if (exitCode === 0) return stdout;
    const [verb = ''] = args;
    const text = stderr.trim().replace(/\.$/u, '');
    throw new ToolError(diagnose('systemd/refused', { command: `systemctl ${verb}`, text }));
  };
  /** Nothing is done to no units. */
  const each = async (args: readonly string[], units?: readonly string[]): Promise<void> => {
    if (units?.length !== 0) await run([...args, ...(units ?? [])]);
  };
  return {
    reload: async () => each(['daemon-reload']),
    show: async (units) => {
      if (units.length === 0) return [];
      const text = await run(['show', `--property=${properties.join(',')}`, ...units]);
      const blocks = text.trim().split('\n\n').map(readBlock);
      return units.flatMap((unit, index) => {
        const block = blocks[index];
        return block === undefined ? [] : [stateOf(unit, block)];
      });
    },
    begin: async (verb, units) => each([verb, '--no-block'], units),
    stop: async (units) => each(['stop'], units),
    forgetFailures: async (units) => {
      // A unit that is not loaded has no failure to forget, which is an error there.
      await each(['reset-failed'], units).catch((error: unknown) => {
        if (!(error instanceof ToolError)) throw error;
      });
    },
    enable: async (unit) => each(['enable', '--quiet'], [unit]),
    disable: async (unit) => each(['disable', '--quiet'], [unit]),
    lastLines: async (unit, count) => {
      const args = [...journalWords(places, [unit]), '--lines', String(count), '--output', 'cat', '--quiet'];
      const { stdout } = await site.processes.run('journalctl', args, { env, signal });
      return stdout.split('\n').filter((line) => line !== '' && !isEngineEvent(line));
    },
    closedJournal: async () => closedJournal(site, places, signal),
  };
}

const properties = [
  'LoadState',
  'ActiveState',
  'SubState',
  'Result',
  'Job',
  'NRestarts',
  'StateChangeTimestamp',
] as const;

function readBlock(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)] as const;
    }),
  );
}

function stateOf(unit: string, block: ReadonlyMap<string, string>): UnitState {
  const text = (key: (typeof properties)[number]): string => block.get(key) ?? '';
  return {
    unit,
    load: text('LoadState'),
    active: text('ActiveState'),
    sub: text('SubState'),
    result: text('Result'),
    hasJob: !['', '0'].includes(text('Job')),
    restarts: Number(text('NRestarts')) || 0,
    since: text('StateChangeTimestamp'),
  };
}

/** Podman writes an event with all labels for each thing it does: nothing that explains a failure. */
function isEngineEvent(line: string): boolean {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ \S+ \S+ m=\+/u.test(line);
}
