import { parseAddress } from '../../../podman/endpoint.ts';
import type { KnownConnection } from '../../../podman/find/connections.ts';
import { readConnections } from '../../../podman/find/connections.ts';
import type { Check } from '../check.ts';
import { advice, fine, notApplicable } from '../check.ts';
import type { Facts } from '../facts.ts';

/** Connections of `podman system connection`. */
export const connections: Check = {
  name: 'connections',
  group: 'leftovers',
  looksAt:
    'whether each connection of `podman system connection list` has its socket or key, and whether the default one exists',
  why: 'the default connection is used before anything on this host; one that points nowhere sends commands there',
  run: async (facts) => {
    const { byName, defaultName } = await readConnections(facts.host);
    if (byName.size === 0 && defaultName === undefined) return notApplicable('there are none');
    if (defaultName !== undefined && !byName.has(defaultName)) {
      return {
        state: 'warning',
        found: `the default connection, \`${defaultName}\`, does not exist`,
        fix: advice('choose another: `podman system connection default NAME`'),
      };
    }
    const broken: (readonly [name: string, problem: string])[] = [];
    for (const connection of byName.values()) {
      const problem = await problemWith(facts, connection);
      if (problem !== undefined) broken.push([connection.name, problem]);
    }
    const [first] = broken;
    if (first === undefined) return fine([...byName.keys()].sort().join(', '));
    return {
      state: broken.some(([name]) => name === defaultName) ? 'warning' : 'note',
      found: broken.map(([name, problem]) => `connection \`${name}\` points nowhere: ${problem}`).join('; '),
      fix: broken.map(([name]) => ({
        kind: 'run',
        command: ['podman', 'system', 'connection', 'remove', name],
        by: 'user',
      })),
    };
  },
};

/** What of it is not here; a server on another host is not asked. */
async function problemWith({ host }: Facts, { uri, identity }: KnownConnection): Promise<string | undefined> {
  const address = parseAddress(uri);
  if (typeof address === 'string') return address;
  const isThere = async (path: string) => (await host.files.stat(path).catch(() => undefined)) !== undefined;
  if (address.kind === 'unix' && !(await isThere(address.path))) return `there is no \`${address.path}\``;
  if (address.kind === 'ssh' && identity !== undefined && !(await isThere(identity))) {
    return `its key, \`${identity}\`, is gone`;
  }
  return undefined;
}
