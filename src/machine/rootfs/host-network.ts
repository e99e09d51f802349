import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import { isJsonObject } from '../../lib/json.ts';
import type { MachineName } from '../machine-name.ts';
import type { MachineContext } from '../provider.ts';
import type { MachinePaths } from '../state-dir.ts';
import type { Link, NetworkTrace } from './network-traces.ts';
import {
  engineTraces,
  firewallRemoval,
  linksOf,
  parseFirewall,
  parseLinks,
  parseNetworkFile,
  podmanNetwork,
} from './network-traces.ts';
import { readIfThere } from './process-identity.ts';

const forwarding = '/proc/sys/net/ipv4/ip_forward';

/**
 * Before a machine boots into the host's network: writes down what is to be put back, and rejects with a ToolError when
 * another engine has containers on it. What an engine left that died with its containers is removed, as its rules would
 * lead this machine's ports astray. Programs run from the machine's root, so the host need not have them.
 */
export async function noteHostNetwork(
  { host, progress, signal }: MachineContext,
  name: MachineName,
  paths: MachinePaths,
): Promise<void> {
  const found = engineTraces(
    await readLinks(host, paths.root, signal),
    await readTable(host, paths.root, signal),
  );
  if (found?.alive === true)
    throw new ToolError(diagnose('machine/network-in-use', { name, user: 'another Podman' }));
  if (found !== undefined) {
    if (found.firewall)
      await inRoot(host, paths.root, ['nft', 'delete', 'table', 'inet', 'netavark'], signal);
    for (const bridge of found.bridges)
      await inRoot(host, paths.root, ['ip', 'link', 'delete', bridge], signal);
    progress({
      kind: 'note',
      text: 'Removed the bridges and firewall rules that an engine left when it died',
    });
  }
  const links = await readLinks(host, paths.root, signal);
  const note = { forwarding: await host.files.readText(forwarding), links: links.map((link) => link.name) };
  await host.files.write(paths.hostNetwork, `${JSON.stringify(note)}\n`);
}

/** After a machine ended, however it did: takes the bridges and firewall rules of its networks off the host, and forwarding. */
export async function sweepHostNetwork(host: Host, paths: MachinePaths, signal: AbortSignal): Promise<void> {
  const note = await readIfThere(host, paths.hostNetwork);
  if (note === undefined) return;
  const networks = await networksOf(host, paths.root);
  for (const link of linksOf(await readLinks(host, paths.root, signal), networks)) {
    await inRoot(host, paths.root, ['ip', 'link', 'delete', link], signal);
  }
  const script = firewallRemoval(await readTable(host, paths.root, signal), networks);
  if (script !== '') await inRoot(host, paths.root, ['nft', '-f', '-'], signal, script);
  await restoreForwarding(host, paths.root, note, signal);
  await host.files.remove(paths.hostNetwork);
}

/** Forwarding is turned off again only where it was off, and nothing came to the host since that may need it. */
async function restoreForwarding(host: Host, root: string, note: string, signal: AbortSignal): Promise<void> {
  const before: unknown = JSON.parse(note);
  if (!isJsonObject(before) || !Array.isArray(before['links'])) return;
  if (before['forwarding'] !== '0\n' || (await host.files.readText(forwarding)) === '0\n') return;
  const known = new Set<unknown>(before['links']);
  for (let round = 0; round < 20; round++) {
    const links = await readLinks(host, root, signal);
    if (links.every((link) => known.has(link.name))) {
      await host.processes.run('tee', [forwarding], { input: '0\n', signal });
      return;
    }
    // The kernel takes the links of dead containers away a moment later.
    await host.clock.sleep(50, signal);
  }
}

async function networksOf(host: Host, root: string): Promise<readonly NetworkTrace[]> {
  const dir = `${root}/etc/containers/networks`;
  const networks = [podmanNetwork];
  if ((await host.files.stat(dir)) === undefined) return networks;
  for (const file of await host.files.list(dir)) {
    const network = parseNetworkFile((await readIfThere(host, `${dir}/${file}`)) ?? '');
    if (network !== undefined) networks.push(network);
  }
  return networks;
}

async function readLinks(host: Host, root: string, signal: AbortSignal): Promise<readonly Link[]> {
  return parseLinks(await inRoot(host, root, ['ip', '-json', 'link', 'show'], signal));
}

async function readTable(host: Host, root: string, signal: AbortSignal) {
  return parseFirewall(
    await inRoot(host, root, ['nft', '--json', 'list', 'table', 'inet', 'netavark'], signal),
  );
}

async function inRoot(
  host: Host,
  root: string,
  command: readonly string[],
  signal: AbortSignal,
  input = '',
): Promise<string> {
  const { stdout } = await host.processes.run('chroot', [root, ...command], {
    signal,
    input,
    env: { PATH: '/usr/sbin:/usr/bin', LC_ALL: 'C.UTF-8' },
  });
  return stdout;
}
