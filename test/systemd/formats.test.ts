import { expect, test } from 'vitest';
import { generate, units, valuesOf } from './generate.ts';

const app = `
services:
  web:
    image: docker.io/library/app
    command: [run, "", ";", "$$x 5%"]
    ports: ["8080:80"]
    depends_on: { db: { condition: service_healthy }, job: { condition: service_completed_successfully } }
  db: { image: docker.io/library/db, healthcheck: { test: check }, volumes: ["data:/data"], restart: always }
  job: { image: docker.io/library/app }
  worker: { image: docker.io/library/app, scale: 2 }
volumes: { data: {} }
`;

test('plain units have the names that `podman generate systemd` gives', async () => {
  const files = await units(app, { version: '4.3.1', options: ['--format', 'units'] });
  expect([...files.keys()].sort()).toEqual([
    'container-shop-db-1.service',
    'container-shop-job-1.service',
    'container-shop-web-1.service',
    'container-shop-worker-1.service',
    'container-shop-worker-2.service',
    'network-shop_default.service',
    'pod-shop-pod.service',
    'volume-shop_data.service',
  ]);
});

test.each([
  ['4.3.1', 'pod-shop-pod.service'],
  ['4.7.0', 'shop-web.container'],
])('without a word about the form, Podman %s gets what its systemd can have: %s', async (version, file) => {
  expect([...(await units(app, { version })).keys()]).toContain(file);
});

test('plain units wait for conditions, and pass on every word of a command', async () => {
  const files = await units(app, { version: '4.3.1', options: ['--format', 'units'] });
  const web = files.get('container-shop-web-1.service');
  expect(valuesOf(web, 'BindsTo')).toEqual(['pod-shop-pod.service']);
  expect(valuesOf(web, 'ExecStartPre')).toEqual([
    '/usr/bin/systemctl is-active --quiet container-shop-db-1.service',
    '/usr/bin/systemctl is-active --quiet container-shop-job-1.service',
    '/usr/bin/rm -f %t/%n.ctr-id',
  ]);
  expect(valuesOf(web, 'ExecStart')[0]).toMatch(/ docker\.io\/library\/app run "" ";" "\$\$x 5%%"$/u);
  expect(valuesOf(files.get('container-shop-db-1.service'), 'ExecStartPost')[0]).toContain('healthcheck run');
  expect(valuesOf(files.get('container-shop-db-1.service'), 'Requires')).toEqual([
    'volume-shop_data.service',
  ]);
  expect(valuesOf(files.get('container-shop-job-1.service'), 'Type')).toEqual(['oneshot']);
  expect(valuesOf(files.get('pod-shop-pod.service'), 'ExecStartPre')[1]).toContain('--exit-policy=continue');
});

test('one file holds all Quadlet files, each under its name', async () => {
  const { stdout } = await generate(app, { options: ['--format', 'quadlets-file'] });
  expect(stdout.split('\n---\n')).toHaveLength(8);
  expect(stdout.match(/^# FileName=.*$/gmu)).toEqual([
    '# FileName=shop',
    '# FileName=shop-default',
    '# FileName=shop-data',
    '# FileName=shop-db',
    '# FileName=shop-job',
    '# FileName=shop-web',
    '# FileName=shop-worker-1',
    '# FileName=shop-worker-2',
  ]);
});

test('Quadlet files that are asked for are refused where there can be none', async () => {
  const { exitCode, stderr } = await generate(app, { version: '4.3.1', options: ['--format', 'quadlet'] });
  expect(exitCode).toBe(2);
  expect(stderr).toContain('--format units');
});

test('the same input gives the same bytes, whatever the order of its keys', async () => {
  const turned = app.replace(/( {2}job:.*\n)( {2}worker:.*\n)/u, '$2$1');
  expect(turned).not.toBe(app);
  expect((await generate(turned)).stdout).toBe((await generate(app)).stdout);
});

test('whoever wants images to update themselves is told that one in the pod takes the others with it', async () => {
  const said = async (settings: string): Promise<string> =>
    (await generate(`services: { web: { image: docker.io/library/app, ${settings} }, db: { image: db } }`))
      .stderr;
  expect(await said('x-podman: { auto_update: registry }')).toMatch(/whole pod for `web` .*auto-update-pod/u);
  expect(await said('x-podman: { auto_update: registry, placement: beside }')).toBe('');
  expect(await said('labels: { other: registry }')).toBe('');
});
