import type { Json, JsonObject } from '../../lib/json.ts';
import { isJsonObject, jsonScalarText } from '../../lib/json.ts';
import type { MachineSettings } from '../../model/machine-settings.ts';
import { parseBytes } from '../normalize/bytes.ts';
import { flagOf } from './podman-settings.ts';
import { textAt, textsIn } from './read.ts';

/** The top-level `x-podman.machine`, which nothing normalises; undefined where there is none. What was wrong in it was reported. */
export function decodeMachineSettings(extensions: JsonObject): MachineSettings | undefined {
  const own = extensions['x-podman'];
  const machine = isJsonObject(own) ? own['machine'] : undefined;
  if (!isJsonObject(machine)) return undefined;
  const { provider, cpus } = machine;
  return {
    name: textAt(machine, 'name'),
    provider: provider === 'podman' || provider === 'rootfs' ? provider : undefined,
    cpus: cpus === undefined ? undefined : Number(jsonScalarText(cpus)),
    memoryBytes: bytesOf(machine['memory']),
    diskBytes: bytesOf(machine['disk']),
    swapBytes: bytesOf(machine['swap']),
    isRootful: flagOf(machine['rootful']),
    image: textAt(machine, 'image'),
    usb: textsIn(machine['usb']),
    volumes: textsIn(machine['volumes']),
    timezone: textAt(machine, 'timezone'),
    hasUserModeNetworking: flagOf(machine['user_mode_networking']),
  };
}

function bytesOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? parseBytes(value) : undefined;
}
