import type { CommandContext } from '../context.ts';
import { tellDryRun } from '../dry-run.ts';
import { exitCode } from '../exit-code.ts';
import { findService, pickReplica } from '../session/find-container.ts';
import type { CommitOptions } from './commit-command.ts';

/** `selkie commit` */
export async function run(context: CommandContext, options: CommitOptions): Promise<number> {
  const { service, index, image } = options;
  const { engine, replicas } = await findService(context, service);
  const container = pickReplica(service, replicas, { index, isRunning: false });
  if (context.globals.isDryRun) {
    return tellDryRun(context, `make image ${image ?? 'without a name'} of container ${container.name}`);
  }
  const [, repository = image, tag] = /^(.*):([^/:]+)$/u.exec(image ?? '') ?? [];
  const id = await engine.client.commitContainer(
    container.name,
    {
      repository,
      tag,
      author: options.author,
      message: options.message,
      changes: options.change ?? [],
      pauses: options.pause === 'true' && container.state === 'running',
    },
    context.signal,
  );
  context.streams.stdout.write(`${id}\n`);
  return exitCode.done;
}
