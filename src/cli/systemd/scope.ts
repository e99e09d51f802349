import type { Host } from '../../host/host.ts';

/** Whose systemd is meant: root's is the system's, everybody else has one of their own. */
export function scopeOf(
  { uid }: Host,
  options: { readonly user?: true | undefined; readonly system?: true | undefined },
): 'system' | 'user' {
  if (options.user === true) return 'user';
  return options.system === true || uid === 0 ? 'system' : 'user';
}
