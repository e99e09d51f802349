import { describe, expect, test } from 'vitest';
import type { Version } from '../../src/podman/version.ts';
import { generate, units, valuesOf } from './generate.ts';
import { isSupported } from './supported-keys.ts';

/** Each of these went wrong with units that others write: what is tested here is that ours cannot. */
const app = `
services:
  web:
    image: docker.io/library/app
    stop_grace_period: 20s
    depends_on: { db: { condition: service_healthy }, job: { condition: service_completed_successfully } }
  db:
    image: docker.io/library/db
    restart: always
    stop_grace_period: 1m
    healthcheck: { test: check, interval: 2s, timeout: 3s, retries: 5, start_period: 7s }
    volumes: [/anonymous]
  job: { image: docker.io/library/app, restart: always }
  worker: { image: docker.io/library/app, scale: 2 }
`;

describe('the pod', () => {
  test.each([
    ['5.8.6', 'ExitPolicy=continue'],
    ['5.6.0', 'ExitPolicy=continue'],
    ['5.5.2', 'PodmanArgs=--exit-policy=continue'],
    ['5.0.0', 'PodmanArgs=--exit-policy=continue'],
  ])('of Podman %s does not end with its members: %s', async (version, line) => {
    const files = await units(app, { version });
    expect(files.get('shop.pod')?.split('\n')).toContain(line);
  });

  test('gives every member the time that all of them together may take to stop', async () => {
    const files = await units(app);
    const expected = 20 + 60 + 10 + 30;
    for (const name of ['shop.pod', 'shop-web.container', 'shop-db.container', 'shop-job.container']) {
      expect(valuesOf(files.get(name), 'TimeoutStopSec')).toEqual([String(expected)]);
    }
    expect(valuesOf(files.get('shop-worker-1.container'), 'TimeoutStopSec')).toEqual(['40']);
  });

  test('holds what its members would be refused for, or would be ignored in them', async () => {
    const files = await units(`
services:
  web: { image: docker.io/library/app, ports: ["80:80"], dns: [10.0.0.1], extra_hosts: { a: 10.0.0.2 }, shm_size: 1m }
`);
    const [pod, web] = [files.get('shop.pod'), files.get('shop-web.container')];
    for (const key of ['PublishPort', 'DNS', 'AddHost', 'Network']) {
      expect([key, valuesOf(pod, key)]).not.toEqual([key, []]);
      expect([key, valuesOf(web, key)]).toEqual([key, []]);
    }
    expect(valuesOf(web, 'ShmSize')).toEqual([]);
    expect(web).not.toContain('--network-alias');
  });

  test('is not there before Podman 5.0, and cannot be asked for', async () => {
    expect([...(await units(app, { version: '4.9.3' })).keys()]).toContain('shop.target');
    const { exitCode, stderr } = await generate(app, { version: '4.9.3', placement: 'pod' });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('systemd/no-pods');
  });
});

test('nothing requires a dependency: a crash of one would restart dependents and run finished jobs again', async () => {
  const files = await units(app);
  const text = [...files.values()].join('\n');
  expect(text).not.toContain('Requires=');
  expect(valuesOf(files.get('shop-web.container'), 'Wants')).toEqual(['shop-db.service shop-job.service']);
  expect(valuesOf(files.get('shop-web.container'), 'After')).toEqual(['shop-db.service shop-job.service']);
  expect(valuesOf(files.get('shop-web.container'), 'ExecStartPre')).toEqual([
    '/usr/bin/systemctl is-active --quiet shop-db.service',
    '/usr/bin/systemctl is-active --quiet shop-job.service',
  ]);
});

test('a job stays active when it has ended, and is never restarted after success, which systemd refuses', async () => {
  const job = (await units(app)).get('shop-job.container');
  expect(valuesOf(job, 'Type')).toEqual(['oneshot']);
  expect(valuesOf(job, 'RemainAfterExit')).toEqual(['yes']);
  expect(valuesOf(job, 'Restart')).toEqual(['on-failure']);
  expect(valuesOf(job, 'RestartMode')).toEqual(['direct']);
});

test('a unit that becomes active when healthy may take as long as its check may', async () => {
  const db = (await units(app)).get('shop-db.container');
  expect(valuesOf(db, 'Notify')).toEqual(['healthy']);
  expect(Number(valuesOf(db, 'TimeoutStartSec')[0])).toBeGreaterThanOrEqual(7 + 5 * (2 + 3));
});

test('only who is waited for is ready when healthy, as a start waits for nobody else', async () => {
  const files = await units(`
services:
  web: { image: docker.io/library/app, depends_on: [db] }
  db: { image: docker.io/library/db, healthcheck: { test: check } }
`);
  expect(valuesOf(files.get('shop-db.container'), 'Notify')).toEqual([]);
});

test('a container that ends by SIGTERM has stopped well, one that was killed for its memory has not', async () => {
  const files = await units(app);
  expect(valuesOf(files.get('shop-db.container'), 'SuccessExitStatus')).toEqual(['143']);
});

test("a user's units do not wait for the network, where Podman can be told so", async () => {
  const old = await units(app, { scope: 'user', version: '5.2.5' });
  const fresh = await units(app, { scope: 'user', version: '5.3.0' });
  for (const [name, text] of fresh) {
    expect([name, valuesOf(text, 'DefaultDependencies')]).toEqual([name, ['false']]);
  }
  expect([...old.values()].join('\n')).not.toContain('DefaultDependencies');
  expect(valuesOf(fresh.get('shop-web.container'), 'ExecStartPre')[0]).toContain('systemctl --user');
});

test('what always restarts is not given up after five times', async () => {
  expect(valuesOf((await units(app)).get('shop-db.container'), 'StartLimitIntervalSec')).toEqual(['0']);
});

