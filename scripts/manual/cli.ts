import type { cliEntries } from '../../src/diagnostics/catalog/cli.ts';
import type { Manual } from './section.ts';

export const cliManual: Manual<typeof cliEntries> = {
  'cli/usage': {
    meaning:
      'The command line cannot be understood: an argument is missing, or a value is none that the option takes.',
    repair: 'See the help of the command.',
    args: { problem: 'option `--timeout` takes a number of seconds', command: 'selkie down' },
  },
  'cli/project-busy': {
    meaning:
      'Two Selkies would change the same project at the same time. The later one waits until the other is through, and then looks and plans anew.',
    repair:
      'Wait, or end the other one. The lock of a Selkie that was killed is found and taken away: at once on the same machine, after 20 seconds on another.',
    args: { project: 'shop', command: 'up', machine: 'laptop', pid: 4711, seconds: 3 },
  },
  'cli/unknown-command': {
    meaning: 'There is no command of this name.',
    repair: 'Check the spelling; the help lists all commands.',
    args: { name: 'upp', command: 'selkie', nearest: 'up' },
  },
  'cli/unknown-option': {
    meaning: 'The command has no such option.',
    repair:
      'Check the spelling. Options of the whole program stand before the command, those of a command after it.',
    args: { option: '--detatch', command: 'selkie up', nearest: '--detach' },
  },
  'cli/another-way': {
    meaning:
      'podman-compose or docker compose has such an option or command, and Selkie another way to the same end.',
    repair: 'The hint names it.',
    args: { what: '--no-pod', command: 'selkie', way: 'use `--in-pod false` or `--placement network`' },
  },
  'cli/misplaced-global-option': {
    meaning: 'The option is one of the whole program, and was given after the command.',
    repair: 'Move it before the command.',
    args: { option: '--project-name', command: 'up' },
  },
  'cli/option-conflict': {
    meaning: 'Two options were given that contradict each other.',
    repair: 'Leave one of them out.',
    args: { first: '--build', second: '--no-build' },
  },
  'cli/not-running': {
    meaning:
      'The command works in a running container, and the service has none, or not the one of that number.',
    repair: 'Start the service, or see with `selkie ps -a` why it does not run.',
    args: { service: 'web', index: undefined },
  },
  'cli/no-dry-run': {
    meaning:
      '`--dry-run` stood before a command that cannot say beforehand what it would do. It did nothing.',
    repair: 'Leave `--dry-run` away.',
    args: { command: 'selkie machine init' },
  },
  'cli/no-container': {
    meaning: 'The service has no container at all, or none of that number.',
    repair: 'Make it with `selkie up` or `selkie create`.',
    args: { service: 'web', index: 3 },
  },
  'cli/no-terminal': {
    meaning:
      '`run --tty` gives the container a terminal, but standard input is a pipe or a file, which is none.',
    repair: 'Leave the option out: without it the container gets a terminal exactly where there is one.',
    args: { command: 'selkie run' },
  },
  'cli/command-unreachable': {
    meaning:
      'Ctrl-C and other signals go to the command that `exec` runs. Podman has no call for that, so `kill` is run in the container, and this image has neither `kill` nor a shell.',
    repair: 'Restart the container, which ends all that runs in it, or add a shell to the image.',
    args: { container: 'shop-web-1', signal: 'SIGINT' },
  },
  'cli/option-ignored': {
    meaning: 'The option is one of docker compose, and Podman has nothing that it could change.',
    repair: 'Leave it out, or leave it: the command does the rest of what it was asked for.',
    args: { option: '--sbom', why: 'Podman attaches no attestations' },
  },
  'cli/option-refused': {
    meaning: 'The option asks for something that cannot be done here, and to go on without it would mislead.',
    repair: 'See the hint for what comes close.',
    args: {
      option: '--print',
      why: 'what it prints is for a builder that is not used here',
      instead: '`selkie build --dry-run --format json` shows what would be built',
    },
  },
  'cli/must-be-built': {
    meaning:
      '`pull` could not fetch the images of services that have a `build` section: often they are in no registry.',
    repair: 'Build them, or use `selkie pull --ignore-buildable` to leave them out.',
    args: { services: ['web', 'api'] },
  },
  'cli/nothing-to-build': {
    meaning: 'None of the services that `build` was asked for has a `build` section. This is no failure.',
    repair: 'Name other services, or none to build all.',
    args: {},
  },
  'cli/nothing-to-push': {
    meaning:
      'None of the services has both `build` and `image`. What is not built here is not pushed, and a build without `image` has a name that only means something on this machine. This is no failure.',
    repair: 'Give the service an `image` with the name of your registry.',
    args: {},
  },
  'cli/none-stopped': {
    meaning: '`rm` removes containers that have ended, and found none. This is no failure.',
    repair: 'Stop them first, or use `selkie rm --stop`.',
    args: {},
  },
  'cli/none-to-kill': {
    meaning:
      'No container of the services runs, so there is nothing to send a signal to. This is no failure.',
    repair: 'See `selkie ps -a` for what is there.',
    args: {},
  },
  'cli/none-to-wait-for': {
    meaning:
      '`wait` gives the exit status of containers, and those services have none that was ever started.',
    repair: 'Start them first.',
    args: { project: 'shop' },
  },
  'cli/not-confirmed': {
    meaning: '`rm` asked whether to remove the containers that it named, and the answer was not yes.',
    repair: 'Answer `y`, or give `-f`.',
    args: {},
  },
  'cli/format-without-plan': {
    meaning:
      '`--format` of a command that changes things says how its plan is shown, and without `--dry-run` the plan is carried out instead.',
    repair: 'Add `--dry-run`, or use `selkie plan`.',
    args: { format: 'json' },
  },
  'cli/not-written': {
    meaning: 'The file that `--output` names cannot be written.',
    repair: 'Make its folder, or name another place.',
    args: { path: 'pictures/project.svg', reason: 'no such file or directory' },
  },
  'cli/bad-template': {
    meaning: 'The Go template given to `--format` has a mistake, or names a field that there is not.',
    repair: 'See the fields with `--format json`.',
    args: { template: '{{.Nmae}}', problem: 'there is no field `Nmae`' },
  },
  'cli/no-port': {
    meaning: 'The service does not publish this port of its container.',
    repair: 'Name it in `ports`; the protocol is `tcp` unless `--protocol` says otherwise.',
    args: { port: '81/tcp', container: 'shop-web-1', ports: ['80/tcp'] },
  },
  'cli/copy-missing': {
    meaning: 'What is to be copied, or the folder to copy it to, is not there.',
    repair: 'Check the path; one in a container is absolute, and its folder must be there.',
    args: { path: '/srv/data', container: 'shop-web-1' },
  },
  'cli/copy-onto-file': {
    meaning: 'The target of `cp` is a file, and the source a folder.',
    repair: 'Name a folder, or a path where nothing is yet.',
    args: { path: '/etc/hosts', container: 'shop-web-1' },
  },
  'cli/nothing-to-remove': {
    meaning:
      '`down` found nothing of the project on the engine. This is no failure: what was asked for is so.',
    repair: 'If something should be there, check the project name (`-p`) and the engine (`selkie info`).',
    args: { project: 'shop' },
  },
};
