import { diagnose } from '../../diagnostics/diagnostic.ts';
import { runInside } from '../../executor/run-inside.ts';
import { sentenceOf } from '../../executor/engine-failure.ts';
import { syncContainers } from '../../executor/watch/sync.ts';
import type { SyncTarget } from '../../executor/watch/sync.ts';
import type { WatchRule } from '../../executor/watch/watch-rule.ts';
import type { SyncWork, WatchWork } from '../../executor/watch/work.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { ServiceName } from '../../model/ids.ts';
import { label } from '../../planner/labels.ts';
import { run as restartServices } from '../commands/restart.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { isOneOff } from '../project-containers.ts';
import type { WatchRequest } from './begin-watching.ts';
import { innerContext } from './inner-context.ts';
import { rebuild } from './rebuild.ts';

/** Does what a batch of changes asks for, in docker compose's order and words. */
export async function carryOut(
  context: CommandContext,
  request: WatchRequest,
  work: WatchWork,
): Promise<void> {
  if (work.rebuild.length > 0) await rebuild(context, request, work.rebuild);
  await Promise.all(
    [...work.sync].map(async ([service, sync]) => {
      request.say(`Syncing service ${quoted(service)} after ${sync.count} changes were detected`);
      await syncService(context, request, service, sync);
    }),
  );
  if (work.restart.length > 0) await restart(context, request, work.restart);
  for (const rule of work.exec) await runCommand(context, request, rule);
}

/** Carries changes into all containers of a service, and reports what did not work. */
export async function syncService(
  context: CommandContext,
  request: WatchRequest,
  service: ServiceName,
  work: SyncWork,
): Promise<void> {
  if (work.count === 0) return;
  const { host, signal } = context;
  const { client } = request.engine;
  const targets = await containersOf(context, request, service);
  if (targets.length === 0) context.report([diagnose('watch/no-container', { service })]);
  context.report(await syncContainers({ client, host, signal }, targets, work));
}

/** `["a" "b"]` */
export function listed(services: readonly string[]): string {
  return `[${services.map(quoted).join(' ')}]`;
}

function quoted(service: string): string {
  return `"${service}"`;
}

async function containersOf(
  { signal }: CommandContext,
  { engine, project }: WatchRequest,
  service: ServiceName,
): Promise<readonly SyncTarget[]> {
  const wanted = [`${label.project}=${project.name}`, `${label.service}=${service}`];
  const found = await engine.client.listContainers({ label: wanted }, signal);
  return found
    .filter((container) => !container.isInfra && !isOneOff(container) && container.state !== 'removing')
    .map(({ id, name, state }) => ({ id, name, isRunning: state === 'running' }));
}

async function restart(
  context: CommandContext,
  request: WatchRequest,
  services: readonly ServiceName[],
): Promise<void> {
  const status = await restartServices(innerContext(context, request), { targets: services });
  if (status === exitCode.done) request.say(`service(s) ${listed(services)} restarted`);
}

/** Runs the rule's command in each container of its service; its output is ours. */
async function runCommand(context: CommandContext, request: WatchRequest, rule: WatchRule): Promise<void> {
  const { host, signal, streams, report } = context;
  const { client } = request.engine;
  const { exec } = rule.trigger;
  const targets = await containersOf(context, request, rule.service);
  await Promise.all(
    targets
      .filter(({ isRunning }) => isRunning)
      .map(async ({ id, name }) => {
        const failed = (problem: string) =>
          report([
            diagnose('watch/exec-failed', { container: name, command: exec.command.join(' '), problem }),
          ]);
        try {
          const status = await runInside(id, exec, {
            client,
            clock: host.clock,
            signal,
            onOutput: ({ stream, data }) => streams[stream].write(Uint8Array.from(data)),
          });
          if (status !== 0) failed(`ended with status ${status}`);
        } catch (error) {
          if (signal.aborted || !(error instanceof ToolError)) throw error;
          failed(`could not be run: ${sentenceOf(error)}`);
        }
      }),
  );
}
