import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { EngineMachine } from '../../machine/engine-machine.ts';
import { machineOfEngine } from '../../machine/engine-machine.ts';
import type { ForwardedPort } from '../../machine/host-ports.ts';
import { portState } from '../../machine/host-ports.ts';
import type { Project } from '../../model/project.ts';
import { label } from '../../planner/labels.ts';
import type { LabelPort } from '../../planner/ports-label.ts';
import { startingPorts } from '../../planner/starting-ports.ts';
import type { CommandContext, Engine } from '../context.ts';
import { publishersOf } from '../ps/ports.ts';
import type { PlannedUp } from '../up/plan-up.ts';

/** Where published ports of a project come to this host: the engine is in a virtual machine that forwards them. */
export interface HostPorts {
  /** Rejects with a ToolError when a port that the plan publishes is not to be had on this host. */
  readonly refuseTaken: (planned: Pick<PlannedUp, 'observed'> & { readonly plan: Plan }) => Promise<void>;
  /** Reports those of the project's published ports where nobody listens on this host. */
  readonly reportUnreachable: () => Promise<void>;
}

type Plan = Parameters<typeof startingPorts>[0];

/** What forwards a port needs a moment: WSL looks at its guests about once a second. */
const forwardingMs = 3000;

/** Looks after the ports of an engine in a machine of `podman machine`; does nothing where it is elsewhere. */
export async function hostPortsOf(
  context: CommandContext,
  engine: Engine,
  project: Project,
): Promise<HostPorts> {
  const isPublishing = [...project.services.values()].some(({ ports }) => ports.length > 0);
  const machine = isPublishing ? await machineOfEngine(context.host, engine.uri) : undefined;
  // A rootfs machine has this host's network, or none that leads here.
  if (machine?.provider !== 'podman') {
    return { refuseTaken: () => Promise.resolve(), reportUnreachable: () => Promise.resolve() };
  }
  return {
    refuseTaken: ({ plan, observed }) => refuse(context, project, machine, startingPorts(plan, observed)),
    reportUnreachable: () => report(context, engine, project, machine),
  };
}

async function refuse(
  { host }: CommandContext,
  project: Project,
  { name: machine }: EngineMachine,
  ports: readonly LabelPort[],
): Promise<void> {
  const found: Diagnostic[] = [];
  for (const port of ports) {
    const state = await portState(host, port);
    if (state !== 'taken' && state !== 'denied') continue;
    const { service, span } = publisherOf(project, port);
    const args = { service, port: String(port.hostPort), protocol: port.protocol };
    found.push(
      state === 'taken'
        ? diagnose('machine/port-taken', { ...args, platform: host.platform }, span)
        : diagnose('machine/port-denied', { ...args, machine }, span),
    );
  }
  if (found.length > 0) throw new ToolError(found);
}

async function report(
  context: CommandContext,
  { client }: Engine,
  project: Project,
  { name: machine }: EngineMachine,
): Promise<void> {
  const { host, signal } = context;
  const containers = await client.listContainers({ label: [`${label.project}=${project.name}`] }, signal);
  let waiting = containers.flatMap((container) =>
    publishersOf(container).map(({ URL, PublishedPort, Protocol }) => ({
      service: container.labels.get(label.service) ?? container.name,
      hostIp: URL,
      hostPort: PublishedPort,
      protocol: Protocol,
    })),
  );
  const endMs = host.clock.now() + forwardingMs;
  for (;;) {
    waiting = await thoseFree(host, waiting);
    if (waiting.length === 0 || host.clock.now() > endMs) break;
    await host.clock.sleep(200, signal);
  }
  context.report(
    waiting.map(({ service, hostPort, protocol }) => {
      const { span } = publisherOf(project, { hostPort, protocol });
      return diagnose(
        'machine/port-not-forwarded',
        { service, port: String(hostPort), protocol, machine },
        span,
      );
    }),
  );
}

/** One after the other: looking at a port has it for a moment. */
async function thoseFree<P extends ForwardedPort>(
  host: CommandContext['host'],
  ports: readonly P[],
): Promise<P[]> {
  const free: P[] = [];
  for (const port of ports) if ((await portState(host, port)) === 'free') free.push(port);
  return free;
}

/** Which service publishes a port, and where that is written. */
function publisherOf(project: Project, { hostPort, protocol }: Pick<LabelPort, 'hostPort' | 'protocol'>) {
  for (const { name, ports } of project.services.values()) {
    const index = ports.findIndex(
      (one) =>
        one.protocol === protocol &&
        one.published !== undefined &&
        one.published.first <= hostPort &&
        one.published.last >= hostPort,
    );
    if (index >= 0) return { service: name, span: project.origins.find(['services', name, 'ports', index]) };
  }
  return { service: project.name, span: undefined };
}
