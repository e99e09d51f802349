import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { label } from '../../planner/labels.ts';
import type { ContainerSummary } from '../../podman/replies.ts';
import type { CommandContext, Engine } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { formatRows } from '../format/format-rows.ts';
import { printed } from '../format/template-functions.ts';
import { projectOrName } from '../project-or-name.ts';
import type { KnownProject } from '../project-or-name.ts';
import { rowOf, stateOf } from '../ps/rows.ts';
import { refuseUnknownServices } from '../select-services.ts';
import type { PsOptions } from './ps-command.ts';

/** `selkie ps` */
export async function run(context: CommandContext, options: PsOptions): Promise<number> {
  const connecting = context.connect();
  // A broken file is reported before an engine that is missing.
  connecting.catch(() => undefined);
  const known = await projectOrName(context, options.targets);
  const engine = await connecting;
  const all = await engine.client.listContainers(
    { label: [`${label.project}=${known.name}`] },
    context.signal,
  );
  const containers = all.filter(({ isInfra, labels }) => !isInfra && labels.has(label.service));
  refuseUnknownServices(
    options.targets,
    known.project,
    containers.map(({ labels }) => labels.get(label.service) ?? ''),
  );
  const shown = containers
    .filter((container) => isShown(container, options, known))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  context.streams.stdout.write(output(shown, all, options, context.host.clock.now()));
  context.report(await portClashes(engine.client, containers, context.signal));
  return exitCode.done;
}

/** A member of the pod may have ended because the pod is what it is: that must not go unsaid. */
async function portClashes(
  client: Engine['client'],
  containers: readonly ContainerSummary[],
  signal: AbortSignal,
): Promise<readonly Diagnostic[]> {
  const failed = containers.filter(
    ({ pod, state, exitCode: status }) => pod !== undefined && state === 'exited' && status !== 0,
  );
  if (failed.length === 0) return [];
  const { podPortClash } = await import('../../executor/pod-port-clash.ts');
  const found = await Promise.all(failed.map((container) => podPortClash(client, container, signal)));
  return found.flatMap((diagnostic) => diagnostic ?? []);
}

function output(
  shown: readonly ContainerSummary[],
  all: readonly ContainerSummary[],
  options: PsOptions,
  nowMs: number,
): string {
  if (options.quiet === true) return lines(shown.map(({ id }) => id));
  if (options.services === true) {
    return lines([...new Set(shown.map(({ labels }) => labels.get(label.service) ?? ''))]);
  }
  const podNetworks = new Map(
    all.filter(({ isInfra }) => isInfra).map(({ pod, networks }) => [pod, networks]),
  );
  const rows = shown.map((container) =>
    rowOf(container, podNetworks.get(container.pod) ?? [], nowMs, !options.trunc),
  );
  const { format } = options;
  return formatRows(
    rows.map((row, index) => ({
      ...row,
      Publishers: row.Publishers.map((publisher) => ({ ...publisher })),
      Label: (key = '') => shown[index]?.labels.get(printed(key)) ?? '',
    })),
    { format, columns },
  );
}

const columns = [
  ['NAME', 'Name'],
  ['IMAGE', 'Image'],
  ['COMMAND', 'Command'],
  ['SERVICE', 'Service'],
  ['CREATED', 'RunningFor'],
  ['STATUS', 'Status'],
  ['PORTS', 'Ports'],
] as const;

function isShown(container: ContainerSummary, options: PsOptions, { project }: KnownProject): boolean {
  const service = container.labels.get(label.service) ?? '';
  const isOneOff = container.labels.get(label.oneOff) === 'True';
  const state = stateOf(container);
  const wanted = [...(options.status ?? []), ...(options.filter ?? [])];
  if (options.targets.length > 0 && !options.targets.includes(service)) return false;
  if (!options.orphans && project !== undefined && !declares(project, service)) return false;
  if (wanted.length > 0) return wanted.includes(state);
  return options.all === true || (!isOneOff && (state === 'running' || state === 'paused'));
}

function declares(project: NonNullable<KnownProject['project']>, service: string): boolean {
  return [...project.services.keys(), ...project.disabledServices.keys()].some((name) => name === service);
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
