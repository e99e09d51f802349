import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { collect } from '../globals.ts';
import { parseIndex } from '../parse-index.ts';

/** Declares `commit`. */
export function commitCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (service, image, options) =>
    shell.handle(async (context) =>
      (await import('./commit.ts')).run(context, { service, image, ...options }),
    ),
  );
}

/** Arguments and options of `commit`. */
export type CommitOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  readonly service: string;
  readonly image: string | undefined;
};

function declaration() {
  return new Command('commit')
    .summary('make an image of a container')
    .description('Makes an image of what a container has changed.')
    .argument('<service>', 'the service')
    .argument('[image]', 'name of the image, with or without a tag')
    .option('-a, --author <author>', 'who made it')
    .addOption(
      new Option('-c, --change <line>', 'a line of a Dockerfile, such as `ENV A=1`; repeatable').argParser(
        collect,
      ),
    )
    .addOption(new Option('--index <n>', 'the replica').argParser(parseIndex))
    .option('-m, --message <text>', 'what it is')
    .addOption(
      new Option('-p, --pause <is>', 'pause the container meanwhile')
        .choices(['true', 'false'] as const)
        .default('true' as const),
    );
}
