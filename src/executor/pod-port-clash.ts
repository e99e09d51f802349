import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { PortClash } from '../planner/parted.ts';
import { label } from '../planner/labels.ts';
import type { PodmanClient } from '../podman/client.ts';
import { readFrames } from '../podman/frames.ts';
import type { ContainerSummary } from '../podman/replies.ts';
import { lastOutput } from './last-output.ts';

/** What servers say when somebody else has the port: strerror of EADDRINUSE in its many dresses. */
const inUse = /address (?:is )?(?:already )?in use|EADDRINUSE|port(?: is)? already in use|addrinuse/iu;

/** EADDRINUSE on Linux, which nginx puts into its message. */
const addressInUse = 98;

/** `:8080`, `port 8080`, `[::]:8080`, `port=8080`. */
const portIn = /(?:[:\s=(]|port[\s:=]+)(\d{1,5})\b(?![.:]\d)/giu;

/** A container whose output may tell of a port that is taken. */
export type Candidate = Pick<ContainerSummary, 'id' | 'pod' | 'labels' | 'name' | 'command'>;

/** As `findPortClash`, in words for the user. */
export async function podPortClash(
  client: PodmanClient,
  dead: Candidate,
  signal: AbortSignal,
): Promise<Diagnostic | undefined> {
  const clash = await findPortClash(client, dead, signal);
  return clash === undefined ? undefined : diagnose('execute/port-in-pod', { ...clash });
}

/**
 * Tells of a container that could not listen because another member of its pod has its port who that is: only a pod, where all
 * listen in one place, can bring that about. undefined when that was not it. Costs calls, so it is for containers that failed.
 */
export async function findPortClash(
  client: PodmanClient,
  loser: Candidate,
  signal: AbortSignal,
): Promise<PortClash | undefined> {
  if (loser.pod === undefined) return undefined;
  const lines = await lastOutput(client, loser.id, signal);
  const line = lines.findLast((text) => inUse.test(text));
  if (line === undefined) return undefined;
  const members = (await client.listContainers({ pod: [loser.pod] }, signal)).filter(
    ({ id, isInfra, state }) => !isInfra && id !== loser.id && state === 'running',
  );
  const taken = await listeners(client, members, signal);
  const said = portsIn(line);
  const port =
    said.findLast((one) => taken.some((listener) => listener.port === one)) ??
    said.at(-1) ??
    guess([...lines, ...loser.command].join(' '), taken);
  const owner = taken.find((listener) => listener.port === port)?.member ?? publisherOf(port, members);
  return { service: serviceOf(loser), port, owner: owner === undefined ? undefined : serviceOf(owner) };
}

/**
 * All such clashes among the named containers of a project as they are now, also of those that run on without their port or
 * are started again and again.
 */
export async function findPortClashes(
  client: PodmanClient,
  project: string,
  names: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly PortClash[]> {
  const all = await client.listContainers({ label: [`${label.project}=${project}`] }, signal);
  const candidates = all.filter(({ name, pod, isInfra }) => pod !== undefined && !isInfra && names.has(name));
  const found = await Promise.all(
    candidates.map(async (container) => {
      const hasFailed = container.state === 'exited' && container.exitCode !== 0;
      const clash = await findPortClash(client, container, signal);
      // Who runs may have said so of anything; that somebody else has the port proves it.
      return clash !== undefined && (hasFailed || (clash.port !== undefined && clash.owner !== undefined))
        ? [clash]
        : [];
    }),
  );
  return found.flat();
}

/** A server of the pod. */
interface Listener {
  readonly port: number;
  readonly member: ContainerSummary;
}

function portsIn(text: string): readonly number[] {
  return [...text.matchAll(portIn)]
    .map(([, digits]) => Number(digits))
    .filter((port) => port > 0 && port < 65_536 && port !== addressInUse);
}

/** Which of the ports that are taken it was, where the message does not say: one that is spoken of, or the only one. */
function guess(text: string, taken: readonly Listener[]): number | undefined {
  const ports = [...new Set(taken.map(({ port }) => port))];
  const spoken = ports.filter((port) => new RegExp(`\\b${port}\\b`, 'u').test(text));
  const [only, ...more] = spoken.length > 0 ? spoken : ports;
  return more.length === 0 ? only : undefined;
}

function publisherOf(
  port: number | undefined,
  members: readonly ContainerSummary[],
): ContainerSummary | undefined {
  if (members.length === 1) return members[0];
  return members.find(({ labels }) => labels.get(label.ports)?.includes(`"containerPort":${port},`) === true);
}

/** All that listens in the pod, as seen from inside its members; those without a shell keep theirs to themselves. */
async function listeners(
  client: PodmanClient,
  members: readonly ContainerSummary[],
  signal: AbortSignal,
): Promise<readonly Listener[]> {
  const listings = await Promise.all(members.map((member) => listingOf(client, member.id, signal)));
  const sockets = new Map(listings.flatMap(socketsIn));
  return members.flatMap((member, index) =>
    [...sockets].flatMap(([inode, port]) =>
      listings[index]?.includes(`socket:[${inode}]`) === true ? [{ port, member }] : [],
    ),
  );
}

/** The pod's sockets and those that the container's own processes hold; empty where it has no shell. */
async function listingOf(client: PodmanClient, container: string, signal: AbortSignal): Promise<string> {
  const script = 'cat /proc/net/tcp /proc/net/tcp6; ls -l /proc/[0-9]*/fd';
  try {
    const exec = await client.createExec(
      container,
      {
        command: ['sh', '-c', script],
        environment: [],
        user: '0',
        workingDir: undefined,
        isPrivileged: false,
        hasTty: false,
        hasInput: false,
        hasOutput: true,
      },
      signal,
    );
    const session = await client.startExec(exec, { tty: false, size: undefined }, signal);
    const pieces: Uint8Array[] = [];
    for await (const { data } of readFrames(session.output)) pieces.push(Uint8Array.from(data));
    session.close();
    return Buffer.concat(pieces).toString('utf8');
  } catch (error) {
    if (signal.aborted) throw error;
    return '';
  }
}

/** Inode and port of the sockets that listen, from lines of /proc/net/tcp. */
function socketsIn(text: string): readonly (readonly [inode: string, port: number])[] {
  return text.split('\n').flatMap((line) => {
    const fields = line.trim().split(/\s+/u);
    const [, local = '', , state] = fields;
    const inode = fields[9];
    const port = Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16);
    return state === '0A' && inode !== undefined && port > 0 ? [[inode, port] as const] : [];
  });
}

function serviceOf({ labels, name }: Pick<ContainerSummary, 'labels' | 'name'>): string {
  return labels.get(label.service) ?? name;
}
