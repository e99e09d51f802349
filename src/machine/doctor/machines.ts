import type { Facts } from './facts.ts';

/** Whether anybody here has to do with `podman machine`: it is how other platforms run containers, and a choice on Linux. */
export async function usesPodmanMachines(facts: Facts): Promise<boolean> {
  const { host, project } = facts;
  if (host.platform !== 'linux') return true;
  if (project?.machine !== undefined && project.machine.provider !== 'rootfs') return true;
  return (await podmanMachines(facts)).length > 0;
}

/** Names of the machines that `podman machine` has made for this user. */
export async function podmanMachines({ host }: Facts): Promise<readonly string[]> {
  const config = host.env['XDG_CONFIG_HOME'] ?? '';
  const folder = `${config === '' ? `${host.homeDir}/.config` : config}/containers/podman/machine`;
  const providers = await host.files.list(folder).catch((): readonly string[] => []);
  const files = await Promise.all(
    providers.map((name) => host.files.list(`${folder}/${name}`).catch((): readonly string[] => [])),
  );
  return files.flat().flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : []));
}
