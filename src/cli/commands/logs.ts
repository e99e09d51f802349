import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { ReadOptions } from '../../executor/read-logs.ts';
import { label } from '../../planner/labels.ts';
import type { ContainerSummary } from '../../podman/replies.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { displayName } from '../logs/display-name.ts';
import { makeLinePrinter } from '../logs/line-printer.ts';
import { printEvent } from '../logs/print-events.ts';
import { parsePointInTime } from '../point-in-time.ts';
import type { KnownProject } from '../project-or-name.ts';
import { projectOrName } from '../project-or-name.ts';
import { refuseUnknownServices } from '../select-services.ts';
import { makeStyle } from '../style.ts';
import type { LogsOptions } from './logs-command.ts';

/** `selkie logs` */
export async function run(context: CommandContext, options: LogsOptions): Promise<number> {
  const { host, signal, streams } = context;
  const range = rangeOf(options, host.clock.now());
  const connecting = context.connect();
  // A broken file is reported before an engine that is missing.
  connecting.catch(() => undefined);
  const known = await projectOrName(context, options.targets);
  const { client } = await connecting;
  const { readLogs } = await import('../../executor/read-logs.ts');
  const ofProject = { label: [`${label.project}=${known.name}`] };
  const containers = await client.listContainers(ofProject, signal);
  const services = servicesOf(options, known, containers);
  const printer = makeLinePrinter(streams, {
    style: options.color ? context.outStyle : makeStyle(false),
    hasPrefix: options.logPrefix,
    isSplit: false,
    names: containers
      .filter(
        ({ labels }) => services?.includes(labels.get(label.service) ?? '') ?? labels.has(label.service),
      )
      .map(({ name }) => displayName(known.name, name))
      .sort(),
  });
  const printing = {
    project: known.name,
    hasTimestamps: options.timestamps === true,
    tellsExits: options.follow === true,
    report: context.report,
  };
  const events = readLogs(
    client,
    host.clock,
    known.name,
    { ...range, ...(services === undefined ? {} : { services }) },
    signal,
  );
  try {
    for await (const batch of events) for (const event of batch) printEvent(event, printer, printing);
  } finally {
    printer.flush();
  }
  return signal.aborted ? exitCode.interrupted : exitCode.done;
}

function rangeOf(options: LogsOptions, nowMs: number): ReadOptions {
  const { tail, since, until, index, targets, follow } = options;
  if (index !== undefined && targets.length !== 1) {
    throw new ToolError(
      diagnose('cli/usage', { problem: 'logs --index requires one service', command: 'selkie logs' }),
    );
  }
  return {
    ...(tail === 'all' ? {} : { tail }),
    ...(since === undefined ? {} : { since: pointInTime('--since', since, nowMs) }),
    ...(until === undefined ? {} : { until: pointInTime('--until', until, nowMs) }),
    ...(index === undefined ? {} : { index }),
    follow: follow === true,
    wantsTimes: options.timestamps === true,
  };
}

function pointInTime(option: string, text: string, nowMs: number): string {
  const time = parsePointInTime(text, nowMs);
  if (time !== undefined) return time;
  const problem = `\`${option}\` takes a date, a unix time or how long ago, not \`${text}\``;
  throw new ToolError(diagnose('cli/usage', { problem, command: 'selkie logs' }));
}

/** Those named; else all but the ones that the file keeps out of logs (`attach: false`). undefined is all. */
function servicesOf(
  { targets }: LogsOptions,
  { project }: KnownProject,
  containers: readonly ContainerSummary[],
): readonly string[] | undefined {
  const present = containers.flatMap(({ labels }) => labels.get(label.service) ?? []);
  if (targets.length === 0) {
    const silent = new Set<string>(
      [...(project?.services.values() ?? [])].filter(({ isAttached }) => !isAttached).map(({ name }) => name),
    );
    return silent.size === 0 ? undefined : [...new Set(present)].filter((service) => !silent.has(service));
  }
  refuseUnknownServices(targets, project, present);
  return targets;
}
