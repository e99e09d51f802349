import { describe, expect, test } from 'vitest';
import type { Service } from '../../src/model/service.ts';
import type { Mount } from '../../src/model/mount.ts';
import type { Network } from '../../src/model/networking.ts';
import type { ContainerDesign } from '../../src/planner/container-design.ts';
import { featuresOf } from '../../src/podman/features.ts';
import {
  containerSpec,
  hostPathsToCreate,
  networkSpec,
  podSpec,
  volumeSpec,
} from '../../src/podman/spec-generator.ts';
import type { Version } from '../../src/podman/version.ts';
import { noLimits, serviceName, someContainer, somePod } from '../support/designs.ts';
import { networkFixture } from '../support/project-fixture.ts';

function spec(
  service: Partial<Service> = {},
  design: Partial<ContainerDesign> = {},
  version: Version = [5, 8, 6],
): object {
  const made = containerSpec(someContainer(service, design), { features: featuresOf(version) });
  // As it goes over the wire: what is undefined is not sent.
  return JSON.parse(JSON.stringify(made)) as object;
}

const beside = { kind: 'beside', reason: 'a test', networks: [], ports: [] } as const;

test('a service that asks for nothing gets nothing but what must be said', () => {
  expect(spec()).toEqual({
    name: 'shop-web-1',
    image: 'localhost/bb',
    pod: 'shop',
    labels: {},
    env: {},
    terminal: false,
    stdin: false,
    restart_policy: 'no',
    create_working_dir: true,
    read_only_filesystem: false,
    read_write_tmpfs: false,
    privileged: false,
    log_configuration: { driver: 'k8s-file' },
    containerCreateCommand: [
      'podman',
      'create',
      '--name=shop-web-1',
      '--pod=shop',
      '--log-driver=k8s-file',
      'localhost/bb',
    ],
  });
});

describe('what only Podman has', () => {
  const podman = {
    uidMaps: [],
    gidMaps: undefined,
    rootfs: undefined,
    keepsImageHosts: false,
    addsUser: undefined,
  };
  const range = { container: 0, host: 100_000, count: 65_536 };
  const mapped = [{ container_id: 0, host_id: 100_000, size: 65_536 }];

  test.each<[string, Partial<Service['podman']>, object, readonly string[]]>([
    [
      'a mapping of user ids holds for groups too',
      { uidMaps: [range] },
      {
        userns: { nsmode: 'private' },
        idmappings: { HostUIDMapping: false, HostGIDMapping: false, UIDMap: mapped, GIDMap: mapped },
      },
      ['--uidmap=0:100000:65536', '--gidmap=0:100000:65536'],
    ],
    ['a folder instead of an image', { rootfs: '/r' }, { rootfs: '/r' }, ['--rootfs', '/r']],
    ['the hosts file of the image', { keepsImageHosts: true }, { use_image_hosts: true }, ['--no-hosts']],
    ['no user in /etc/passwd', { addsUser: false }, { manage_password: false }, ['--passwd=false']],
  ])('%s', (_, settings, expected, flags) => {
    const made = spec({ podman: { ...podman, ...settings } }, { place: beside });
    expect(made).toMatchObject(expected);
    expect(made).toMatchObject({ containerCreateCommand: expect.arrayContaining([...flags]) as unknown });
  });

  test('a folder takes the place of the image', () => {
    expect(spec({ podman: { ...podman, rootfs: '/r' } })).not.toHaveProperty('image');
  });
});

