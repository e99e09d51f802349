import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { ProviderName } from '../../machine/machine.ts';
import type { CopyEnd } from '../../machine/provider.ts';
import type { CommandContext } from '../context.ts';
import { refuseDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import { findMachine } from './find-machine.ts';
import { machineContext } from './machine-context.ts';

/** Arguments and options of `machine cp`. */
export interface CopyOptions {
  readonly from: string;
  readonly to: string;
  readonly provider?: ProviderName | undefined;
}

/** Copies a file or a folder between this host and a machine. */
export async function run(context: CommandContext, options: CopyOptions): Promise<number> {
  refuseDryRun(context, 'selkie machine cp');
  const from = endOf(options.from, context);
  const to = endOf(options.to, context);
  const name = from.machine ?? to.machine;
  if (name === undefined) throw refused(options, 'neither names a machine');
  if (from.machine !== undefined && to.machine !== undefined) throw refused(options, 'both name a machine');
  const machine = machineContext(context, false);
  const { provider, machine: found } = await findMachine(machine, { name, provider: options.provider });
  await provider.copy(machine, { name: found.name, from: from.end, to: to.end });
  return exitCode.done;
}

/** `NAME:PATH` is in a machine; `./a:b` and `C:\a` are files. */
function endOf(
  text: string,
  { host }: CommandContext,
): { readonly machine: string | undefined; readonly end: CopyEnd } {
  const match = /^([A-Za-z0-9][\w.-]*):(.+)$/u.exec(text);
  const isDrive = host.platform === 'win32' && match?.[1]?.length === 1;
  if (match === null || isDrive) return { machine: undefined, end: { isInMachine: false, path: text } };
  return { machine: match[1], end: { isInMachine: true, path: match[2] ?? '' } };
}

function refused({ from, to }: CopyOptions, problem: string): ToolError {
  return new ToolError(diagnose('machine/bad-copy', { from, to, problem }));
}
