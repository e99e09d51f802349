import { diagnose } from '../../diagnostics/diagnostic.ts';
import { planPush } from '../../planner/push-plan.ts';
import type { CommandContext } from '../context.ts';
import { carryOutImages, findSubject } from '../image-command.ts';
import type { PushOptions } from './push-command.ts';

/** `selkie push` */
export async function run(context: CommandContext, options: PushOptions): Promise<number> {
  const withDependencies = options.includeDeps === true;
  const subject = await findSubject(context, options, { withDependencies });
  const plan = planPush(subject.project, {
    services: subject.services,
    ignoresFailures: options.ignorePushFailures === true,
  });
  if (plan.operations.length === 0) context.report([diagnose('cli/nothing-to-push', {})]);
  return carryOutImages(context, subject, { title: 'push', plan }, options);
}