test('an anonymous volume is no Mount without a source, which makes old generators fail for every unit, and is warned of', async () => {
  const { stdout, stderr } = await generate(app, { version: '5.4.2' });
  expect(stdout).not.toMatch(/^Mount=(?!.*source=)/mu);
  expect(valuesOf(stdout, 'Volume').some((value) => value.startsWith('/anonymous'))).toBe(true);
  expect(stderr).toContain('compose.yaml:12:');
  expect(stderr).toContain('systemd/no-equivalent');
});

test('with --strict what cannot be kept is an error', async () => {
  const { exitCode, stdout, stderr } = await generate(app, { options: ['--strict'] });
  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain('systemd/strict');
});

test('names on the engine are those of `up`, never the ones that Quadlet would choose', async () => {
  const files = await units(`
services:
  web: { image: docker.io/library/app, volumes: ["data:/d"] }
volumes: { data: {} }
`);
  expect(valuesOf(files.get('shop-web.container'), 'ContainerName')).toEqual(['shop-web-1']);
  expect(valuesOf(files.get('shop.pod'), 'PodName')).toEqual(['shop-pod']);
  expect(valuesOf(files.get('shop-default.network'), 'NetworkName')).toEqual(['shop_default']);
  expect(valuesOf(files.get('shop-data.volume'), 'VolumeName')).toEqual(['shop_data']);
});

test('an empty word and a lone `;` do not end a command: both are given as variables of one word', async () => {
  const files = await units(`
services: { web: { image: docker.io/library/app, command: [printf, a, "", b, ";", c] } }
`);
  const web = files.get('shop-web.container');
  expect(valuesOf(web, 'Exec')).toEqual(['printf a ${SELKIE_EMPTY} b ${SELKIE_SEMICOLON} c']);
  expect(valuesOf(web, 'Environment')).toEqual(['"SELKIE_EMPTY="', '"SELKIE_SEMICOLON=;"']);
});

test('`$` and `%` are written twice in every value that comes to a command line', async () => {
  const odd = 'a$$b%c';
  const files = await units(`
services:
  web:
    image: docker.io/library/app
    environment: { A: "${odd}" }
    labels: { l: "${odd}" }
    annotations: { n: "${odd}" }
    command: ["${odd}"]
    entrypoint: ["${odd}"]
    healthcheck: { test: "${odd}" }
    hostname: "${odd}"
    working_dir: "/${odd}"
    user: "${odd}"
    volumes: ["/${odd}:/v", { type: volume, source: data, target: "/${odd}", volume: { subpath: "${odd}" } }]
    tmpfs: "/t/${odd}"
    post_start: [{ command: ["${odd}"] }]
    pre_start: [{ command: ["${odd}"] }]
    logging: { driver: journald, options: { tag: "${odd}" } }
volumes: { data: { driver_opts: { o: "${odd}" } } }
`);
  const text = [...files.values()].join('\n');
  expect(text.match(/a\$\$b%%c/gu)?.length).toBeGreaterThanOrEqual(16);
  expect(text.split('\n').filter((line) => /a(?:\$|\$\$\$+)b|b(?:%|%%%+)c/u.test(line))).toEqual([]);
});

const everything = `
services:
  web:
    image: docker.io/library/app
    hostname: www
    init: true
    read_only: true
    user: "1:1"
    group_add: [a]
    working_dir: /x
    entrypoint: [/bin/x]
    command: [y]
    ports: ["1:1"]
    dns: [10.0.0.1]
    extra_hosts: { a: 10.0.0.2 }
    mem_limit: 64m
    pids_limit: 5
    ulimits: { nofile: 9 }
    stop_signal: SIGINT
    stop_grace_period: 3s
    security_opt: ["apparmor=x", "seccomp=/y", no-new-privileges]
    sysctls: { kernel.msgmax: "1" }
    logging: { driver: k8s-file, options: { max-size: 1m } }
    healthcheck: { test: x, start_interval: 1s, start_period: 9s }
    volumes: ["data:/d", { type: volume, source: data, target: /e, volume: { subpath: s } }]
    tmpfs: /t
    pull_policy: always
    annotations: { a: b }
    cgroup_parent: x
  rooted: { x-podman.rootfs: /srv/root, use_api_socket: true, pre_start: [{ command: x }] }
  built: { build: { context: ., args: { A: "1" }, target: t } }
volumes: { data: { driver: local } }
networks: { default: { internal: true } }
`;

test.each([
  '4.7.0',
  '4.8.3',
  '4.9.3',
  '5.0.3',
  '5.1.2',
  '5.2.5',
  '5.3.2',
  '5.4.2',
  '5.5.2',
  '5.6.2',
  '5.7.1',
  '5.8.6',
])(
  'Podman %s gets no key that it does not know, and the container loses nothing by that',
  async (version) => {
    const files = await units(everything, { version, scope: 'user' });
    const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
    const numbers: Version = [major, minor, patch];
    for (const [name, text] of files) {
      for (const [, section = '', body = ''] of text.matchAll(/^\[(\w+)\]\n((?:.+\n)*)/gmu)) {
        if (['Unit', 'Service', 'Install'].includes(section)) continue;
        const unknown = body
          .split('\n')
          .map((line) => line.split('=')[0] ?? '')
          .filter((key) => key !== '' && !isSupported(section, key, numbers));
        expect([name, unknown]).toEqual([name, []]);
      }
    }
    const web = files.get('shop-web.container') ?? '';
    for (const word of [
      'www',
      '64',
      '/bin/x',
      'nofile',
      'AppArmor=x|apparmor=x',
      'StopSignal=2|--stop-signal=2',
    ]) {
      expect(web).toMatch(new RegExp(word, 'u'));
    }
  },
);
