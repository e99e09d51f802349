import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { ExecutionEvent } from '../../executor/event.ts';
import { planPull } from '../../planner/pull-plan.ts';
import type { CommandContext } from '../context.ts';
import { carryOutImages, findSubject } from '../image-command.ts';
import { observeProject } from '../observe-project.ts';
import type { PullOptions } from './pull-command.ts';

/** `selkie pull` */
export async function run(context: CommandContext, options: PullOptions): Promise<number> {
  const withDependencies = options.includeDeps === true;
  const subject = await findSubject(context, options, { withDependencies });
  const { project, services, engine } = subject;
  const observed = await observeProject(engine, { name: project.name, project }, context.signal);
  const plan = planPull(project, observed, {
    services,
    policy: options.policy,
    ignoresBuildable: options.ignoreBuildable === true,
    ignoresFailures: options.ignorePullFailures === true,
  });
  const toBuild = new Set<string>();
  const onEvent = (event: ExecutionEvent): void => {
    const hasFailed = event.kind === 'failed' || event.kind === 'warning';
    if (!hasFailed || event.operation.kind !== 'pull-image') return;
    const users = new Set(event.operation.services);
    for (const { name, build } of project.services.values()) {
      if (users.has(name) && build !== undefined) toBuild.add(name);
    }
  };
  const status = await carryOutImages(context, subject, { title: 'pull', plan, onEvent }, options);
  if (toBuild.size > 0) context.report([diagnose('cli/must-be-built', { services: [...toBuild] })]);
  return status;
}
