import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { CommandContext } from '../context.ts';
import { copyIn } from '../copy/copy-in.ts';
import { copyOut } from '../copy/copy-out.ts';
import { tellDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import { findService, pickReplica } from '../session/find-container.ts';
import type { CpOptions } from './cp-command.ts';

/** `selkie cp` */
export async function run(context: CommandContext, options: CpOptions): Promise<number> {
  const { platform } = context.host;
  const from = placeOf(options.source, platform);
  const to = placeOf(options.target, platform);
  if (from.service !== undefined && to.service !== undefined) {
    throw usage('copying between services is not supported');
  }
  const service = from.service ?? to.service;
  if (service === undefined) throw usage('unknown copy direction: neither side is `SERVICE:PATH`');
  const { engine, replicas, oneOffs } = await findService(context, service);
  const { client } = engine;
  const { index } = options;
  const isRunning = false;
  if (from.service !== undefined) {
    const { name } = pickReplica(service, options.all === true ? [...replicas, ...oneOffs] : replicas, {
      index,
      isRunning,
    });
    if (context.globals.isDryRun)
      return tellDryRun(context, `copy ${from.path} of container ${name} to ${to.path}`);
    await copyOut(context, client, name, from.path, to.path, { followsLink: options.followLink === true });
    return exitCode.done;
  }
  const first = pickReplica(service, replicas, { index, isRunning });
  const all = index === undefined ? [...replicas, ...(options.all === true ? oneOffs : [])] : [first];
  const names = all.map(({ name }) => name);
  if (context.globals.isDryRun) {
    return tellDryRun(context, `copy ${from.path} to ${to.path} of ${names.join(', ')}`);
  }
  await copyIn(context, client, names, from.path, to.path, {
    followsLink: options.followLink === true,
    keepsOwners: options.archive === true,
  });
  return exitCode.done;
}

interface CopyPlace {
  readonly service: string | undefined;
  readonly path: string;
}

/** `SERVICE:PATH`; a path that begins with `/` or `.` is one here, colons or not. */
function placeOf(text: string, platform: NodeJS.Platform): CopyPlace {
  const [, service, path] = /^([^/.:][^/:]*):(.*)$/su.exec(text) ?? [];
  // A single letter is a drive of Windows.
  const isDrive = platform === 'win32' && service?.length === 1;
  return service === undefined || path === undefined || isDrive
    ? { service: undefined, path: text }
    : { service, path };
}

function usage(problem: string): ToolError {
  return new ToolError(diagnose('cli/usage', { problem, command: 'selkie cp' }));
}
