import { describe, expect, test } from 'vitest';
import type { ServiceName } from '../../src/model/ids.ts';
import { placeServices } from '../../src/planner/placement.ts';
import { projectFixture } from '../support/project-fixture.ts';
import type { ServiceFixture } from '../support/project-fixture.ts';

/** Where `api` goes in a project whose `proxy` has port 80 of the pod; the settings of `other` may speak of `api`. */
function placed(api: ServiceFixture, other: ServiceFixture = {}): string {
  const project = projectFixture({ api, other, proxy: { ports: ['8080:80'] } });
  const placements = placeServices(project, { mode: 'auto', replicas: new Map(), images: new Map() });
  const placement = placements.get('api' as ServiceName);
  return placement?.kind === 'beside' ? placement.reason : (placement?.kind ?? '');
}

const variables = (entries: Readonly<Record<string, string>>): ServiceFixture => ({
  environment: new Map(Object.entries(entries)),
});
const labels = (key: string, value: string): ServiceFixture => ({ labels: new Map([[key, value]]) });
const check = (...words: readonly string[]): ServiceFixture => ({
  healthcheck: {
    kind: 'check',
    test: words,
    intervalMs: undefined,
    timeoutMs: undefined,
    startPeriodMs: undefined,
    startIntervalMs: undefined,
    retries: undefined,
  },
});
const beside = 'port 80/tcp in the pod belongs to proxy';

describe('a server that the file shows on the port of another one lives beside the pod', () => {
  test.each<[what: string, api: ServiceFixture]>([
    ['a label for Traefik', labels('traefik.http.services.go.loadbalancer.server.port', '80')],
    ['PORT', variables({ PORT: '80' })],
    ['VIRTUAL_PORT', variables({ VIRTUAL_PORT: '80' })],
    ['a check of a shell', check('CMD-SHELL', 'curl -f http://localhost:80/health || exit 1')],
    ['a check of a command', check('CMD', 'wget', '-qO-', '127.0.0.1:80')],
  ])('%s', (_, api) => {
    expect(placed(api)).toBe(beside);
  });

  test.each<[what: string, other: ServiceFixture]>([
    ['a URL', variables({ API: 'http://user:pass@api:80/v1' })],
    ['an address', variables({ UPSTREAMS: 'cache:6379,api:80' })],
    ['a command', { command: ['serve', '--upstream=api:80'] }],
    ['an entrypoint', { entrypoint: ['sh', '-c', 'wait-for api:80 && serve'] }],
  ])('%s of another service', (_, other) => {
    expect(placed({}, other)).toBe(beside);
  });
});

test('a name of its own counts like the name of the service', () => {
  expect(placed({ hostname: 'backend' }, variables({ URL: 'http://backend:80' }))).toBe(beside);
});

describe('what is not about this port of this service keeps nobody out', () => {
  test.each<[what: string, api: ServiceFixture, other: ServiceFixture]>([
    ['another port', variables({ PORT: '8000' }), variables({ URL: 'http://api:8000' })],
    ['a longer number', {}, variables({ URL: 'http://api:8080' })],
    ['part of a name', {}, variables({ URL: 'http://my-api:80 http://v1.api:80' })],
    ['a tag of an image', {}, variables({ IMAGE: 'api:80.1' })],
    ['a check of something else', check('CMD', 'wget', 'http://proxy:80'), {}],
    ['a variable about another port', variables({ DB_PORT: '80' }), {}],
    ['a label about something else', labels('port', '80'), {}],
  ])('%s', (_, api, other) => {
    expect(placed(api, other)).toBe('pod');
  });
});

test('EXPOSE of an image is a stronger claim: who only seems to listen leaves', () => {
  const project = projectFixture({ a: variables({ PORT: '80' }), b: { image: 'server' } });
  const image = { id: 'sha256:1', exposedPorts: ['80/tcp'], createdMs: undefined };
  const images = new Map([['server', image]]);
  const placements = placeServices(project, { mode: 'auto', replicas: new Map(), images });
  expect(Object.fromEntries([...placements].map(([name, { kind }]) => [name, kind]))).toEqual({
    a: 'beside',
    b: 'pod',
  });
});
