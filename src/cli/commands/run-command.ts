import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import { pullOption } from '../pull-option.ts';
import type { Shell } from '../context.ts';
import { collect } from '../globals.ts';
import { noFlag } from '../no-flag.ts';

/** Declares `run`. */
export function runCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (service, command, options) =>
    shell.handle(async (context) =>
      (await import('./run.ts')).run(context, { service, command, ...options }),
    ),
  );
}

/** Arguments and options of `run`. */
export type RunOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  readonly service: string;
  /** The command with its arguments; empty runs the service's own. */
  readonly command: readonly string[];
};

function declaration() {
  return new Command('run')
    .summary('run a command once, in a new container of a service')
    .description(
      'Makes a new container of a service for one command, after what the service depends on, connects it with this terminal and exits with its status. The containers that `up` made are left as they are.',
    )
    .argument('<service>', 'the service')
    .argument('[command...]', "what to run instead of the service's own command")
    .passThroughOptions()
    .option('-d, --detach', 'return when it has started, and print its id')
    .option('--rm', 'remove the container when it has ended')
    .option('--name <name>', 'name of the container')
    .addOption(
      new Option('-e, --env <name=value>', 'set a variable; a name alone takes its value here').argParser(
        collect,
      ),
    )
    .addOption(
      new Option('--env-from-file <path>', 'set the variables of this file; repeatable').argParser(collect),
    )
    .addOption(new Option('-l, --label <name=value>', 'add a label; repeatable').argParser(collect))
    .addOption(new Option('--labels <name=value>').argParser(collect).hideHelp())
    .addOption(
      new Option('-v, --volume <source:target>', 'mount a folder or volume; repeatable').argParser(collect),
    )
    .addOption(new Option('--volumes <source:target>').argParser(collect).hideHelp())
    .addOption(new Option('-p, --publish <port>', 'publish a port; repeatable').argParser(collect))
    .option('-P, --service-ports', "publish the service's ports, too")
    .option('--use-aliases', "answer to the service's names on its networks")
    .addOption(noFlag('deps', 'leave alone what the service depends on'))
    .option('--entrypoint <command>', "instead of the image's entrypoint")
    .option('-u, --user <user>', 'run it as this user')
    .option('-w, --workdir <path>', 'run it in this folder of the container')
    .addOption(new Option('--cap-add <capability>', 'give a capability; repeatable').argParser(collect))
    .addOption(new Option('--cap-drop <capability>', 'take a capability; repeatable').argParser(collect))
    .addOption(noFlag('tty', 'no terminal, also where there is one'))
    .addOption(noFlag('TTY', 'the old name of --no-tty').hideHelp())
    .option('-T', 'the same as --no-tty')
    .option('-t, --tty', 'insist on a terminal')
    .addOption(noFlag('interactive', 'leave standard input out'))
    .addOption(new Option('-i, --interactive', 'what is so anyway').hideHelp())
    .option('--build', 'build the image first, also when it exists')
    .addOption(pullOption())
    .option('--quiet-pull', 'show no progress of pulls')
    .option('--quiet-build', 'show no progress of builds')
    .option('-q, --quiet', 'show no progress at all')
    .option('--remove-orphans', 'remove containers of services that the file no longer has');
}
