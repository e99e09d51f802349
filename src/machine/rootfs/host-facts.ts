import type { Host } from '../../host/host.ts';
import { cgroupMount, readMounts } from './mount-table.ts';
import { readIfThere } from './process-identity.ts';
import type { HostFacts } from './root-files.ts';

/** Reads what of the host decides how a machine in `dir` is configured. */
export async function readHostFacts(host: Host, dir: string, signal: AbortSignal): Promise<HostFacts> {
  const mount = cgroupMount(await readMounts(host));
  const controllers = mount === undefined ? '' : await readIfThere(host, `${mount}/cgroup.controllers`);
  const limits = await host.files.readText('/proc/self/limits');
  const status = await host.files.readText('/proc/self/status');
  const { stdout: fileSystem } = await host.processes.run('stat', ['-f', '-c', '%T', dir], { signal });
  return {
    controllers: new Set((controllers ?? '').trim().split(/\s+/)),
    canRaiseLimits: hasCapability(status, capSysResource),
    maxOpenFiles: hardLimit(limits, 'Max open files'),
    maxProcesses: hardLimit(limits, 'Max processes'),
    resolvConf: await nameServers(host),
    proxies: proxiesOf(host.env),
    isOnOverlay: fileSystem.trim() === 'overlayfs',
  };
}

const capSysResource = 24n;

/** Whether /proc/PID/status lists a capability as effective. */
export function hasCapability(status: string, capability: bigint): boolean {
  const mask = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0';
  return ((BigInt(`0x${mask}`) >> capability) & 1n) === 1n;
}

/** A hard limit of /proc/PID/limits; undefined is unlimited. */
export function hardLimit(limits: string, name: string): number | undefined {
  const line = limits.split('\n').find((one) => one.startsWith(name));
  const value = Number(line?.slice(name.length).trim().split(/\s+/)[1]);
  return Number.isInteger(value) ? value : undefined;
}

/** resolv.conf; where it names only systemd-resolved's stub, the servers behind it, as containers cannot reach the stub. */
async function nameServers(host: Host): Promise<string> {
  const text = (await readIfThere(host, '/etc/resolv.conf')) ?? '';
  const servers = [...text.matchAll(/^\s*nameserver\s+(\S+)/gm)].map((match) => match[1] ?? '');
  if (servers.length > 0 && servers.every((server) => server.startsWith('127.'))) {
    return (await readIfThere(host, '/run/systemd/resolve/resolv.conf')) ?? text;
  }
  return text;
}

const proxyNames = [
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
] as const;

function proxiesOf(env: Host['env']): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of proxyNames) {
    const value = env[name] ?? '';
    if (value !== '') found.set(name, value);
  }
  return found;
}
