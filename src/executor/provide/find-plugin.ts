import { posix } from 'node:path';
import type { Host } from '../../host/host.ts';
import { isJsonObject } from '../../lib/json.ts';

/** Where Docker's command line looks for its plugins, after the user's own folder. */
const systemFolders = [
  '/usr/local/lib/docker/cli-plugins',
  '/usr/local/libexec/docker/cli-plugins',
  '/usr/lib/docker/cli-plugins',
  '/usr/libexec/docker/cli-plugins',
];

/** The program of a plugin of Docker's command line: `docker-NAME` in one of its folders. */
export async function findPlugin(host: Host, name: string): Promise<string | undefined> {
  const config = host.env['DOCKER_CONFIG'] ?? posix.join(host.homeDir, '.docker');
  const folders = [
    ...(await extraFolders(host, config)),
    posix.join(config, 'cli-plugins'),
    ...systemFolders,
  ];
  for (const folder of folders) {
    const path = posix.join(folder, `docker-${name}`);
    if ((await host.files.stat(path))?.kind === 'file') return path;
  }
  return host.processes.find(`docker-${name}`);
}

/** The program that provides a service: a plugin, or one on PATH of that very name. */
export async function findProvider(host: Host, type: string): Promise<string | undefined> {
  return (await findPlugin(host, type)) ?? host.processes.find(type);
}

async function extraFolders(host: Host, config: string): Promise<readonly string[]> {
  try {
    const settings: unknown = JSON.parse(await host.files.readText(posix.join(config, 'config.json')));
    const folders: unknown = isJsonObject(settings) ? settings['cliPluginsExtraDirs'] : undefined;
    return Array.isArray(folders) ? folders.filter((folder) => typeof folder === 'string') : [];
  } catch {
    return [];
  }
}
