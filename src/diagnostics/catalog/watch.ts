import { entry } from '../entry.ts';

/** Watching files and carrying their changes into containers. */
export const watchEntries = {
  'watch/nothing-to-watch': entry<{ services: readonly string[] }>({
    severity: 'error',
    message: () =>
      "none of the selected services is configured for watch, consider setting a 'develop' section",
    help: ({ services }) =>
      services.length === 0
        ? '`develop.watch` of a service says which paths are watched, and what happens when they change'
        : `these have one: ${services.map((name) => `\`${name}\``).join(', ')}`,
  }),
  'watch/another': entry<{ project: string; command: string; machine: string; pid: number }>({
    severity: 'error',
    message: ({ project, command, machine, pid }) =>
      `project \`${project}\` is watched already: by \`${command}\`, process ${pid}${machine === '' ? '' : ` on ${machine}`}`,
    help: () => 'two would carry every change twice and rebuild against each other; end that one first',
  }),
  'watch/rebuild-without-build': entry<{ service: string }>({
    severity: 'error',
    message: ({ service }) => `can't watch service "${service}" with action rebuild without a build context`,
    help: () => 'give the service `build`, or choose `sync` or `sync+restart`',
  }),
  'watch/exec-without-command': entry<{ service: string }>({
    severity: 'error',
    message: ({ service }) => `can't watch with action "sync+exec" on service ${service} without a command`,
    help: () => 'say in `exec.command` what is to be run',
  }),
  'watch/bad-pattern': entry<{ service: string; pattern: string; problem: string }>({
    severity: 'error',
    message: ({ service, pattern, problem }) =>
      `\`${pattern}\` in \`develop.watch\` of \`${service}\` is no pattern: ${problem}`,
    help: () => 'patterns are as in `.dockerignore`',
  }),
  'watch/mounted-already': entry<{ service: string; path: string; target: string }>({
    severity: 'warning',
    message: ({ path, service, target }) =>
      `path \`${path}\` is not watched: it is mounted at \`${target}\` of \`${service}\` already`,
    help: () => 'the container sees every change at once; leave the mount or the rule out',
  }),
  'watch/blind': entry<{ path: string | undefined; problem: string; isLimit: boolean }>({
    severity: 'warning',
    message: ({ path, problem }) =>
      `changes ${path === undefined ? 'of some folders' : `in \`${path}\``} are not seen: ${problem}`,
    help: ({ isLimit }) =>
      isLimit &&
      'each folder needs one watch of the system: `ignore` large ones, or raise the limit with `sysctl fs.inotify.max_user_watches=524288`',
  }),
  'watch/unreadable': entry<{ path: string; problem: string }>({
    severity: 'warning',
    message: ({ path, problem }) => `\`${path}\` is not copied: ${problem}`,
    help: () => 'whoever watches must be able to read it; what is not needed belongs into `ignore`',
  }),
  'watch/not-deleted': entry<{ container: string; paths: readonly string[]; problem: string }>({
    severity: 'warning',
    message: ({ container, paths: [first = '', ...more], problem }) =>
      `\`${first}\`${more.length === 0 ? '' : ` and ${more.length} more`} could not be deleted in container ${container}: ${problem}`,
    help: () => 'what is left there goes when the container is made anew: `selkie up --force-recreate`',
  }),
  'watch/exec-failed': entry<{ container: string; command: string; problem: string }>({
    severity: 'warning',
    message: ({ container, command, problem }) => `\`${command}\` in container ${container} ${problem}`,
  }),
  'watch/no-container': entry<{ service: string }>({
    severity: 'warning',
    message: ({ service }) => `service \`${service}\` has no container that the changes could be copied into`,
    help: ({ service }) => `\`selkie up -d ${service}\` makes it`,
  }),
} as const;
