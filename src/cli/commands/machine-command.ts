import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { collect } from '../globals.ts';
import { changeable, named, providerOption, resultOption, settled, tableOption } from './machine-options.ts';

/**
 * Declares `machine` and the commands under it. Import it only when `machine` is the command: it declares much, and the
 * handlers bring in the engine's client.
 */
export function machineCommand(shell: Shell): CommandUnknownOpts {
  const machine = new Command('machine')
    .summary('make and run machines: hosts with an engine of their own')
    .description(
      'Makes and runs machines: hosts with a Podman of their own, for where there is none that works.\n' +
        'A `rootfs` machine (on Linux) is a Debian root file system, booted with systemd in namespaces: no virtual machine.\n' +
        'A `podman` machine (on macOS and Windows, elsewhere when asked for) is a virtual machine of `podman machine`.',
    )
    .enablePositionalOptions();
  const commands: readonly CommandUnknownOpts[] = [...lifeCommands(shell), ...insideCommands(shell)];
  for (const command of commands) machine.addCommand(command);
  return machine;
}

function lifeCommands(shell: Shell): readonly CommandUnknownOpts[] {
  return [
    init().action(async (name, options) =>
      shell.handle(async (context) =>
        (await import('../machine/init.ts')).run(context, { name, ...options }),
      ),
    ),
    apply().action(async (name, options) =>
      shell.handle(async (context) =>
        (await import('../machine/apply.ts')).run(context, { name, ...options }),
      ),
    ),
    changeable('set', 'change a machine that is stopped')
      .addOption(resultOption())
      .action(async (name, options) =>
        shell.handle(async (context) =>
          (await import('../machine/set.ts')).run(context, { name, ...options }),
        ),
      ),
    starting('start', 'boot a machine and wait until its engine answers').action(async (name, options) =>
      shell.handle(async (context) =>
        (await import('../machine/start.ts')).run(context, { name, ...options }),
      ),
    ),
    named('stop', 'stop a machine and all containers in it')
      .addOption(resultOption())
      .action(async (name, options) =>
        shell.handle(async (context) =>
          (await import('../machine/stop.ts')).run(context, { name, ...options }),
        ),
      ),
    starting('restart', 'stop a machine and boot it again').action(async (name, options) =>
      shell.handle(async (context) =>
        (await import('../machine/start.ts')).run(context, { name, ...options }, true),
      ),
    ),
    named('rm', 'remove a machine with all that is in it')
      .option('-f, --force', 'stop it first when it runs')
      .option(
        '--prune',
        'also remove roots and downloaded images that no machine was made from: making the next one takes longer',
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
      .addOption(providerOption())
      .addOption(tableOption())
      .action(async (options) =>
        shell.handle(async (context) => (await import('../machine/ls.ts')).run(context, options)),
      ),
    named('inspect', 'show what is known of a machine')
      .addOption(tableOption())
      .action(async (name, options) =>
        shell.handle(async (context) =>
          (await import('../machine/inspect.ts')).run(context, { name, ...options }),
        ),
      ),
  ];
}

function insideCommands(shell: Shell): readonly CommandUnknownOpts[] {
  return [
    new Command('ssh')
      .summary('run a command or a shell in a machine')
      .description(
        'Runs a command in a machine, on this terminal, and passes its status on. Without a command: a login shell.',
      )
      .argument('[name]', 'the machine (default: the one there is)')
      .argument('[command...]', 'the command and its arguments; no shell takes them apart')
      .addOption(providerOption())
      .option('--username <user>', "who runs it (default: the machine's own user, root in a rootfs machine)")
      .passThroughOptions()
      .action(async (name, command, options) =>
        shell.handle(async (context) =>
          (await import('../machine/ssh.ts')).run(context, { name, command, ...options }),
        ),
      ),
    new Command('cp')
      .summary('copy between this host and a machine')
      .description('Copies a file or a folder into or out of a running machine.')
      .argument('<from>', 'a path, or MACHINE:PATH')
      .argument('<to>', 'a path, or MACHINE:PATH')
      .addOption(providerOption())
      .action(async (from, to, options) =>
        shell.handle(async (context) =>
          (await import('../machine/cp.ts')).run(context, { from, to, ...options }),
        ),
      ),
    named('env', 'print what makes a shell use the engine of a machine')
      .addOption(
        new Option('--shell <name>', 'for which shell (default: yours)').choices([
          'sh',
          'bash',
          'zsh',
          'fish',
          'powershell',
          'cmd',
        ] as const),
      )
      .addOption(
        new Option('--format <form>', 'lines for a shell, or the variables in JSON')
          .choices(['shell', 'json'] as const)
          .default('shell' as const),
      )
      .option('-u, --unset', 'print what undoes it')
      .action(async (name, options) =>
        shell.handle(async (context) =>
          (await import('../machine/env.ts')).run(context, { name, ...options }),
        ),
      ),
    named('logs', 'print what a machine said when it booted')
      .option('--journal', 'what its system says instead; it must run')
      .option('-f, --follow', 'follow the journal')
      .option('-n, --tail <lines>', 'only the last lines')
      .action(async (name, options) =>
        shell.handle(async (context) =>
          (await import('../machine/logs.ts')).run(context, { name, ...options }),
        ),
      ),
    osCommand(shell),
    usbCommand(shell),
  ];
}

function osCommand(shell: Shell): CommandUnknownOpts {
  const os = new Command('os').summary('the operating system of a machine').enablePositionalOptions();
  const apply = new Command('apply')
    .summary('put an operating system from an OCI image on a machine')
    .description(
      'Puts an operating system from an OCI image on a running machine; it runs from its next start.',
    )
    .argument('<image>', 'the image')
    .argument('[name]', 'the machine (default: the one there is)')
    .addOption(providerOption())
    .option('--restart', 'restart the machine at once')
    .action(async (image, name, options) =>
      shell.handle(async (context) =>
        (await import('../machine/os-apply.ts')).run(context, { image, name, ...options }),
      ),
    );
  return os.addCommand(apply);
}

function usbCommand(shell: Shell): CommandUnknownOpts {
  const usb = new Command('usb').summary('USB devices that a machine can have').enablePositionalOptions();
  const ls = new Command('ls')
    .alias('list')
    .summary('list USB devices')
    .description('Lists the USB devices of this host, with the words that name them to `--usb`.')
    .addOption(tableOption())
    .action(async (options) =>
      shell.handle(async (context) => (await import('../machine/usb-ls.ts')).run(context, options)),
    );
  return usb.addCommand(ls);
}

function init() {
  return settled('init', 'make a machine')
    .description(
      'Makes a machine, or mends one; a machine that is there as wanted stays as it is.\n' +
        'A rootfs machine takes about two minutes and 1 GB; a second one with the same packages is a copy, made in seconds.',
    )
    .option('--suite <name>', 'rootfs: Debian suite: trixie (Podman 5.4), sid (the newest) (default: trixie)')
    .option('--packages <names>', 'rootfs: further Debian packages, with commas between them')
    .addOption(
      new Option(
        '--network <kind>',
        "rootfs: host: this host's own, so published ports are on its localhost; private: one that reaches nothing (default: host)",
      ).choices(['host', 'private'] as const),
    )
    .addOption(
      new Option(
        '--share <folder>',
        'rootfs: folder that is the same in the machine; repeatable (default: /home, /srv, /tmp, your home and the current folder)',
      ).argParser(collect),
    )
    .option(
      '--mirror <url>',
      "rootfs: where Debian packages come from (default: what this host's apt uses, else debootstrap's)",
    )
    .addOption(resultOption())
    .option('--yes', 'install what the host lacks without asking')
    .option('--now', 'start it at once');
}

function starting(name: string, summary: string) {
  return named(name, summary)
    .addOption(resultOption())
    .option('--yes', 'install what the host lacks without asking')
    .option('--timeout <seconds>', 'give up, and stop it, when it is not up by then (default: 600)');
}

function apply() {
  return settled('apply', 'make a machine be as wanted')
    .description(
      'Compares a machine with what the options and `x-podman.machine` of the compose file want, and does the least that\n' +
        'makes it so: nothing, a change, a stop and a start around it, or with --recreate a new machine.\n' +
        '`--dry-run` prints the plan.',
    )
    .option(
      '--recreate',
      'make it anew, without its images, volumes and containers, where nothing else helps',
    )
    .option('--now', 'have it run in the end')
    .option('--yes', 'do not ask')
    .option('--dry-run', 'print the plan, and do nothing')
    .addOption(
      new Option('--format <form>', 'form of the plan')
        .choices(['text', 'json'] as const)
        .default('text' as const),
    );
}
