import { Command, Option } from '@commander-js/extra-typings';
import { collect } from '../globals.ts';

/** A command about one machine, which may be left out. */
export function named(name: string, summary: string) {
  return new Command(name)
    .summary(summary)
    .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
    .argument('[name]', 'the machine (default: the one there is)')
    .addOption(providerOption());
}

/** `--provider`. */
export function providerOption() {
  return new Option(
    '--provider <kind>',
    'kind of machine: rootfs (Linux; a Debian root booted in namespaces), podman (a virtual machine of `podman machine`)',
  ).choices(['rootfs', 'podman'] as const);
}

/** `--format` of commands that print tables. */
export function tableOption() {
  return new Option('--format <form>', 'form of the output')
    .choices(['table', 'json'] as const)
    .default('table' as const);
}

/** `--format` of commands that do something with a machine. */
export function resultOption() {
  return new Option('--format <form>', 'text, or json: print the machine in JSON when it is done')
    .choices(['text', 'json'] as const)
    .default('text' as const);
}

/** A command with the options that can be changed later. */
export function changeable(name: string, summary: string) {
  return named(name, summary)
    .option('--cpus <count>', 'number of CPUs')
    .option('--memory <size>', 'memory: 4g, 512m, or a number of MiB')
    .option('--disk-size <size>', 'disk: 50g, or a number of GiB; it never shrinks')
    .option('--rootful', 'its engine runs as root')
    .option('--no-rootful', 'its engine runs as an ordinary user')
    .option('--user-mode-networking', 'route traffic through a process of the host (WSL)')
    .option('--no-user-mode-networking', 'do not')
    .addOption(
      new Option(
        '--usb <device>',
        "USB device to pass on: vendor:product, vendor=…,product=…, bus=…,devnum=… or its name; repeatable, '' for none",
      ).argParser(collect),
    );
}

/** A command with all settings. */
export function settled(name: string, summary: string) {
  return changeable(name, summary)
    .option('--swap <size>', 'swap: 1g, or a number of MiB')
    .option(
      '--image <what>',
      'system to boot: default, a version, an OCI reference (docker://…), a URL or a file',
    )
    .addOption(
      new Option(
        '-v, --volume <source:target>',
        'folder of this host that the machine has, too; repeatable',
      ).argParser(collect),
    )
    .option('--timezone <zone>', 'time zone: Europe/Berlin, or local');
}
