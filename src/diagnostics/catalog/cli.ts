import { entry } from '../entry.ts';

/** The command line itself. */
export const cliEntries = {
  'cli/usage': entry<{ problem: string; command: string }>({
    severity: 'error',
    message: ({ problem }) => problem,
    help: ({ command }) => `see \`${command} --help\``,
  }),
  'cli/project-busy': entry<{
    project: string;
    command: string;
    machine: string;
    pid: number;
    seconds: number;
  }>({
    severity: 'warning',
    message: ({ project, command, machine, pid, seconds }) =>
      `another Selkie works on project \`${project}\`: \`${command}\`, process ${pid}${machine === '' ? '' : ` on ${machine}`}, for ${seconds} s; waiting for its end`,
    help: () => 'Ctrl-C ends the wait; `kill`, `pause`, `ps`, `logs` and `exec` wait for nobody',
  }),
  'cli/unknown-command': entry<{ name: string; command: string; nearest: string | undefined }>({
    severity: 'error',
    message: ({ name, command }) => `\`${command}\` has no command \`${name}\``,
    help: ({ command, nearest }) =>
      nearest === undefined
        ? `\`${command} --help\` lists the commands`
        : `did you mean \`${command} ${nearest}\`?`,
  }),
  'cli/unknown-option': entry<{ option: string; command: string; nearest: string | undefined }>({
    severity: 'error',
    message: ({ option, command }) => `\`${command}\` has no option \`${option}\``,
    help: ({ nearest, command }) =>
      nearest === undefined ? `see \`${command} --help\`` : `did you mean \`${nearest}\`?`,
  }),
  'cli/another-way': entry<{ what: string; command: string; way: string }>({
    severity: 'error',
    message: ({ what, command }) => `\`${command}\` has no \`${what}\`: Selkie does it another way`,
    help: ({ way }) => way,
  }),
  'cli/misplaced-global-option': entry<{ option: string; command: string }>({
    severity: 'error',
    message: ({ option }) => `\`${option}\` is a global option and stands before the command`,
    help: ({ option, command }) => `write \`selkie ${option} … ${command}\``,
  }),
  'cli/option-conflict': entry<{ first: string; second: string }>({
    severity: 'error',
    message: ({ first, second }) => `${first} and ${second} are incompatible`,
    help: ({ first, second }) => `leave out \`${first}\` or \`${second}\``,
  }),
  'cli/not-running': entry<{ service: string; index: number | undefined }>({
    severity: 'error',
    message: ({ service, index }) =>
      index === undefined
        ? `service "${service}" is not running`
        : `service "${service}" is not running container #${index}`,
    help: ({ service }) =>
      `\`selkie ps -a ${service}\` shows its containers; \`selkie up -d ${service}\` starts it`,
  }),
  'cli/no-dry-run': entry<{ command: string }>({
    severity: 'error',
    message: ({ command }) => `\`${command}\` has no dry run; nothing was done`,
  }),
  'cli/no-container': entry<{ service: string; index: number | undefined }>({
    severity: 'error',
    message: ({ service, index }) =>
      index === undefined
        ? `no container found for service "${service}"`
        : `service "${service}" has no container #${index}`,
    help: ({ service }) => `\`selkie up -d ${service}\` makes it`,
  }),
  'cli/no-terminal': entry<{ command: string }>({
    severity: 'error',
    message: () => 'cannot attach stdin to a TTY-enabled container because stdin is not a terminal',
    help: ({ command }) => `leave \`--tty\` out, or give \`${command}\` a terminal with \`script\``,
  }),
  'cli/command-unreachable': entry<{ container: string; signal: string }>({
    severity: 'warning',
    message: ({ container, signal }) =>
      `the command in container \`${container}\` goes on: ${signal} could not be sent to it`,
    help: () => 'signals need a `kill` or a `sh` in the image; restarting the container ends the command',
  }),
  'cli/format-without-plan': entry<{ format: string }>({
    severity: 'error',
    message: ({ format }) => `\`--format ${format}\` is the form of a plan, and no plan is shown`,
    help: () => 'add `--dry-run` to see the plan instead of carrying it out',
  }),
  'cli/option-ignored': entry<{ option: string; why: string }>({
    severity: 'warning',
    message: ({ option, why }) => `\`${option}\` is ignored: ${why}`,
  }),
  'cli/option-refused': entry<{ option: string; why: string; instead: string }>({
    severity: 'error',
    message: ({ option, why }) => `\`${option}\` is not possible: ${why}`,
    help: ({ instead }) => instead,
  }),
  'cli/must-be-built': entry<{ services: readonly string[] }>({
    severity: 'warning',
    message: () => 'Some service image(s) must be built from source',
    help: ({ services }) => `\`selkie build ${services.join(' ')}\` builds them`,
  }),
  'cli/nothing-to-build': entry<Record<string, never>>({
    severity: 'warning',
    message: () => 'No services to build',
  }),
  'cli/nothing-to-push': entry<Record<string, never>>({
    severity: 'warning',
    message: () => 'No images to push',
    help: () => 'pushed is what a service builds (`build`) under a name of its own (`image`)',
  }),
  'cli/none-stopped': entry<Record<string, never>>({
    severity: 'warning',
    message: () => 'No stopped containers',
    help: () => '`--stop` also takes those that run',
  }),
  'cli/none-to-kill': entry<Record<string, never>>({
    severity: 'warning',
    message: () => 'No container to kill',
  }),
  'cli/none-to-wait-for': entry<{ project: string }>({
    severity: 'error',
    message: ({ project }) => `no containers for project "${project}"`,
    help: () => '`wait` waits for containers that were started: see `selkie ps -a`',
  }),
  'cli/not-confirmed': entry<Record<string, never>>({
    severity: 'warning',
    message: () => 'nothing was removed',
    help: () => '`-f` removes without asking',
  }),
  'cli/not-written': entry<{ path: string; reason: string }>({
    severity: 'error',
    message: ({ path, reason }) => `\`${path}\` cannot be written: ${reason}`,
    help: () => 'see whether its folder is there and may be written to',
  }),
  'cli/bad-template': entry<{ template: string; problem: string }>({
    severity: 'error',
    message: ({ problem }) => `the template of \`--format\` cannot be used: ${problem}`,
    help: () => '`--format json` shows the fields that there are',
  }),
  'cli/no-port': entry<{ port: string; container: string; ports: readonly string[] }>({
    severity: 'error',
    message: ({ port, container, ports }) =>
      `no port ${port} for container ${container}${ports.length === 0 ? '' : `: ${ports.join(', ')}`}`,
    help: ({ ports }) =>
      ports.length === 0 && 'a container publishes ports while it runs, and those that `ports` names',
  }),
  'cli/copy-missing': entry<{ path: string; container: string | undefined }>({
    severity: 'error',
    message: ({ path, container }) =>
      container === undefined
        ? `\`${path}\`: no such file or directory`
        : `\`${path}\`: no such file or directory in container \`${container}\``,
  }),
  'cli/copy-onto-file': entry<{ path: string; container: string | undefined }>({
    severity: 'error',
    message: ({ path }) => `\`${path}\` is a file: a folder cannot be copied onto it`,
  }),
  'cli/nothing-to-remove': entry<{ project: string }>({
    severity: 'warning',
    message: ({ project }) => `no resource found to remove for project \`${project}\``,
  }),
} as const;
