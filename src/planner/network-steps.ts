import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Network } from '../model/networking.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import type { Action } from './actions.ts';
import type { NetworkAttachment } from './container-design.ts';
import { containerKey } from './container-keys.ts';
import type { ProjectDesign } from './design.ts';
import { label, projectLabels } from './labels.ts';
import type { ObservedContainer, ObservedState } from './observed.ts';
import type { NetworkMember } from './plan.ts';
import type { PlanBuilder } from './plan-builder.ts';
import type { PodAction } from './pod-steps.ts';

/** Keys of the steps about networks. */
export const networkKey = (name: string): string => `network:${name}`;
export const connectKey = (member: string, network: string): string => `connect:${member}:${network}`;

/** Names of networks that are there but not as the file has them. */
export function changedNetworks(
  project: Project,
  services: readonly Service[],
  observed: ObservedState,
): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const key of usedNetworks(services)) {
    const network = project.networks.get(key);
    if (network === undefined || network.isExternal) continue;
    const there = observed.networks.find(({ name }) => name === network.name);
    const hash = there?.labels.get(label.configHash);
    const isOurs = there?.labels.get(label.project) === project.name;
    if (isOurs && hash !== undefined && hash !== network.configHash) changed.add(network.name);
  }
  return changed;
}

/** What the steps of networks need to know of the rest of the plan. */
export interface NetworkStepsInput {
  readonly project: Project;
  /** Services that get or keep containers. */
  readonly services: readonly Service[];
  readonly observed: ObservedState;
  readonly design: ProjectDesign;
  readonly changed: ReadonlySet<string>;
  readonly actions: readonly Action[];
  readonly pod: PodAction;
  /** Keys of the steps that take something off its networks for good. */
  readonly leavers: readonly string[];
}

/** Adds steps for the networks that the services use. */
export function addNetworkSteps(builder: PlanBuilder, input: NetworkStepsInput): readonly Diagnostic[] {
  const { project, observed, changed } = input;
  const diagnostics: Diagnostic[] = [];
  for (const key of usedNetworks(input.services)) {
    const network = project.networks.get(key);
    if (network === undefined) continue;
    const there = observed.networks.find(({ name }) => name === network.name);
    const span = project.origins.find(['networks', key]);
    if (network.isExternal) {
      if (there === undefined) {
        diagnostics.push(diagnose('plan/network-missing', { key, name: network.name }, span));
      }
      continue;
    }
    if (there === undefined) {
      addCreation(builder, project, network, 'not there yet', []);
    } else if (changed.has(network.name)) {
      addReplacement(builder, input, network);
    } else {
      if (there.labels.get(label.project) !== project.name) {
        diagnostics.push(diagnose('plan/foreign', { what: 'network', name: network.name }, span));
      }
      builder.keep({ kind: 'network', name: network.name });
    }
  }
  return diagnostics;
}

function addCreation(
  builder: PlanBuilder,
  project: Project,
  network: Network,
  because: string,
  after: readonly string[],
): void {
  const labels = new Map([
    ...network.labels,
    ...projectLabels(project),
    [label.network, network.key],
    [label.configHash, network.configHash],
  ]);
  builder.add(networkKey(network.name), { kind: 'create-network', network, labels, because }, after);
}

/**
 * The network is made anew under whoever is on it: they leave it, running as they are, and join the new one. Nothing is
 * recreated or restarted for it (docker compose's rule, which stops them meanwhile).
 */
function addReplacement(builder: PlanBuilder, input: NetworkStepsInput, network: Network): void {
  const { name } = network;
  const because = 'its definition changed';
  const removal = `remove-network:${name}`;
  const members = membersOf(input, name);
  for (const { member } of members) {
    builder.add(disconnectKey(member.name, name), {
      kind: 'disconnect-network',
      member,
      network: name,
      because: `network ${name} changed`,
    });
  }
  builder.add(removal, { kind: 'remove-network', name, because }, [
    ...members.map(({ member }) => disconnectKey(member.name, name)),
    ...leaversOf(input, name),
  ]);
  addCreation(builder, input.project, network, because, [removal]);
  for (const { member, attachment } of members) {
    if (attachment === undefined) continue;
    builder.add(
      connectKey(member.name, name),
      { kind: 'connect-network', member, attachment, because: `network ${name} changed` },
      [networkKey(name)],
    );
  }
}