describe('process', () => {
  test.each<[string, Partial<Service>, object]>([
    ['lists clear what the image has', { command: [], entrypoint: [] }, { command: [], entrypoint: [] }],
    [
      'a variable of null takes the image’s away',
      {
        environment: new Map([
          ['A', '1'],
          ['B', null],
        ]),
      },
      { env: { A: '1' }, unsetenv: ['B'] },
    ],
    ['a signal is a number', { stopSignal: 'SIGUSR1' }, { stop_signal: 10 }],
    ['a real-time signal too', { stopSignal: 'RTMIN+3' }, { stop_signal: 37 }],
    ['half a second is a whole one', { stopGracePeriodMs: 1500 }, { stop_timeout: 2 }],
    ['no grace at all', { stopGracePeriodMs: 0 }, { stop_timeout: 0 }],
    [
      'restart',
      { restart: { kind: 'on-failure', maxAttempts: 3 } },
      { restart_policy: 'on-failure', restart_tries: 3 },
    ],
    [
      'init, user and groups',
      { hasInit: true, user: '1:2', groupAdd: ['3'] },
      { init: true, user: '1:2', groups: ['3'] },
    ],
  ])('%s', (_name, service, expected) => {
    expect(spec(service)).toMatchObject(expected);
  });

  test('no init in a PID namespace that is not its own', () => {
    const made = spec({ hasInit: true, pidMode: { kind: 'mode', mode: 'host' } });
    expect(made).not.toHaveProperty('init', true);
  });

  test('the image’s id becomes a label', () => {
    const made = containerSpec(someContainer({}, { labels: new Map([['a', 'b']]) }), {
      features: featuresOf([5, 0, 0]),
      imageId: 'abc',
    });
    expect(made['labels']).toEqual({ a: 'b', 'com.docker.compose.image': 'sha256:abc' });
  });
});

describe('network', () => {
  test('a member of the pod has a hostname, and nothing of its own besides', () => {
    const made = spec({ dns: ['1.1.1.1'] }, { hostname: 'web', hosts: [['a', '1.2.3.4']] });
    expect(made).toMatchObject({ hostname: 'web', utsns: { nsmode: 'private' }, pod: 'shop' });
    for (const key of ['netns', 'networks', 'portmappings', 'hostadd', 'dns_server']) {
      expect(made).not.toHaveProperty(key);
    }
  });

  test('beside the pod it has all of that', () => {
    const network = {
      name: 'shop_front',
      aliases: ['web'],
      staticIps: ['10.1.2.3'],
      staticMac: undefined,
      interfaceName: undefined,
      options: new Map([['mtu', '1400']]),
    };
    const port = { containerPort: 80, hostPort: 8080, hostIp: undefined, protocol: 'tcp' } as const;
    expect(
      spec(
        { dns: ['1.1.1.1'], dnsSearch: ['x'], expose: [{ first: 80, last: 81, protocol: 'tcp' }] },
        {
          hostname: 'web',
          hosts: [
            ['gw', 'host-gateway'],
            ['v6', 'fd00::1'],
          ],
          place: { ...beside, networks: [network], ports: [port] },
        },
      ),
    ).toMatchObject({
      hostname: 'web',
      netns: { nsmode: 'bridge' },
      networks: { shop_front: { aliases: ['web'], static_ips: ['10.1.2.3'], options: { mtu: '1400' } } },
      portmappings: [{ container_port: 80, host_port: 8080, protocol: 'tcp', range: 1 }],
      hostadd: ['gw:host-gateway', 'v6:fd00::1'],
      dns_server: ['1.1.1.1'],
      dns_search: ['x'],
      expose: { '80': 'tcp', '81': 'tcp' },
      base_hosts_file: 'none',
    });
    expect(spec({}, { place: beside }, [4, 9, 0])).not.toHaveProperty('base_hosts_file');
  });

  test.each([
    ['host', { netns: { nsmode: 'host' } }],
    ['none', { netns: { nsmode: 'none' } }],
    ['ns:/run/netns/x', { netns: { nsmode: 'path', value: '/run/netns/x' } }],
    ['pasta:--mtu,1500', { netns: { nsmode: 'pasta' }, network_options: { pasta: ['--mtu', '1500'] } }],
  ])('mode %s', (mode, expected) => {
    expect(spec({}, { place: { kind: 'mode', mode, ports: [] } })).toMatchObject(expected);
  });

  test('ports that rise together are one range; chosen ones and others are not', () => {
    const port = (containerPort: number, hostPort: number, hostIp?: string) =>
      ({ containerPort, hostPort, hostIp, protocol: 'tcp' }) as const;
    const ports = [
      port(80, 8080),
      port(81, 8081),
      port(82, 8082),
      port(90, 0),
      port(91, 0),
      port(83, 8083, '::1'),
    ];
    expect(podSpec(somePod({ ports }), featuresOf([5, 8, 6]))['portmappings']).toEqual([
      { container_port: 80, host_port: 8080, host_ip: undefined, protocol: 'tcp', range: 3 },
      { container_port: 90, host_port: 0, host_ip: undefined, protocol: 'tcp', range: 1 },
      { container_port: 91, host_port: 0, host_ip: undefined, protocol: 'tcp', range: 1 },
      { container_port: 83, host_port: 8083, host_ip: '::1', protocol: 'tcp', range: 1 },
    ]);
  });
});

