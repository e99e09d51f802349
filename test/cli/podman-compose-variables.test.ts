import { expect, test } from 'vitest';
import { placementOf } from '../../src/cli/placement.ts';
import { unappliedVariables } from '../../src/cli/podman-compose-variables.ts';
import { messageOf } from '../../src/diagnostics/words.ts';
import { autoPlacement } from '../../src/model/placement.ts';

const modeOf = (env: Readonly<Record<string, string>>, written = autoPlacement) =>
  placementOf({ placement: written }, { placement: undefined, inPod: undefined, podArgs: undefined }, env)
    .mode;

test.each([
  ['PODMAN_COMPOSE_IN_POD', 'false', 'network'],
  ['PODMAN_COMPOSE_IN_POD', '1', 'auto'],
  ['PODMAN_COMPOSE_DOCKER_COMPOSE_COMPAT', 'true', 'network'],
  ['PODMAN_COMPOSE_DOCKER_COMPOSE_COMPAT', '0', 'auto'],
])('%s=%s places by %s, and is not told of', (name, value, mode) => {
  expect(modeOf({ [name]: value })).toBe(mode);
  expect(unappliedVariables({ [name]: value })).toEqual([]);
});

test('what the file says of the pod is not undone by the wish for docker compose\u2019s shape', () => {
  const env = { PODMAN_COMPOSE_DOCKER_COMPOSE_COMPAT: '1' };
  expect(modeOf(env, { ...autoPlacement, mode: 'pod' })).toBe('pod');
  expect(modeOf(env, { ...autoPlacement, podName: 'mine' })).toBe('auto');
});

test.each([
  ['NAME_SEPARATOR_COMPAT', '0', 'joined with `-`'],
  ['DEFAULT_NET_BEHAVIOR_COMPAT', 'false', '`default`'],
  ['DEFAULT_NET_NAME_COMPAT', '1', 'default_net_name_compat: true'],
  ['IN_PODS', 'true', 'no such setting'],
])('PODMAN_COMPOSE_%s=%s is told of', (key, value, words) => {
  const [only, ...more] = unappliedVariables({ [`PODMAN_COMPOSE_${key}`]: value, PATH: '/bin' });
  expect(more).toEqual([]);
  expect(only === undefined ? '' : messageOf(only)).toContain(words);
});

test.each([
  ['NAME_SEPARATOR_COMPAT', '1'],
  ['DEFAULT_NET_BEHAVIOR_COMPAT', 'true'],
  ['PROVIDER', 'selkie'],
  ['WARNING_LOGS', 'false'],
  ['IN_PODS', ''],
])('PODMAN_COMPOSE_%s=%s asks for what is so anyway', (key, value) => {
  expect(unappliedVariables({ [`PODMAN_COMPOSE_${key}`]: value })).toEqual([]);
});
