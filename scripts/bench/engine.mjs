// Plain Node without dependencies: the engine between two measurements.
import { readFileSync, readdirSync } from 'node:fs';

const prefix = '/v5.0.0/libpod';
const filters = encodeURIComponent(JSON.stringify({ name: ['^bench'] }));

/** Takes away all whose name begins with `bench`, whoever made it. */
export async function clear({ call }) {
  const list = async (path) => JSON.parse(await call('GET', `${prefix}${path}`));
  const remove = (path) => call('DELETE', `${prefix}${path}`, undefined, [404]);
  for (const { Id } of await list(`/pods/json?filters=${filters}`))
    await remove(`/pods/${Id}?force=true&timeout=0`);
  for (const { Id } of await list(`/containers/json?all=true&filters=${filters}`)) {
    await remove(`/containers/${Id}?force=true&timeout=0&volumes=true`);
  }
  for (const { name } of await list(`/networks/json?filters=${filters}`)) await remove(`/networks/${name}`);
  await clearVolumes({ call });
}

/** Resolves when the health check of the one container that is there has passed; rejects after a minute. */
export async function healthy({ call }) {
  for (let tries = 0; tries < 300; tries++) {
    const [found] = JSON.parse(await call('GET', `${prefix}/containers/json?filters=${filters}`)).filter(
      ({ IsInfra }) => IsInfra !== true,
    );
    const { State } = JSON.parse(await call('GET', `${prefix}/containers/${found.Id}/json`));
    if (State.Health?.Status === 'healthy') return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the container did not become healthy');
}

/** Volumes outlive `down`; each `up` is to make them. */
export async function clearVolumes({ call }) {
  const found = JSON.parse(await call('GET', `${prefix}/volumes/json`));
  const ours = found.filter(({ Name }) => Name.startsWith('bench'));
  await Promise.all(ours.map(({ Name }) => call('DELETE', `${prefix}/volumes/${Name}`, undefined, [404])));
}

/**
 * Resolves when the engine has nothing left to do for what was measured before: it cleans up after containers in
 * processes of its own. Then it is spoken to, so that the next program finds it awake.
 */
export async function settle(api) {
  const deadlineMs = performance.now() + 15_000;
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while (isCleaningUp() && performance.now() < deadlineMs);
  await api.ping();
}

function isCleaningUp() {
  return readdirSync('/proc').some((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('\0container\0cleanup\0');
    } catch {
      return false;
    }
  });
}