describe('mounts', () => {
  const base = { target: '/t', isReadOnly: false, consistency: undefined };
  const bind: Mount = {
    ...base,
    kind: 'bind',
    source: '/s',
    propagation: undefined,
    createHostPath: true,
    selinux: undefined,
    recursive: undefined,
    engineFlags: [],
  };
  const volume: Mount = {
    ...base,
    kind: 'volume',
    source: undefined,
    noCopy: false,
    subpath: undefined,
    labels: new Map(),
    engineFlags: [],
  };
  const tmpfs: Mount = { ...base, kind: 'tmpfs', sizeBytes: undefined, mode: undefined, options: [] };

  test.each<[string, Mount, object]>([
    ['bind', bind, { mounts: [{ type: 'bind', source: '/s', destination: '/t', options: ['rbind', 'rw'] }] }],
    [
      'bind with everything',
      {
        ...bind,
        isReadOnly: true,
        propagation: 'rslave',
        selinux: 'z',
        recursive: 'disabled',
        engineFlags: ['U'],
      },
      { mounts: [{ type: 'bind', options: ['bind', 'ro', 'rslave', 'z', 'U'] }] },
    ],
    ['overlay', { ...bind, engineFlags: ['O'] }, { overlay_volumes: [{ source: '/s', destination: '/t' }] }],
    [
      'named volume',
      { ...volume, source: 'data', noCopy: true },
      { volumes: [{ Name: 'shop_data', Dest: '/t', Options: ['rw', 'nocopy'] }] },
    ],
    ['anonymous volume', volume, { volumes: [{ Dest: '/t', Options: ['rw'], IsAnonymous: true }] }],
    ['part of a volume', { ...volume, source: 'data', subpath: 'a/b' }, { volumes: [{ SubPath: 'a/b' }] }],
    [
      'tmpfs',
      { ...tmpfs, sizeBytes: 1024, mode: 0o1770 },
      {
        mounts: [{ type: 'tmpfs', source: 'tmpfs', destination: '/t', options: ['size=1024', 'mode=1770'] }],
      },
    ],
    [
      'tmpfs with an owner',
      { ...tmpfs, options: ['noexec', 'uid=5'] },
      { mounts: [{ options: ['noexec', 'U'] }] },
    ],
    [
      'image',
      { ...base, kind: 'image', source: 'img', subpath: 'x', isReadOnly: true },
      { image_volumes: [{ Source: 'img', Destination: '/t', ReadWrite: false, subPath: 'x' }] },
    ],
  ])('%s', (_name, mount, expected) => {
    expect(spec({ mounts: [mount] }, { volumeNames: new Map([['data', 'shop_data']]) })).toMatchObject(
      expected,
    );
  });

  test('volumes of the container before are mounted again, the image’s too', () => {
    const inheritedVolumes = new Map([
      ['/t', 'old1'],
      ['/var/lib/x', 'old2'],
    ]);
    expect(spec({ mounts: [volume] }, { inheritedVolumes })).toMatchObject({
      volumes: [
        { Name: 'old1', Dest: '/t', IsAnonymous: true },
        { Name: 'old2', Dest: '/var/lib/x', IsAnonymous: true },
      ],
    });
  });

  test('shared memory in the pod is a tmpfs; beside it is the engine’s own', () => {
    expect(spec({ shmSizeBytes: 1024 })).toMatchObject({
      mounts: [
        { type: 'tmpfs', destination: '/dev/shm', options: expect.arrayContaining(['size=1024']) as unknown },
      ],
    });
    expect(spec({ shmSizeBytes: 1024 }, { place: beside })).toMatchObject({ shm_size: 1024 });
  });

  test('secrets by name, with their mode, and files by path', () => {
    expect(
      spec(
        {},
        {
          fileObjects: [
            {
              kind: 'engine-secret',
              name: 'shop_pw',
              target: '/run/secrets/pw',
              uid: 1,
              gid: 2,
              mode: 0o440,
            },
            { kind: 'bind', path: '/s', target: '/etc/c' },
          ],
        },
      ),
    ).toMatchObject({
      secrets: [{ Source: 'shop_pw', Target: '/run/secrets/pw', UID: 1, GID: 2, Mode: 288 }],
      mounts: [{ type: 'bind', source: '/s', destination: '/etc/c', options: ['rbind', 'ro'] }],
    });
  });

  test('host folders to make are those that ask for it, once', () => {
    const mounts = [bind, bind, { ...bind, source: '/kept', createHostPath: false }, volume];
    expect(hostPathsToCreate(someContainer({ mounts }))).toEqual(['/s']);
  });

  test('volumes of others', () => {
    const service = serviceName('db');
    expect(
      spec(
        {
          volumesFrom: [
            { from: { kind: 'service', service }, isReadOnly: true },
            { from: { kind: 'container', container: 'x' }, isReadOnly: false },
          ],
          pidMode: { kind: 'service', service },
        },
        { siblings: new Map([[service, 'shop-db-1']]) },
      ),
    ).toMatchObject({
      volumes_from: ['shop-db-1:ro', 'x'],
      pidns: { nsmode: 'container', value: 'shop-db-1' },
    });
  });
});

