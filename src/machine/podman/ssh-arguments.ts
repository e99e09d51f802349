import type { CopyEnd, ShellRequest } from '../provider.ts';
import type { SshAccess } from './read-machines.ts';

/** The words after `ssh` that run a command in a machine, or a login shell. The far shell sees the words as they are given. */
export function sshArguments(
  access: SshAccess,
  { command, user, hasTerminal }: ShellRequest,
): readonly string[] {
  return [
    ...options(access),
    '-p',
    String(access.port),
    ...(hasTerminal ? ['-t'] : []),
    '-l',
    user ?? access.user,
    '127.0.0.1',
    ...(command.length === 0 ? [] : ['--', command.map(quoted).join(' ')]),
  ];
}

/** The words after `scp` that copy between this host and the machine. */
export function scpArguments(access: SshAccess, from: CopyEnd, to: CopyEnd): readonly string[] {
  const words = [from, to].map(({ isInMachine, path }) =>
    isInMachine ? `${access.user}@127.0.0.1:${path}` : local(path),
  );
  return [...options(access), '-P', String(access.port), '-r', '-p', '-q', '--', ...words];
}

/** The server is on this host, and its key changes whenever a machine is made anew. */
function options({ identity }: SshAccess): readonly string[] {
  return [
    '-i',
    identity,
    ...[
      'IdentitiesOnly=yes',
      'StrictHostKeyChecking=no',
      'UserKnownHostsFile=/dev/null',
      'LogLevel=ERROR',
    ].flatMap((option) => ['-o', option]),
  ];
}

/** ssh joins its words with spaces, and a shell over there takes them apart again. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A name with a colon before its first slash is no host. */
function local(path: string): string {
  return /^[^/]*:/u.test(path) && !/^[A-Za-z]:[\\/]/u.test(path) ? `./${path}` : path;
}
