import { rootCertificates } from 'node:tls';
import type { Host } from '../../host/host.ts';

/** What a registry's certificate may be signed by: the `certs.d` folders of Podman and Docker add to what everybody trusts. */
export async function authoritiesFor(host: Host, registry: string): Promise<readonly string[] | undefined> {
  const { env, homeDir, files } = host;
  const config = env['XDG_CONFIG_HOME'] ?? '';
  const own: string[] = [];
  for (const base of [
    `${config === '' ? `${homeDir}/.config` : config}/containers/certs.d`,
    '/etc/containers/certs.d',
    '/etc/docker/certs.d',
  ]) {
    const folder = `${base}/${registry}`;
    const names = await files.list(folder).catch((): readonly string[] => []);
    for (const name of names.filter((one) => one.endsWith('.crt'))) {
      own.push(await files.readText(`${folder}/${name}`).catch(() => ''));
    }
  }
  return own.length === 0 ? undefined : [...rootCertificates, ...own];
}