describe('limits', () => {
  test.each<[string, Partial<Service>, object]>([
    [
      'processors',
      { resources: { ...noLimits, cpus: 1.5, cpuset: '0-1' } },
      { resource_limits: { cpu: { period: 100_000, quota: 150_000, cpus: '0-1' } } },
    ],
    [
      'memory brings as much swap',
      { resources: { ...noLimits, memoryBytes: 100 } },
      { resource_limits: { memory: { limit: 100, swap: 200 } } },
    ],
    [
      'swap as asked for',
      { resources: { ...noLimits, memoryBytes: 100, memorySwapBytes: -1 } },
      { resource_limits: { memory: { limit: 100, swap: -1 } } },
    ],
    ['processes', { resources: { ...noLimits, pidsLimit: 5 } }, { resource_limits: { pids: { limit: 5 } } }],
    [
      'ulimits',
      { ulimits: new Map([['NOFILE', { soft: 1, hard: -1 }]]) },
      { r_limits: [{ type: 'nofile', soft: 1, hard: -1 }] },
    ],
  ])('%s', (_name, service, expected) => {
    expect(spec(service)).toMatchObject(expected);
  });

  test('no limits are none at all', () => {
    expect(spec()).not.toHaveProperty('resource_limits');
  });

  test('an engine without -1 gets a number', () => {
    const ulimits = new Map([['nofile', { soft: -1, hard: -1 }]]);
    expect(spec({ ulimits }, {}, [5, 4, 2])).toMatchObject({
      r_limits: [{ type: 'nofile', soft: 1_048_576, hard: 1_048_576 }],
    });
  });

  test('devices, CDI names and requests', () => {
    expect(
      spec({
        devices: [
          { source: '/dev/fuse', target: undefined, permissions: undefined },
          { source: '/dev/a', target: '/dev/b', permissions: 'r' },
          { source: 'vendor.com/class=x', target: 'vendor.com/class=x', permissions: 'rwm' },
        ],
        deviceRequests: [
          { driver: 'nvidia', count: 2, deviceIds: [], capabilities: ['gpu'], options: new Map() },
        ],
        deviceCgroupRules: ['c 1:* rw'],
      }),
    ).toMatchObject({
      devices: [
        { path: '/dev/fuse' },
        { path: '/dev/a:/dev/b:r' },
        { path: 'vendor.com/class=x' },
        { path: 'nvidia.com/gpu=0' },
        { path: 'nvidia.com/gpu=1' },
      ],
      device_cgroup_rule: [{ allow: true, type: 'c', major: 1, access: 'rw' }],
    });
  });
});

