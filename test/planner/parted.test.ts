import { describe, expect, test } from 'vitest';
import type { ServiceName } from '../../src/model/ids.ts';
import { canPart } from '../../src/planner/parted.ts';
import type { PortClash } from '../../src/planner/parted.ts';
import { placeServices } from '../../src/planner/placement.ts';
import { projectFixture } from '../support/project-fixture.ts';
import type { ServiceFixture } from '../support/project-fixture.ts';

type Services = Readonly<Record<string, ServiceFixture>>;

function beside(
  services: Services,
  clashes: readonly PortClash[],
  parted: ReadonlyMap<string, string> = new Map(),
): Readonly<Record<string, string>> {
  const placements = placeServices(projectFixture(services), {
    mode: 'auto',
    replicas: new Map(),
    images: new Map(),
    clashes,
    parted: new Map([...parted].map(([name, reason]) => [name as ServiceName, reason])),
  });
  return Object.fromEntries(
    [...placements].flatMap(([name, placement]) =>
      placement.kind === 'beside'
        ? [[name, `${placement.reason}${placement.isForPort === true ? '' : '!'}`]]
        : [],
    ),
  );
}

const lost = (service: string, owner: string | undefined, port: number | undefined): PortClash => ({
  service,
  owner,
  port,
});

describe('two members of the pod that were seen to want one port', () => {
  test('the one that came second moves', () => {
    expect(beside({ admin: {}, web: {} }, [lost('admin', 'web', 80)])).toEqual({
      admin: 'port 80/tcp in the pod belongs to web',
    });
    expect(beside({ admin: {}, web: {} }, [lost('web', 'admin', 80)])).toEqual({
      web: 'port 80/tcp in the pod belongs to admin',
    });
  });

  test('who publishes a port stays, also where it came second: a new pod would cost everybody', () => {
    const services: Services = { backend: {}, proxy: { ports: ['8080:80'] } };
    expect(beside(services, [lost('proxy', 'backend', 80)])).toEqual({
      backend: 'port 80/tcp in the pod belongs to proxy',
    });
  });

  test('who has to be in the pod stays', () => {
    const services: Services = { admin: { placement: 'pod' }, web: { ports: ['8080:80'] } };
    expect(beside(services, [lost('admin', 'web', 80)])).toEqual({
      web: 'port 80/tcp in the pod belongs to admin',
    });
  });

  test('where it cannot be told who has the port, the one that lost moves', () => {
    expect(beside({ admin: {}, web: {} }, [lost('admin', undefined, 80)])).toEqual({
      admin: 'port 80/tcp in the pod was taken',
    });
    expect(beside({ admin: {}, web: {} }, [lost('admin', 'web', undefined)])).toEqual({
      admin: 'web has its port in the pod',
    });
  });

  test('whose container says so stays beside, unless the file asks for the pod', () => {
    const before = new Map([['web', 'port 80/tcp in the pod belongs to admin']]);
    expect(beside({ admin: {}, web: {} }, [], before)).toEqual({
      web: 'port 80/tcp in the pod belongs to admin',
    });
    expect(beside({ admin: {}, web: { placement: 'pod' } }, [], before)).toEqual({});
  });
});

test('nothing can be parted where the pod was asked for, or where a network is shared by the file', () => {
  const pinned: Services = { admin: { placement: 'pod' }, web: { placement: 'pod' } };
  expect(canPart(projectFixture(pinned), lost('admin', 'web', 80))).toBe(false);
  expect(canPart(projectFixture({ ...pinned, web: {} }), lost('admin', 'web', 80))).toBe(true);
  const project = projectFixture({ admin: {}, web: {} });
  expect(canPart(project, lost('admin', 'web', 80))).toBe(true);
  const asked = { ...project, placement: { ...project.placement, mode: 'pod' as const } };
  expect(canPart(asked, lost('admin', 'web', 80))).toBe(false);
});
