import { describe, expect, test } from 'vitest';
import type { ObservedState } from '../../src/planner/observed.ts';
import { startingPorts } from '../../src/planner/starting-ports.ts';
import { planOf, running } from '../support/plan-text.ts';
import type { ServiceFixture } from '../support/project-fixture.ts';
import { emptyEngine, projectFixture } from '../support/project-fixture.ts';

const shop: Readonly<Record<string, ServiceFixture>> = {
  web: { ports: ['8080:80', '90'] },
  alone: { placement: 'beside', ports: ['9000:80'] },
  idle: {},
};

function ports(
  services: Readonly<Record<string, ServiceFixture>>,
  state: ObservedState,
  options: Parameters<typeof planOf>[2] = {},
): readonly string[] {
  return startingPorts(planOf(projectFixture(services), state, options), state).map(
    ({ hostIp, hostPort, protocol }) => `${hostIp ?? '*'} ${hostPort}/${protocol}`,
  );
}

/** The project when nothing of it runs any more. */
function stopped(): ObservedState {
  const state = running(projectFixture(shop));
  return {
    ...state,
    containers: state.containers.map((container) => ({ ...container, state: 'exited', exitCode: 0 })),
    pods: state.pods.map((pod) => ({ ...pod, infraState: 'exited' })),
    hostPorts: new Set(),
  };
}

describe('the ports that come up with a plan', () => {
  const all = ['* 8080/tcp', '* 9000/tcp'];

  test('of what is made: the pod’s and those beside it, but not what the engine chooses', () => {
    expect(ports(shop, emptyEngine()).toSorted()).toEqual(all);
  });

  test('of what is there and starts again, as the containers were made', () => {
    expect(ports(shop, stopped()).toSorted()).toEqual(all);
  });

  test('none where nothing starts, or all of it runs', () => {
    expect(ports(shop, emptyEngine(), { start: false })).toEqual([]);
    expect(ports(shop, running(projectFixture(shop)))).toEqual([]);
  });

  test('those that the project holds already are left out', () => {
    const state = {
      ...running(projectFixture(shop)),
      hostPorts: new Set(['8080/tcp', '9000/tcp']),
    };
    const more = { ...shop, web: { ports: ['8080:80', '8081:81'] } };
    expect(ports(more, state)).toEqual(['* 8081/tcp']);
  });
});
