import type { Host } from '../host/host.ts';
import { label } from '../planner/labels.ts';
import type { PodmanClient } from '../podman/client.ts';
import type { SecretSummary } from '../podman/replies.ts';
import type { LockHolder, Whereabouts } from './lock-holder.ts';
import { isSurelyGone, ownWhereabouts, parseHolder } from './lock-holder.ts';

/** What one at a time does with a project. */
export type LockPurpose = 'change' | 'watch';

/** Who wants a project for itself. */
export interface LockRequest {
  readonly client: PodmanClient;
  readonly host: Host;
  readonly project: string;
  /** Its name, which others that wait are told. */
  readonly command: string;
  /** False: the engine cannot replace a secret in one step, so the lock cannot be renewed. */
  readonly isRenewable: boolean;
  /** Gives up waiting. */
  readonly signal: AbortSignal;
  /** What it is wanted for; two who do different things need not wait for each other. Absent: changing the project. */
  readonly purpose?: LockPurpose;
  /** Called once, where somebody else has it; throws to give up. For a watch only when that one is known to be alive. */
  readonly onWait: (holder: LockHolder) => void;
}

/** A project that nobody else works on. */
export interface ProjectLock {
  /** Somebody else had it first: what was seen of the project before is old. */
  readonly hasWaited: boolean;
  /** Lets others in; further calls do nothing. */
  readonly release: () => Promise<void>;
}

const pollMs = 200;
const renewMs = 5000;
/** After so long without a renewal, the holder is taken to be dead: four renewals missed. */
const patienceMs = 20_000;

/**
 * Takes the project's lock on the engine: a secret of a certain name, which the engine makes for one client only. One whose
 * holder is known to be dead, or has not renewed it for long, is taken away by its id, so that nobody can take away another.
 */
export async function lockProject(request: LockRequest): Promise<ProjectLock> {
  const { client, host, project, signal, onWait, purpose = 'change' } = request;
  const own = await ownWhereabouts(host);
  const name = nameOf(project, purpose);
  const labels = labelsOf(request, own);
  let seen: { readonly id: string; readonly atMs: number } | undefined;
  let first: string | undefined;
  let hasWaited = false;
  let hasTold = false;
  for (;;) {
    const id = await client.claimSecret(name, labels, { isReplacing: false }, signal);
    if (id !== undefined) return hold(request, { name, labels, id }, hasWaited);
    const current = await find(client, name, signal);
    if (current === undefined) continue;
    const holder = parseHolder(current.labels.get(label.lock));
    const now = host.clock.now();
    if (seen?.id !== current.id) seen = { id: current.id, atMs: now };
    const isSilent = holder?.isRenewing !== false && now - seen.atMs > patienceMs;
    if (isSilent || (holder !== undefined && (await isSurelyGone(holder, own, host)))) {
      await client.removeSecret(current.id, signal);
      continue;
    }
    first ??= current.id;
    // A watch does not wait, so it must not take for alive what died on another machine.
    const isAlive = holder?.isRenewing === false || holder?.realm === own.realm || current.id !== first;
    if (!hasTold && holder !== undefined && (purpose === 'change' || isAlive)) {
      hasTold = true;
      onWait(holder);
    }
    hasWaited = true;
    await host.clock.sleep(pollMs, signal);
  }
}

/** Takes away what a Selkie that was killed on this machine has left. */
export async function clearDeadLock(client: PodmanClient, host: Host, project: string): Promise<void> {
  const names: readonly string[] = [nameOf(project, 'change'), nameOf(project, 'watch')];
  for (const { id, name, labels } of await client.listSecrets({}, undefined)) {
    const holder = parseHolder(labels.get(label.lock));
    if (!names.includes(name) || holder === undefined) continue;
    if (await isSurelyGone(holder, await ownWhereabouts(host), host)) await client.removeSecret(id);
  }
}

function nameOf(project: string, purpose: LockPurpose): string {
  return `selkie-${purpose === 'watch' ? 'watch' : 'lock'}.${project}`;
}

function labelsOf(
  { command, isRenewable, host }: LockRequest,
  own: Whereabouts,
): ReadonlyMap<string, string> {
  const holder: LockHolder = { ...own, command, sinceMs: host.clock.now(), isRenewing: isRenewable };
  return new Map([[label.lock, JSON.stringify(holder)]]);
}

function hold(
  { client, host, isRenewable }: LockRequest,
  lock: { readonly name: string; readonly labels: ReadonlyMap<string, string>; readonly id: string },
  hasWaited: boolean,
): ProjectLock {
  const { name, labels } = lock;
  const over = new AbortController();
  let { id } = lock;
  const renewing = isRenewable ? renew() : Promise.resolve();
  let releasing: Promise<void> | undefined;
  return {
    hasWaited,
    release: () =>
      (releasing ??= (async () => {
        over.abort();
        await renewing;
        await client.removeSecret(id);
      })()),
  };

  async function renew(): Promise<void> {
    try {
      for (;;) {
        await host.clock.sleep(renewMs, over.signal);
        const current = await find(client, name, over.signal);
        // Somebody found it too old, as after a sleep of this machine: it is theirs now.
        if (current?.id !== id) return;
        id = (await client.claimSecret(name, labels, { isReplacing: true })) ?? id;
      }
    } catch {
      // Over, or the engine is away: then the work fails by itself, and says why.
    }
  }
}

async function find(
  client: PodmanClient,
  name: string,
  signal: AbortSignal | undefined,
): Promise<SecretSummary | undefined> {
  return (await client.listSecrets({}, signal)).find((secret) => secret.name === name);
}
