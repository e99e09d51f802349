import { join } from 'node:path/posix';
import type { Site } from './site.ts';
import type { Target } from '../target.ts';

/** Where one systemd keeps what is installed by hand. */
export interface Places {
  readonly scope: Target['scope'];
  /** Folder of all Quadlet files; each project has one below it. */
  readonly quadlets: string;
  /** Folder of units that are no Quadlet files. */
  readonly units: string;
  /** Arguments that say which systemd is meant. */
  readonly flags: readonly string[];
  /** Environment that its tools need. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The places of the system's systemd, or of the user's own. */
export function placesOf(site: Site, scope: Target['scope']): Places {
  if (scope === 'system') {
    return { scope, quadlets: '/etc/containers/systemd', units: '/etc/systemd/system', flags: [], env: {} };
  }
  const config = site.env['XDG_CONFIG_HOME'] ?? join(site.homeDir, '.config');
  return {
    scope,
    quadlets: join(config, 'containers', 'systemd'),
    units: join(config, 'systemd', 'user'),
    flags: ['--user'],
    // A shell that `su` or cron opened does not know it.
    env: { XDG_RUNTIME_DIR: site.env['XDG_RUNTIME_DIR'] ?? `/run/user/${site.uid ?? 0}` },
  };
}