interface Joined {
  readonly member: NetworkMember;
  /** What it will be on the new network; undefined for one that is about to be replaced. */
  readonly attachment: NetworkAttachment | undefined;
}

/** Who is on a network and does not leave before it is made anew. */
function membersOf(input: NetworkStepsInput, network: string): readonly Joined[] {
  const { observed, pod, leavers } = input;
  const members: Joined[] = [];
  if (pod.kind === 'keep') {
    const attachment = pod.pod.networks.find(({ name }) => name === network);
    if (attachment !== undefined) members.push({ member: podMember(pod), attachment });
  }
  for (const container of observed.containers) {
    if (!container.networks.includes(network) || container.pod !== undefined) continue;
    if (leavers.includes(containerKey.remove(container.name))) continue;
    const action = input.actions.find((it) => 'old' in it && it.old === container);
    members.push({
      member: { kind: 'container', name: container.name, id: container.id },
      attachment:
        action?.kind === 'recreate' && action.onlyIf === undefined
          ? undefined
          : attachmentOf(input, container, network),
    });
  }
  return members;
}

/** A container of a service that the file no longer has is found under its names as before. */
function attachmentOf(
  { design }: NetworkStepsInput,
  container: ObservedContainer,
  network: string,
): NetworkAttachment {
  const { service, isOneOff, replica = 1 } = container;
  const own = [...design.services.values()].find(({ service: { name } }) => name === service);
  const designed = isOneOff ? undefined : own?.attachments(replica).find(({ name }) => name === network);
  return (
    designed ?? {
      name: network,
      aliases: service === undefined || isOneOff ? [container.name] : [service, container.name],
      staticIps: [],
      staticMac: undefined,
      interfaceName: undefined,
      options: new Map(),
    }
  );
}

function leaversOf({ observed, leavers }: NetworkStepsInput, network: string): readonly string[] {
  const keys = observed.containers
    .filter(({ networks }) => networks.includes(network))
    .map(({ name }) => containerKey.remove(name));
  return [...keys, 'pod:remove'].filter((key) => leavers.includes(key));
}

/** The pod that stays learns the names that it does not answer to yet, and unlearns those that are another's now. */
export function addAliasSteps(builder: PlanBuilder, { pod, changed, design }: NetworkStepsInput): void {
  if (pod.kind !== 'keep' || pod.there.networks === undefined) return;
  for (const attachment of pod.pod.networks) {
    const has = pod.there.networks.get(attachment.name);
    if (has === undefined || changed.has(attachment.name)) continue;
    const missing = attachment.aliases.find((name) => !has.includes(name));
    const wrong = has.find((name) => design.namesBeside.has(name));
    if (missing === undefined && wrong === undefined) continue;
    const because =
      missing === undefined ? `${wrong ?? ''} is no longer in it` : `it has to answer to the name ${missing}`;
    builder.add(aliasKey(attachment.name), {
      kind: 'update-aliases',
      member: podMember(pod),
      attachment,
      because,
    });
  }
}

/** Keys of the steps, if any, that a start in or beside the pod waits for so that all names are answered. */
export function namingKeys({ pod }: NetworkStepsInput): readonly string[] {
  if (pod.kind !== 'keep') return [];
  return pod.pod.networks.flatMap(({ name }) => [aliasKey(name), connectKey(pod.pod.name, name)]);
}

function podMember({ pod, there }: Extract<PodAction, { kind: 'keep' }>): NetworkMember {
  return { kind: 'pod', name: pod.name, id: there.infraId };
}

const disconnectKey = (member: string, network: string): string => `disconnect:${member}:${network}`;
const aliasKey = (network: string): string => `aliases:${network}`;

function usedNetworks(services: readonly Service[]): readonly string[] {
  const keys = services.flatMap(({ networking }) =>
    networking.kind === 'bridge' ? networking.attachments.map((attachment) => attachment.network) : [],
  );
  return [...new Set(keys)].sort();
}
