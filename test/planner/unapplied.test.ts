import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/lib/json.ts';
import {
  unappliedFileObjectKeys,
  unappliedKeys,
  unappliedNetworkKeys,
  unappliedTopLevelKeys,
  unappliedVolumeKeys,
} from '../../src/planner/unapplied.ts';

function found(definition: JsonObject): readonly string[] {
  return unappliedKeys({ definition }).map(({ path, key }) => `${path.join('/')} (${key})`);
}

describe('keys of a service that are not applied', () => {
  test.each<[string, JsonObject, readonly string[]]>([
    ['a plain key', { isolation: 'hyperv' }, ['isolation (isolation)']],
    ['an inner key', { build: { context: '.', ssh: ['default'] } }, ['build/ssh (build.ssh)']],
    [
      'a key of a named member',
      { networks: { a: { link_local_ips: ['::1'] }, b: null, c: { link_local_ips: ['::2'] } } },
      [
        'networks/a/link_local_ips (networks.*.link_local_ips)',
        'networks/c/link_local_ips (networks.*.link_local_ips)',
      ],
    ],
    [
      'a key of a list entry',
      { volumes: [{ type: 'bind' }, { type: 'bind', bind: { recursive: 'readonly' } }] },
      ['volumes/1/bind/recursive (volumes[].bind.recursive)'],
    ],
    [
      'a key with a dot in its name',
      { 'x-podman.uidmaps': ['+1:2:3'] },
      ['x-podman.uidmaps (x-podman.uidmaps)'],
    ],
  ])('%s', (_, definition, keys) => {
    expect(found(definition)).toEqual(keys);
  });

  test('each comes with a few words why', () => {
    expect(unappliedKeys({ definition: { cpu_count: 2 } })).toEqual([
      { path: ['cpu_count'], key: 'cpu_count', why: 'only Windows containers have it' },
    ]);
  });

  test.each<[string, JsonObject]>([
    ['what normalising fills in', { deploy: { placement: {}, resources: {} }, build: { ssh: [] } }],
    ['what is off anyway', { use_api_socket: false, build: { privileged: false, provenance: '' } }],
    [
      'what is on anyway',
      {
        attach: true,
        build: { isolation: 'default', entitlements: ['network.host'], cache_from: ['r.example/a:b'] },
      },
    ],
    [
      'values that are applied',
      { volumes: [{ type: 'bind', bind: { recursive: 'disabled' } }, { type: 'volume' }] },
    ],
    ['what the engine does anyway', { runtime: 'crun', external_links: ['db', 'db:db'] }],
    [
      'hints for other tools',
      { ports: [{ target: 80, mode: 'ingress', name: 'web', app_protocol: 'http' }] },
    ],
    ['keys of the project’s own', { 'x-anything': { ssh: true } }],
    [
      'options that a log driver takes',
      { logging: { driver: 'json-file', options: { 'max-size': '1m', 'max-file': '3' } } },
    ],
    ['a tag in the journal', { logging: { driver: 'journald', options: { tag: 'x' } } }],
    ['ordinary services', { image: 'a', command: null, entrypoint: null, networks: { default: null } }],
  ])('%s: none', (_, definition) => {
    expect(found(definition)).toEqual([]);
  });

  test.each<[string, JsonObject, string]>([
    ['a log driver of others', { logging: { driver: 'fluentd', options: { tag: 'x' } } }, 'logging.driver'],
    ['a tag of a file', { logging: { driver: 'json-file', options: { tag: 'x' } } }, 'logging.options.tag'],
    ['a tag of the default', { logging: { options: { tag: 'x' } } }, 'logging.options.tag'],
    [
      'a size in the journal',
      { logging: { driver: 'journald', options: { 'max-size': '1m' } } },
      'logging.options.max-size',
    ],
    [
      'an option that no file has',
      { logging: { driver: 'local', options: { mode: 'non-blocking' } } },
      'logging.options.mode',
    ],
    ['what log drivers do not note', { logging: { options: { labels: 'a' } } }, 'logging.options'],
    ['a cache outside a registry', { build: { cache_to: ['type=local,dest=/c'] } }, 'build.cache_to'],
    ['an isolation of Windows', { build: { isolation: 'hyperv' } }, 'build.isolation'],
    [
      'a grant that builds do not know',
      { build: { entitlements: ['security.insecure'] } },
      'build.entitlements',
    ],
    ['a job', { deploy: { mode: 'replicated-job' } }, 'deploy.mode'],
    ['a runtime that nothing but the engine chooses', { runtime: 'nvidia' }, 'runtime'],
    ['another name for a container outside', { external_links: ['db:mysql'] }, 'external_links'],
    ['what control groups have no more', { oom_kill_disable: true }, 'oom_kill_disable'],
    ['a mount that Podman does not have', { volumes: [{ type: 'npipe' }] }, 'volumes[].type'],
  ])('values that ask for what is not done: %s', (_, definition, key) => {
    expect(unappliedKeys({ definition }).map((unapplied) => unapplied.key)).toEqual([key]);
  });
});

test('networks, volumes, secrets and the project’s extensions have such keys too', () => {
  const network = {
    definition: { name: 'n', enable_ipv4: false, ipam: { config: [{ aux_addresses: { a: '1' } }] } },
  };
  expect(unappliedNetworkKeys(network).map(({ key }) => key)).toEqual(['ipam.config[].aux_addresses']);
  expect(unappliedVolumeKeys({ definition: { name: 'v', driver: 'local' } })).toEqual([]);
  const secret = {
    kind: 'secret',
    definition: { name: 's', file: '/f', template_driver: 'golang' },
  } as const;
  expect(unappliedFileObjectKeys(secret).map(({ key }) => key)).toEqual(['template_driver']);
  const extensions = { 'x-podman': { in_pod: false, name_separator_compat: false } };
  expect(unappliedTopLevelKeys({ extensions }).map(({ path }) => path.join('/'))).toEqual([
    'x-podman/name_separator_compat',
  ]);
});
