import { drawDiagram } from '../../drawing/draw-diagram.ts';
import { projectDiagram } from '../../drawing/project-diagram.ts';
import { projectText } from '../../drawing/project-text.ts';
import { viewProject } from '../../drawing/project-view.ts';
import type { ProjectView } from '../../drawing/project-view.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { selectServices } from '../select-services.ts';
import { writeOutput } from '../write-output.ts';
import type { GraphOptions } from './graph-command.ts';

/** `selkie graph` */
export async function run(context: CommandContext, options: GraphOptions): Promise<number> {
  const project = await context.loadProject({ services: options.targets });
  const { selected } = selectServices(project, options.targets, { withDependencies: true });
  const view = viewProject(project, project.placement.mode);
  await writeOutput(context, drawn(narrowed(view, selected), options.format), options.output);
  return exitCode.done;
}

function drawn(view: ProjectView, form: GraphOptions['format']): string {
  if (form === 'json') return `${JSON.stringify(view, undefined, 2)}\n`;
  return form === 'text' ? projectText(view) : drawDiagram(projectDiagram(view), form);
}

/** The selected services and what they use. Who is in the pod is said of the whole project. */
function narrowed(view: ProjectView, selected: ReadonlySet<string>): ProjectView {
  if (selected.size === view.services.length) return view;
  const services = view.services.filter(({ name }) => selected.has(name));
  const used = {
    networks: new Set(services.flatMap(({ networks }) => networks)),
    volumes: new Set(services.flatMap(({ volumes }) => volumes.map(({ volume }) => volume))),
    secrets: new Set(services.flatMap(({ secrets }) => secrets)),
    configs: new Set(services.flatMap(({ configs }) => configs)),
  };
  const only = (kind: keyof typeof used) => view[kind].filter(({ key }) => used[kind].has(key));
  return {
    ...view,
    services,
    networks: only('networks'),
    volumes: only('volumes'),
    secrets: only('secrets'),
    configs: only('configs'),
  };
}
