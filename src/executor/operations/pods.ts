import { escapeRegExp } from '../../lib/escape-reg-exp.ts';
import { infraName, podSpec } from '../../podman/spec-generator.ts';
import { label } from '../../planner/labels.ts';
import { isMissing } from '../engine-failure.ts';
import { stop } from './stop.ts';
import type { Run, Work } from './work.ts';

/** Makes the pod. */
export const createPod: Run<'create-pod'> = async ({ pod }, { client, features }) => {
  await client.createPod(podSpec(pod, features));
};

/** Starts the infra container alone: its failures have words, a member's about it have none. */
export const startPod: Run<'start-pod'> = async ({ pod }, { client }) => {
  try {
    await client.startContainer(infraName(pod));
  } catch (error) {
    const infra = isMissing(error) ? await otherInfra(pod, client) : undefined;
    if (infra === undefined) throw error;
    await client.startContainer(infra);
  }
};

/** Ends the infra container, which has nothing to save; the engine's own `stop` also waits until the ports are free again. */
export const stopPod: Run<'stop-pod'> = async ({ pod }, { client }) => {
  const stopNow = (infra: string) => client.stopContainer(infra, { timeoutSeconds: 0 });
  try {
    await stopNow(infraName(pod));
  } catch (error) {
    if (!isMissing(error)) throw error;
    const infra = await otherInfra(pod, client);
    if (infra !== undefined) await stopNow(infra);
  }
};

/** The infra container of a pod that another program made, which calls it otherwise. */
async function otherInfra(pod: string, client: Work['client']): Promise<string | undefined> {
  const pods = await client.listPods({ name: [`^${escapeRegExp(pod)}$`] });
  const infra = pods.find(({ name }) => name === pod)?.infraId;
  return infra === '' ? undefined : infra;
}

/** Removes the pod with its members, each of which gets its time to stop. */
export const removePod: Run<'remove-pod'> = async ({ pod, graceMs }, work) => {
  const { client, features } = work;
  if (features.hasParallelPodRemoval) {
    await client.removePod(pod, graceMs === undefined ? {} : { timeoutSeconds: Math.ceil(graceMs / 1000) });
    return;
  }
  // These engines stop the members one after the other.
  await stopMembers(pod, graceMs, work);
  await client.removePod(pod, { timeoutSeconds: 0 });
};

async function stopMembers(pod: string, graceMs: number | undefined, work: Work): Promise<void> {
  const members = await membersOf(pod, work);
  await Promise.all(
    members.map(({ id, name, labels }) =>
      stop(
        {
          id,
          name,
          service: labels.get(label.service) ?? name,
          replica: Number(labels.get(label.number) ?? 1),
        },
        graceMs,
        work,
      ),
    ),
  );
}

async function membersOf(pod: string, { client, signal }: Work) {
  try {
    const found = await client.listContainers({ pod: [pod] }, signal);
    return found.filter(({ isInfra, state }) => !isInfra && state !== 'created');
  } catch (error) {
    // The filter refuses a pod that is not there.
    const pods = await client.listPods({ name: [`^${escapeRegExp(pod)}$`] }, signal);
    if (pods.some(({ name }) => name === pod)) throw error;
    return [];
  }
}