describe('health', () => {
  const check = {
    kind: 'check',
    test: ['CMD', 'true'],
    intervalMs: undefined,
    timeoutMs: undefined,
    startPeriodMs: undefined,
    startIntervalMs: undefined,
    retries: undefined,
  } as const;

  test('every number is said', () => {
    expect(spec({ healthcheck: check })).toMatchObject({
      healthconfig: { Test: ['CMD', 'true'], Interval: 30e9, Timeout: 30e9, StartPeriod: 0, Retries: 3 },
    });
  });

  test('without a test only what is said replaces the image’s', () => {
    expect(spec({ healthcheck: { ...check, test: undefined, intervalMs: 500 } })).toMatchObject({
      healthconfig: { Interval: 5e8, Timeout: 0, StartPeriod: 0, Retries: 0 },
    });
  });

  test('off', () => {
    expect(spec({ healthcheck: { kind: 'disabled' } })).toMatchObject({ healthconfig: { Test: ['NONE'] } });
  });

  test('engines that would keep every output are given limits', () => {
    expect(spec({ healthcheck: check }, {}, [5, 3, 1])).toMatchObject({ healthMaxLogCount: 5 });
    expect(spec({ healthcheck: check }, {}, [5, 4, 2])).not.toHaveProperty('healthMaxLogCount');
  });
});

test('security options', () => {
  expect(
    spec({
      capAdd: ['cap_net_admin'],
      capDrop: ['ALL'],
      securityOptions: [
        'no-new-privileges:true',
        'seccomp=unconfined',
        'label=disable',
        'label:type:x_t',
        'mask=/a:/b',
        'systempaths=unconfined',
      ],
      sysctls: new Map([
        ['net.core.somaxconn', '5'],
        ['kernel.msgmax', '6'],
      ]),
    }),
  ).toMatchObject({
    cap_add: ['NET_ADMIN'],
    cap_drop: ['ALL'],
    no_new_privileges: true,
    seccomp_profile_path: 'unconfined',
    selinux_opts: ['disable', 'type:x_t'],
    mask: ['/a', '/b'],
    unmask: ['ALL'],
    // The network's are the pod's.
    sysctl: { 'kernel.msgmax': '6' },
  });
});

test('any user may listen on any port of a network namespace that is made for the project', () => {
  const start = 'net.ipv4.ip_unprivileged_port_start';
  const mode = (text: string) => spec({}, { place: { kind: 'mode', mode: text, ports: [] } });
  expect(podSpec(somePod(), featuresOf([5, 4, 2]))).toMatchObject({ sysctl: { [start]: '0' } });
  for (const own of [spec({}, { place: beside }), mode('none'), mode('pasta')]) {
    expect(own).toMatchObject({ sysctl: { [start]: '0' } });
  }
  const join = { kind: 'join', container: 'other' } as const;
  for (const shared of [spec(), spec({}, { place: join }), mode('host'), mode('ns:/run/netns/x')]) {
    expect(shared).not.toHaveProperty('sysctl');
  }
  const asked = new Map([[start, '90']]);
  expect(spec({ sysctls: asked }, { place: beside })).toMatchObject({ sysctl: { [start]: '90' } });
  expect(podSpec({ ...somePod(), sysctls: asked }, featuresOf([5, 4, 2]))).toMatchObject({
    sysctl: { [start]: '90' },
  });
});

