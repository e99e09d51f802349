import { expect, test } from 'vitest';
import type { BuildSpec } from '../../src/model/build.ts';
import type { BuildFacts } from '../../src/executor/build-query.ts';
import { buildQuery } from '../../src/executor/build-query.ts';
import { featuresOf } from '../../src/podman/features.ts';

const plain: BuildSpec = {
  context: '/ctx',
  dockerfile: undefined,
  dockerfileInline: undefined,
  args: new Map(),
  target: undefined,
  tags: [],
  labels: new Map(),
  cacheFrom: [],
  cacheTo: [],
  noCache: false,
  noCacheFilter: [],
  pull: false,
  network: undefined,
  platforms: [],
  additionalContexts: new Map(),
  ssh: new Map(),
  secrets: [],
  extraHosts: [],
  shmSizeBytes: undefined,
  ulimits: new Map(),
  isPrivileged: false,
  isolation: undefined,
  entitlements: [],
  provenance: undefined,
  sbom: undefined,
};

const facts: BuildFacts = {
  project: 'shop',
  environment: new Map([['FROM_SHELL', 'there']]),
  names: ['localhost/shop-web'],
  list: undefined,
  platforms: [],
  dockerfile: 'Dockerfile',
  remote: undefined,
  secrets: new Map(),
  contexts: [],
  features: featuresOf([5, 8, 6]),
  isPullForced: false,
  isCacheOff: false,
  memoryBytes: undefined,
};

test('a build that asks for nothing is cached, and keeps what only the docker format has', () => {
  expect(buildQuery(plain, facts)).toEqual({
    dockerfile: 'Dockerfile',
    t: ['localhost/shop-web'],
    labels: '["com.docker.compose.project=shop"]',
    layers: 'true',
    outputformat: 'application/vnd.docker.distribution.manifest.v2+json',
    rm: 'true',
    forcerm: 'true',
    pullpolicy: 'missing',
  });
});

test('labels are a list in one order, as of a mapping the engine makes another order each time', () => {
  const labels = new Map([
    ['z', '1'],
    ['a', 'x=y'],
  ]);
  expect(buildQuery({ ...plain, labels }, facts)).toMatchObject({
    labels: '["a=x=y","com.docker.compose.project=shop","z=1"]',
  });
});

const contexts = [
  { name: 'base', kind: 'image', value: 'localhost/base' },
  { name: 'files', kind: 'url', value: 'https://r.example/f.tar' },
] as const;

test.each<[string, Partial<BuildSpec>, Partial<BuildFacts>, object]>([
  [
    'arguments take values of the environment',
    {
      args: new Map([
        ['FROM_SHELL', null],
        ['NOWHERE', null],
        ['A', '1'],
      ]),
    },
    {},
    { buildargs: '{"FROM_SHELL":"there","A":"1"}' },
  ],
  ['a stage that shall be new makes all new', { noCacheFilter: ['build'] }, {}, { nocache: 'true' }],
  [
    'privileged commands have every capability',
    { isPrivileged: true },
    {},
    { addcaps: '["ALL"]', seccomp: 'unconfined', labelopts: '["disable"]' },
  ],
  ['an isolation of Podman’s', { isolation: 'chroot' }, {}, { isolation: 'chroot' }],
  [
    'caches are repositories',
    {
      cacheFrom: ['r.example:5000/a/b:tag', 'type=registry,ref=r.example/c:d', 'type=gha'],
      cacheTo: ['type=registry,ref=r.example/e,mode=max'],
    },
    {},
    { cachefrom: '["r.example:5000/a/b","r.example/c"]', cacheto: '["r.example/e"]' },
  ],
  [
    'contexts since 5.6',
    {},
    { contexts },
    { additionalbuildcontexts: ['base=image:localhost/base', 'files=url:https://r.example/f.tar'] },
  ],
  [
    'contexts before 5.6',
    {},
    { contexts, features: featuresOf([5, 4, 2]) },
    {
      additionalbuildcontexts:
        '{"base":{"IsURL":false,"IsImage":true,"Value":"localhost/base"},"files":{"IsURL":true,"IsImage":false,"Value":"https://r.example/f.tar"}}',
    },
  ],
  ['a forced pull', {}, { isPullForced: true }, { pullpolicy: 'always' }],
  [
    'a forced pull beside images that only this machine has',
    { pull: true },
    { contexts },
    { pullpolicy: 'newer' },
  ],
  [
    'several platforms go into a list',
    {},
    { names: [], list: 'localhost/l', platforms: ['linux/amd64', 'linux/arm64'] },
    { manifest: 'localhost/l', platform: ['linux/amd64', 'linux/arm64'] },
  ],
  [
    'several platforms without a cache that tells them apart',
    {},
    { names: [], platforms: ['linux/amd64', 'linux/arm64'], features: featuresOf([5, 4, 2]) },
    { nocache: 'true' },
  ],
])('%s', (_, build, more, expected) => {
  expect(buildQuery({ ...plain, ...build }, { ...facts, ...more })).toMatchObject(expected);
});

test.each(['default', 'hyperv', ''])(
  'an isolation that Podman does not have is left out: %s',
  (isolation) => {
    expect(buildQuery({ ...plain, isolation }, facts)).not.toHaveProperty('isolation');
  },
);
