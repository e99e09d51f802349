import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { collect } from '../globals.ts';

/**
 * Declares `machine` and the commands under it. Import it only when `machine` is the command: it declares much, and the
 * handlers bring in the engine's client.
 */
export function machineCommand(shell: Shell): CommandUnknownOpts {
  const machine = new Command('machine')
    .summary('make and run machines: engines that Selkie provides')
    .description(
      'Makes and runs machines: hosts with a Podman of their own, for where there is none that works.\n' +
        'A `rootfs` machine is a Debian root file system, booted with systemd in namespaces of its own: no virtual machine.',
    )
    .enablePositionalOptions();
  const commands: readonly CommandUnknownOpts[] = [
    init().action(async (name, options) =>
      shell.handle(async (context) =>
        (await import('../machine/init.ts')).run(context, { name, ...options }),
      ),
    ),
    named('start', 'boot a machine and wait until its engine answers')
      .option('--yes', 'install what the host lacks without asking')
      .action(async (name, options) =>
        shell.handle(async (context) =>
          (await import('../machine/start.ts')).run(context, { name, ...options }),
        ),
      ),
    named('stop', 'stop a machine and all containers in it').action(async (name) =>
      shell.handle(async (context) => (await import('../machine/stop.ts')).run(context, { name })),
    ),
    named('rm', 'remove a machine with all that is in it')
      .option('-f, --force', 'stop it first when it runs')
      .option(
        '--prune',
        'also remove the roots that no machine was copied from: making the next machine takes longer',
      )
      .action(async (name, options) =>
        shell.handle(async (context) =>
          (await import('../machine/rm.ts')).run(context, { name, ...options }),
        ),
      ),
    new Command('ls')
      .alias('list')
      .summary('list machines')
      .description('Lists the machines that were made.')
      .addOption(formatOption('table'))
      .action(async (options) =>
        shell.handle(async (context) => (await import('../machine/ls.ts')).run(context, options)),
      ),
    named('inspect', 'show what is known of a machine')
      .addOption(formatOption('table'))
      .action(async (name, options) =>
        shell.handle(async (context) =>
          (await import('../machine/inspect.ts')).run(context, { name, ...options }),
        ),
      ),
    new Command('ssh')
      .summary('run a command or a shell in a machine')
      .description(
        'Runs a command in a machine, as root, on this terminal, and passes its status on. Without a command: a login shell.',
      )
      .argument('[name]', 'the machine', 'selkie')
      .argument('[command...]', 'the command and its arguments; no shell takes them apart')
      .passThroughOptions()
      .action(async (name, command) =>
        shell.handle(async (context) => (await import('../machine/ssh.ts')).run(context, { name, command })),
      ),
  ];
  for (const command of commands) machine.addCommand(command);
  return machine;
}

function init() {
  return named('init', 'make a machine')
    .description(
      'Makes a machine, or mends one; a machine that is there as wanted stays as it is.\n' +
        'It takes about two minutes and 1 GB; a second machine with the same packages is a copy, made in seconds.',
    )
    .addOption(
      new Option('--provider <kind>', 'kind of machine')
        .choices(['rootfs'] as const)
        .default('rootfs' as const),
    )
    .option('--suite <name>', 'Debian suite: trixie (Podman 5.4), sid (the newest) (default: trixie)')
    .option('--packages <names>', 'further Debian packages, with commas between them')
    .addOption(
      new Option(
        '--network <kind>',
        "host: this host's own, so published ports are on its localhost; private: one that reaches nothing (default: host)",
      ).choices(['host', 'private'] as const),
    )
    .addOption(
      new Option(
        '--share <folder>',
        'folder that is the same in the machine; repeatable (default: /home, /srv, /tmp, your home and the current folder)',
      ).argParser(collect),
    )
    .option(
      '--mirror <url>',
      "where Debian packages come from (default: what this host's apt uses, else debootstrap's)",
    )
    .option('--yes', 'install what the host lacks without asking')
    .option('--now', 'start it at once');
}

function named(name: string, summary: string) {
  return new Command(name)
    .summary(summary)
    .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
    .argument('[name]', 'the machine', 'selkie');
}

function formatOption(fallback: 'table') {
  return new Option('--format <form>', 'form of the output')
    .choices(['table', 'json'] as const)
    .default(fallback);
}
