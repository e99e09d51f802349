import type { Json, JsonObject } from '../../lib/json.ts';
import { settingNames, settingWords } from '../../machine/abilities.ts';
import { printSetting, printVolume } from '../../machine/compare-settings.ts';
import type { Machine, MachineEngine, RealSettings } from '../../machine/machine.ts';
import type { MachineProvider } from '../../machine/provider.ts';
import { printUsbSelector } from '../../machine/usb/selector.ts';
import type { CommandContext } from '../context.ts';
import { machineContext } from './machine-context.ts';

/** A machine as `ls` and `inspect` print it in JSON. */
export function describeMachine(machine: Machine): JsonObject {
  const { name, provider, state, created, engine, settings, details } = machine;
  return {
    name,
    provider,
    state,
    created,
    ...describeSettings(settings),
    ...details,
    socket: engine?.socket ?? null,
    url: engine?.url ?? null,
  };
}

/** Settings in JSON; what is not known is left out. */
export function describeSettings(settings: RealSettings): JsonObject {
  const { usb, volumes, ...plain } = settings;
  const all: Record<string, Json | undefined> = {
    ...plain,
    usb: usb?.map(printUsbSelector),
    volumes: volumes?.map(printVolume),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** The settings that are known, in words: `cpus 2`, `memory 4GiB`. */
export function settingsInWords(settings: RealSettings): string {
  return settingNames
    .filter((setting) => settings[setting] !== undefined)
    .map((setting) => `${settingWords[setting]} ${printSetting(setting, settings)}`)
    .join(', ');
}

/** Prints a machine in JSON after something was done with it, where that was asked for. */
export async function showDone(
  context: CommandContext,
  provider: MachineProvider,
  name: string,
  { format }: ResultOptions,
): Promise<void> {
  if (format !== 'json') return;
  const machines = await provider.list(machineContext(context, false));
  const found = machines.filter((machine) => machine.name === name).map(describeMachine);
  context.streams.stdout.write(`${JSON.stringify(found[0] ?? null, undefined, 2)}\n`);
}

/** How a command tells what it has done: in words on stderr, or with the machine in JSON on stdout as well. */
export interface ResultOptions {
  readonly format: 'text' | 'json';
}

/** Says on stderr where the engine of a machine answers. */
export function tellRunning({ streams, globals }: CommandContext, name: string, engine: MachineEngine): void {
  if (globals.progress === 'quiet' || globals.progress === 'json') return;
  streams.stderr.write(`Machine ${name} is running: ${engine.url}\n`);
}
