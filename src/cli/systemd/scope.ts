import type { Site } from '../../systemd/host/site.ts';
import type { Target } from '../../systemd/target.ts';

/** Which systemd is meant. */
export interface ScopeOptions {
  readonly user?: true | undefined;
  readonly system?: true | undefined;
}

/** Whose systemd is meant: root's is the system's, everybody else has one of their own. */
export function scopeOf({ uid }: Pick<Site, 'uid'>, { user, system }: ScopeOptions): Target['scope'] {
  if (user === true) return 'user';
  return system === true || uid === 0 ? 'system' : 'user';
}