test.each([
  ['json-file', { 'max-size': '10m', 'max-file': '3' }, { driver: 'k8s-file', size: 10_485_760 }],
  ['journald', { tag: 'x' }, { driver: 'journald', options: { tag: 'x' } }],
  ['k8s-file', { tag: 'x', path: '/l' }, { driver: 'k8s-file', path: '/l' }],
  ['none', {}, { driver: 'none' }],
])('log driver %s', (driver, options, expected) => {
  const made = spec({ logging: { driver, options: new Map(Object.entries(options)) } });
  expect(made).toHaveProperty('log_configuration', expected);
});

test('a network', () => {
  const pool = {
    subnet: '10.5.0.0/16',
    gateway: '10.5.0.1',
    ipRange: '10.5.7.0/24',
    auxAddresses: new Map(),
  };
  expect(
    networkSpec(
      {
        key: 'front',
        name: 'shop_front',
        isExternal: false,
        driver: undefined,
        driverOptions: new Map([['mtu', '1400']]),
        ipam: { driver: 'default', options: new Map(), pools: [pool] },
        isInternal: true,
        isAttachable: false,
        enableIpv4: undefined,
        enableIpv6: true,
        labels: new Map(),
        isDnsOff: false,
        dnsServers: [],
        routes: [],
        gatewayMetric: undefined,
        definition: {},
        configHash: '',
      },
      new Map([['a', 'b']]),
    ),
  ).toEqual({
    name: 'shop_front',
    driver: 'bridge',
    labels: { a: 'b' },
    options: { isolate: 'true', mtu: '1400' },
    internal: true,
    ipv6_enabled: true,
    dns_enabled: true,
    subnets: [
      {
        subnet: '10.5.0.0/16',
        gateway: '10.5.0.1',
        lease_range: { start_ip: '10.5.7.0', end_ip: '10.5.7.255' },
      },
    ],
    ipam_options: undefined,
  });
});

test.each<[string, Partial<Network>, object]>([
  ['no names', { isDnsOff: true }, { dns_enabled: false }],
  ['name servers', { dnsServers: ['192.0.2.1'] }, { network_dns_servers: ['192.0.2.1'] }],
  [
    'routes',
    { routes: [{ destination: '10.9.0.0/24', gateway: '10.8.0.7', metric: 5 }] },
    { routes: [{ destination: '10.9.0.0/24', gateway: '10.8.0.7', metric: 5 }] },
  ],
  ['the metric of its gateway', { gatewayMetric: 98 }, { options: { isolate: 'true', metric: '98' } }],
  [
    'no IPv4',
    { enableIpv4: false, enableIpv6: true },
    {
      ipv6_enabled: false,
      subnets: [
        { subnet: expect.stringMatching(/^fd[0-9a-f]{2}:[0-9a-f]{4}:[0-9a-f]{4}::\/64$/) as unknown },
      ],
    },
  ],
])('a network: %s', (_, given, expected) => {
  expect(JSON.parse(JSON.stringify(networkSpec(networkFixture('n', given), new Map())))).toMatchObject(
    expected,
  );
});

test('a volume', () => {
  const volume = {
    key: 'data',
    name: 'shop_data',
    isExternal: false,
    driver: undefined,
    driverOptions: new Map([['type', 'tmpfs']]),
    labels: new Map<string, string>(),
    definition: {},
    configHash: '',
  };
  expect(volumeSpec(volume, new Map([['a', 'b']]))).toMatchObject({
    Name: 'shop_data',
    Options: { type: 'tmpfs' },
    Label: { a: 'b' },
  });
});

test('the pod', () => {
  const made = podSpec(
    somePod({ hosts: [['web', '127.0.0.1']], dns: ['1.1.1.1'], usernsMode: 'keep-id:uid=5' }),
    featuresOf([5, 8, 6]),
  );
  expect(JSON.parse(JSON.stringify(made))).toMatchObject({
    name: 'shop',
    infra_name: 'shop-infra',
    exit_policy: 'continue',
    shared_namespaces: ['net'],
    hostadd: ['web:127.0.0.1'],
    hostsFile: 'none',
    dns_server: ['1.1.1.1'],
    userns: { nsmode: 'keep-id', value: 'uid=5' },
  });
  expect(podSpec(somePod(), featuresOf([4, 9, 0]))['hostsFile']).toBeUndefined();
});
