import type { watchEntries } from '../../src/diagnostics/catalog/watch.ts';
import type { Manual } from './section.ts';

const container = 'shop-web-1';

export const watchManual: Manual<typeof watchEntries> = {
  'watch/nothing-to-watch': {
    meaning:
      '`watch` and `up --watch` follow what `develop.watch` of the services says, and none of those asked for has it.',
    repair: 'Write `develop.watch` for a service, or name a service that has it.',
    args: { services: ['web'] },
  },
  'watch/another': {
    meaning:
      'One process at a time watches a project, from whatever machine: two would work against each other.',
    repair: 'End the other one, or watch the services of both in one.',
    args: { project: 'shop', command: 'watch', machine: 'laptop', pid: 4711 },
  },
  'watch/rebuild-without-build': {
    meaning:
      'A change is to build the image anew, and the service has only an image that somebody else made.',
    repair: 'Give the service `build`. Where files only have to get into the container, `sync` is enough.',
    args: { service: 'web' },
  },
  'watch/exec-without-command': {
    meaning: '`sync+exec` copies files and then runs a command, which is not given.',
    repair: 'Write it in `exec.command` of the rule.',
    args: { service: 'web' },
  },
  'watch/bad-pattern': {
    meaning: 'A pattern in `include` or `ignore` cannot be understood.',
    repair:
      'Correct it: `*` stands for a part of a name, `**` for any folders, `[…]` for one of some letters.',
    args: { service: 'web', pattern: 'src/[a', problem: 'a bracket is not closed' },
  },
  'watch/mounted-already': {
    meaning:
      'The files of a `sync` rule are mounted into the container at the very place where they would be copied to.',
    repair:
      'Leave out the rule, or the mount. With `restart` or `sync+exec` beside a mount, give the rule another target.',
    args: { service: 'web', path: '/home/me/shop/src', target: '/app/src' },
  },
  'watch/blind': {
    meaning:
      'The system does not let a folder be watched, mostly as there are too many of them. The others are watched.',
    repair:
      'Add large folders that nobody edits to `ignore` or to `.dockerignore`, or raise the limit, to keep with a file in `/etc/sysctl.d`.',
    args: { path: '/home/me/shop/src/assets', problem: 'the system allows no more watches', isLimit: true },
  },
  'watch/unreadable': {
    meaning: 'A file has changed and could not be read, so the container keeps what it has.',
    repair: 'See whether you may read it. Files that are nobody’s concern belong into `ignore`.',
    args: { path: '/home/me/shop/src/key.pem', problem: 'EACCES: permission denied' },
  },
  'watch/not-deleted': {
    meaning:
      'Files were deleted here, and could not be in the container. That needs `rm` in its image, a container that runs, and a place that can be written to.',
    repair:
      'Nothing has to be done where the files do no harm. For images without any programs, `rebuild` instead of `sync` gets rid of them.',
    args: { container, paths: ['/app/src/old.js'], problem: 'its image has no `rm`' },
  },
  'watch/exec-failed': {
    meaning:
      'The command of a `sync+exec` rule failed in a container. The files were copied, and watching goes on.',
    repair: 'See what the command has written, and correct the command or the files.',
    args: { container, command: 'npm run build', problem: 'ended with status 1' },
  },
  'watch/no-container': {
    meaning:
      'Files of a service have changed, and it has no container: it was removed, or never started (`--no-up`).',
    repair: 'Start the service.',
    args: { service: 'web' },
  },
};
