import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { collect } from '../globals.ts';
import { noFlag } from '../no-flag.ts';
import { parseIndex } from '../parse-index.ts';

/** Declares `exec`. */
export function execCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (service, command, options) =>
    shell.handle(async (context) =>
      (await import('./exec.ts')).run(context, { service, command, ...options }),
    ),
  );
}

/** Arguments and options of `exec`. */
export type ExecOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  readonly service: string;
  /** The command with its arguments. */
  readonly command: readonly string[];
};

function declaration() {
  return new Command('exec')
    .summary('run a command in a running container')
    .description(
      'Runs a command in the running container of a service, connected with this terminal, and exits with its status.',
    )
    .argument('<service>', 'the service')
    .argument('<command...>', 'what to run, with its arguments')
    .passThroughOptions()
    .option('-d, --detach', 'return at once, and leave the command running')
    .addOption(
      new Option('-e, --env <name=value>', 'set a variable; a name alone takes its value here').argParser(
        collect,
      ),
    )
    .addOption(new Option('--index <n>', 'the replica to run it in').argParser(parseIndex))
    .addOption(noFlag('tty', 'no terminal, also where there is one'))
    .addOption(noFlag('TTY', 'the old name of --no-tty').hideHelp())
    .option('-T', 'the same as --no-tty')
    .option('--privileged', 'give the command all rights')
    .option('-u, --user <user>', 'run it as this user')
    .option('-w, --workdir <path>', 'run it in this folder of the container')
    .addOption(new Option('-i, --interactive', 'what is so anyway').hideHelp())
    .addOption(new Option('-t, --tty', 'what is so anyway').hideHelp());
}
