import type { Project } from '../model/project.ts';
import type { ServiceName } from '../model/ids.ts';
import type { ObservedState } from '../planner/observed.ts';
import { changedVolumes } from '../planner/resource-steps.ts';
import type { CommandContext } from './context.ts';
import { ask } from './machine/ask.ts';

/** Which of the volumes that no longer match the file the user wants made anew: asked one by one on a terminal, all with `-y`. */
export async function recreatedVolumes(
  context: CommandContext,
  project: Project,
  selected: ReadonlySet<ServiceName>,
  observed: ObservedState,
  isYes: boolean,
): Promise<ReadonlySet<string>> {
  const services = [...project.services.values()].filter(({ name }) => selected.has(name));
  const chosen = new Set<string>();
  for (const name of changedVolumes(project, services, observed)) {
    const question = `Volume "${name}" exists but doesn't match the compose file. Recreate it (what is in it will be lost)?`;
    if (isYes || (!context.globals.isDryRun && (await ask(context, question)))) chosen.add(name);
  }
  return chosen;
}
