import type { Host } from '../../host/host.ts';

/** The files of containers.conf that Podman reads for this user, in the order in which later ones win; some may not be there. */
export async function confFiles(host: Host): Promise<readonly string[]> {
  const { env, homeDir } = host;
  const override = env['CONTAINERS_CONF_OVERRIDE'] ?? '';
  const last = override === '' ? [] : [override];
  const only = env['CONTAINERS_CONF'] ?? '';
  if (only !== '') return [only, ...last];
  const user = `${configDir(env, homeDir)}/containers/containers.conf`;
  const [systemDrops, userDrops] = await Promise.all([
    dropIns(host, '/etc/containers/containers.conf.d'),
    dropIns(host, `${user}.d`),
  ]);
  return [
    '/usr/share/containers/containers.conf',
    '/etc/containers/containers.conf',
    ...systemDrops,
    user,
    ...userDrops,
    ...last,
  ];
}

async function dropIns(host: Host, folder: string): Promise<readonly string[]> {
  const names = await host.files.list(folder).catch((): readonly string[] => []);
  return names.filter((name) => name.endsWith('.conf')).map((name) => `${folder}/${name}`);
}

/** The folder of a user's settings. */
export function configDir(env: Host['env'], homeDir: string): string {
  const named = env['XDG_CONFIG_HOME'] ?? '';
  return named === '' ? `${homeDir}/.config` : named;
}
