import { bareImageId } from '../../lib/image-id.ts';
import type { Project } from '../../model/project.ts';
import type { ObservedState } from '../../planner/observed.ts';
import { planDown } from '../../planner/teardown.ts';
import type { CommandContext, Engine } from '../context.ts';
import { observeProject } from '../observe-project.ts';
import { runPlan } from '../run-plan.ts';

/** Gives image names that were moved, by a build or a pull, back to the images that had them. */
export async function restoreImages(engine: Engine, project: Project, before: ObservedState): Promise<void> {
  // An interrupt ends the work, not its undoing.
  const { signal } = new AbortController();
  const now = await observeProject(engine, { name: project.name, project }, signal);
  const moved = [...before.images].flatMap(([reference, { id }]) => {
    const current = now.images.get(reference)?.id;
    return current === undefined || current === id ? [] : [{ reference, id, current }];
  });
  if (moved.length === 0) return;
  const images = await engine.client.listImages(signal);
  for (const { reference, id, current } of moved) {
    const names = images.find((image) => bareImageId(image.id) === bareImageId(current))?.names ?? [];
    for (const name of names.filter((one) => isNamedBy(one, reference))) {
      const colon = name.lastIndexOf(':');
      await engine.client.tagImage(id, name.slice(0, colon), name.slice(colon + 1), signal);
    }
  }
}

/** True for the whole name that a reference, short as it may be, stands for. */
function isNamedBy(name: string, reference: string): boolean {
  const full = /[:@][^/]*$/u.test(reference) ? reference : `${reference}:latest`;
  return name === full || name.endsWith(`/${full}`);
}

/** Removes what the engine has of the project now and did not have before: networks, volumes, secrets, containers. */
export async function takeNewAway(
  context: CommandContext,
  engine: Engine,
  project: Project,
  before: ObservedState,
): Promise<void> {
  const { signal } = new AbortController();
  const now = await observeProject(engine, { name: project.name, project }, signal, { withImages: false });
  const plan = planDown(
    project.name,
    {
      ...now,
      containers: newIn(now.containers, before.containers),
      pods: newIn(now.pods, before.pods),
      networks: newIn(now.networks, before.networks),
      volumes: newIn(now.volumes, before.volumes),
      secrets: newIn(now.secrets, before.secrets),
    },
    { services: [], volumes: true, images: [], graceMs: undefined, project: undefined },
  );
  if (plan.operations.length === 0) return;
  await runPlan(context, { title: 'systemd undo', plan, engine, project, signal });
}

function newIn<T extends { readonly name: string }>(now: readonly T[], then: readonly T[]): readonly T[] {
  const had = new Set(then.map(({ name }) => name));
  return now.filter(({ name }) => !had.has(name));
}
