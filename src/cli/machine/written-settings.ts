import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { RealSettings } from '../../machine/machine.ts';
import type { MachineContext } from '../../machine/provider.ts';
import type { WrittenSettings } from '../../machine/wanted.ts';
import { wantedSettings } from '../../machine/wanted.ts';
import { parseBytes } from '../../parser/normalize/bytes.ts';
import type { CommandContext } from '../context.ts';

/** Options that say what a machine is made of, as commander gives them. */
export interface SettingOptions {
  readonly cpus?: string | undefined;
  readonly memory?: string | undefined;
  readonly diskSize?: string | undefined;
  readonly swap?: string | undefined;
  readonly rootful?: boolean | undefined;
  readonly image?: string | undefined;
  readonly usb?: readonly string[] | undefined;
  readonly volume?: readonly string[] | undefined;
  readonly timezone?: string | undefined;
  readonly userModeNetworking?: boolean | undefined;
}

/** What the options say; what they leave out comes from `base`. Rejects with a ToolError for what cannot be read. */
export function writtenSettings(options: SettingOptions, base: WrittenSettings): WrittenSettings {
  return {
    cpus: count('--cpus', options.cpus) ?? base.cpus,
    memoryBytes: size('--memory', options.memory, 'm') ?? base.memoryBytes,
    diskBytes: size('--disk-size', options.diskSize, 'g') ?? base.diskBytes,
    swapBytes: size('--swap', options.swap, 'm') ?? base.swapBytes,
    isRootful: options.rootful ?? base.isRootful,
    image: options.image ?? base.image,
    usb: withoutEmpty(options.usb) ?? base.usb,
    volumes: withoutEmpty(options.volume) ?? base.volumes,
    timezone: options.timezone ?? base.timezone,
    hasUserModeNetworking: options.userModeNetworking ?? base.hasUserModeNetworking,
  };
}

/** What is wanted by it; warnings are reported, and errors reject. */
export async function wanted(
  context: CommandContext,
  machine: MachineContext,
  written: WrittenSettings,
): Promise<RealSettings> {
  const { value, diagnostics } = await wantedSettings(written, machine);
  if (value === undefined) throw new ToolError(diagnostics);
  context.report(diagnostics);
  return value;
}

function count(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new ToolError(diagnose('machine/bad-setting', { option, text, wanted: 'number from 1' }));
}

/** A bare number is in the unit that `podman machine` takes it in. */
function size(option: string, text: string | undefined, unit: 'm' | 'g'): number | undefined {
  if (text === undefined) return undefined;
  const bytes = parseBytes(/^\d+$/u.test(text) ? text + unit : text);
  if (bytes !== undefined && bytes >= 0) return bytes;
  throw new ToolError(diagnose('machine/bad-setting', { option, text, wanted: 'size such as `4g`' }));
}

/** `--usb ''` takes all away. */
function withoutEmpty(texts: readonly string[] | undefined): readonly string[] | undefined {
  return texts?.filter((text) => text !== '');
}
