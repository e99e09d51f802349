import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/lib/json.ts';
import { load } from '../../src/parser/load.ts';
import { yamlText } from '../../src/lib/yaml-text.ts';
import { unappliedWarnings } from '../../src/planner/unapplied-warnings.ts';
import { loadText, serviceOf } from '../support/compose.ts';
import { memoryHost } from '../support/memory-host.ts';

/** What `config` prints, which read again prints the same. */
async function printed(text: string): Promise<JsonObject> {
  const first = await loadText(text);
  expect([first.errors, first.warnings]).toEqual([[], []]);
  const second = await loadText(yamlText(first.document ?? {}).replaceAll('$', '$$$$'));
  expect(second.document).toEqual(first.document);
  return first.document ?? {};
}

async function project(text: string) {
  const host = memoryHost({ files: { '/project/compose.yaml': text } });
  const { value, diagnostics } = await load({ files: [], profiles: [], envFiles: [] }, host);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  const services = [...value.services.values()];
  const warned = unappliedWarnings(value, services).map(({ args }) => ('key' in args ? args.key : ''));
  const [web] = services;
  if (web === undefined) throw new Error('no service');
  return { value, web, warned, network: value.networks.get('n'), placement: value.placement };
}

type Decoded = Awaited<ReturnType<typeof project>>;

const service = (lines: string, top = ''): string => `services:\n  web:\n    image: x\n    ${lines}\n${top}`;

test.each<[flags: string, expected: JsonObject]>([
  ['z', { bind: { selinux: 'z', create_host_path: true } }],
  ['Z', { bind: { selinux: 'Z', create_host_path: true } }],
  ['U', { 'x-podman-flags': ['U'] }],
  ['O', { 'x-podman-flags': ['O'] }],
  ['ro,z,U', { read_only: true, bind: { selinux: 'z', create_host_path: true }, 'x-podman-flags': ['U'] }],
  ['noexec,nosuid', { 'x-podman-flags': ['noexec', 'nosuid'] }],
])('the mount flags %s are kept', async (flags, expected) => {
  const document = await printed(service(`volumes: ["./a:/a:${flags}"]`));
  expect(serviceOf(document)['volumes']).toEqual([
    { type: 'bind', source: '/project/a', target: '/a', bind: { create_host_path: true }, ...expected },
  ]);
});

test('flags reach the mount of the model, of binds and of volumes', async () => {
  const { web, warned } = await project(
    service('volumes: ["./a:/a:U", "data:/b:z,U", "./c:/c:O"]', 'volumes: {data: }'),
  );
  expect(web.mounts).toMatchObject([
    { kind: 'bind', engineFlags: ['U'] },
    { kind: 'volume', engineFlags: ['U', 'z'] },
    { kind: 'bind', engineFlags: ['O'] },
  ]);
  expect(warned).toEqual([]);
});

test.each([
  'pasta',
  'pasta:-T,5000',
  'slirp4netns:allow_host_loopback=true',
  'ns:/run/netns/x',
  'private',
  'bridge:ip=10.88.0.5',
])('network_mode %s is a mode of the engine', async (mode) => {
  const text = service(`network_mode: "${mode}"`);
  expect(serviceOf(await printed(text))).toMatchObject({ network_mode: mode });
  expect((await project(text)).web.networking).toEqual({ kind: 'engine-mode', mode });
});

test.each([
  'host',
  'keep-id',
  'keep-id:uid=1000,gid=1000',
  'auto',
  'auto:size=65536',
  'nomap',
  'private',
  'ns:/run/userns/x',
])('userns_mode %s goes to the engine as it is', async (mode) => {
  const text = service(`userns_mode: "${mode}"`);
  expect(serviceOf(await printed(text))).toMatchObject({ userns_mode: mode });
  expect((await project(text)).web.usernsMode).toBe(mode);
});

test('names of podman-compose for an interface and its address mean those of the format', async () => {
  const text = service(
    'networks: {n: {x-podman.interface_name: eth7, x-podman.mac_address: "02:00:00:00:00:01"}}',
    'networks: {n: }',
  );
  await printed(text);
  const { web, warned } = await project(text);
  expect(web.networking).toMatchObject({
    attachments: [{ interfaceName: 'eth7', macAddress: '02:00:00:00:00:01' }],
  });
  expect(warned).toEqual([]);
});

test.each<[key: string, text: string, read: (of: Decoded) => unknown, value: unknown]>([
  [
    'x-podman.uidmaps',
    service('x-podman.uidmaps: ["0:100000:65536", "70000:1"]'),
    ({ web }) => web.podman.uidMaps,
    [
      { container: 0, host: 100_000, count: 65_536 },
      { container: 70_000, host: 1, count: 1 },
    ],
  ],
  [
    'x-podman.gidmaps',
    service('x-podman.gidmaps: ["0:5:6"]'),
    ({ web }) => web.podman.gidMaps,
    [{ container: 0, host: 5, count: 6 }],
  ],
  ['x-podman.rootfs', service('x-podman.rootfs: /r'), ({ web }) => web.podman.rootfs, '/r'],
  ['x-podman.no_hosts', service('x-podman.no_hosts: "true"'), ({ web }) => web.podman.keepsImageHosts, true],
  ['x-podman.passwd', service('x-podman.passwd: false'), ({ web }) => web.podman.addsUser, false],
  [
    'networks.*.x-podman.disable_dns',
    service('networks: [n]', 'networks: {n: {x-podman.disable_dns: true}}'),
    ({ network }) => network?.isDnsOff,
    true,
  ],
  [
    'networks.*.x-podman.dns',
    service('networks: [n]', 'networks: {n: {x-podman.dns: [1.1.1.1]}}'),
    ({ network }) => network?.dnsServers,
    ['1.1.1.1'],
  ],
  [
    'networks.*.x-podman.routes',
    service('networks: [n]', 'networks: {n: {x-podman.routes: ["10.0.0.0/8,10.0.0.1"]}}'),
    ({ network }) => network?.routes,
    [{ destination: '10.0.0.0/8', gateway: '10.0.0.1', metric: undefined }],
  ],
  [
    'x-podman.docker_compose_compat',
    service('user: a', 'x-podman: {docker_compose_compat: true}'),
    ({ placement }) => placement.mode,
    'network',
  ],
  [
    'x-podman.default_net_name_compat',
    service('networks: [n]', 'name: my-app\nnetworks: {n: }\nx-podman: {default_net_name_compat: true}'),
    ({ network }) => network?.name,
    'myapp_n',
  ],
])('%s is kept and means what it says', async (_, text, read, value) => {
  await printed(text);
  const decoded = await project(text);
  expect(read(decoded)).toEqual(value);
  expect(decoded.warned).toEqual([]);
});

test.each<[key: string, text: string]>([
  ['x-podman.uidmaps', service('x-podman.uidmaps: ["+0:@1:1"]')],
  ['volumes[].type', service('volumes: [{type: npipe, source: "/x/*", target: /x}]')],
])('%s is kept, and a warning says what is not done for it', async (key, text) => {
  await printed(text);
  expect((await project(text)).warned).toEqual([key]);
});

test.each<[text: string, warning: string, nearest: string | undefined]>([
  [service('x-podman.nohosts: true'), 'compose.yaml:4:5', 'x-podman.no_hosts'],
  [service('x-podman: {passwd: true}'), 'compose.yaml:4:5', undefined],
  [service('user: a', 'x-podman: {in_pdo: true}'), 'compose.yaml:5:12', 'in_pod'],
  [
    service('networks: {n: {x-podman.mac_adress: a}}', 'networks: {n: }'),
    'compose.yaml:4:20',
    'x-podman.mac_address',
  ],
  [
    service('networks: [n]', 'networks: {n: {x-podman.disable-dns: true}}'),
    'compose.yaml:5:16',
    'x-podman.disable_dns',
  ],
  [
    service('secrets: [s]', 'secrets: {s: {file: ./s, x-podman.relable: z}}'),
    'compose.yaml:5:26',
    'x-podman.relabel',
  ],
])('a key of podman-compose that it does not have: %#', async (text, place, nearest) => {
  const { warnings, diagnostics, document } = await loadText(text);
  expect(document).toBeDefined();
  expect(warnings).toEqual([`compose/unknown-podman-key ${place}`]);
  expect(diagnostics[0]?.args).toMatchObject({ nearest });
});

test('keys of one’s own are left alone, also beside those of podman-compose', async () => {
  const document = await printed(service('x-podmanish: 1\n    x-mine: {x-podman.nohosts: 1}'));
  expect(serviceOf(document)).toMatchObject({ 'x-podmanish': 1, 'x-mine': { 'x-podman.nohosts': 1 } });
});

test('models and providers are in the model', async () => {
  const text = `services:
  web: {image: x, models: {smart: {endpoint_var: URL}, small: }}
  db: {provider: {type: cloud, options: {size: big, zones: [a, b]}}}
models:
  smart: {model: ai/smart, context_size: 1024, runtime_flags: [--fast]}
  small: {model: ai/small, name: little}
  unused: {model: ai/unused}
`;
  await printed(text);
  const { value, web } = await project(text);
  expect([...value.models.values()]).toEqual([
    { key: 'smart', name: undefined, model: 'ai/smart', contextSize: 1024, runtimeFlags: ['--fast'] },
    { key: 'small', name: 'little', model: 'ai/small', contextSize: undefined, runtimeFlags: [] },
  ]);
  expect(web.models).toEqual(
    new Map([
      ['smart', { endpointVariable: 'URL', modelVariable: undefined }],
      ['small', { endpointVariable: undefined, modelVariable: undefined }],
    ]),
  );
  expect([...value.services.values()][1]?.provider).toEqual({
    type: 'cloud',
    options: new Map([
      ['size', ['big']],
      ['zones', ['a', 'b']],
    ]),
  });
});

const withMachine = (settings: string): string =>
  `services: { web: { image: x } }\nx-podman:\n  machine: ${settings}\n`;

test('what a project wants of its machine is kept, with the words of variables', async () => {
  const settings =
    '{ cpus: "${CPUS:-4}", memory: 6g, disk: 107374182400, rootful: "${ROOTFUL:-yes}", image: "5.4", usb: ["0403:6001"], volumes: [] }';
  await printed(withMachine('{ cpus: 4, memory: 6g, usb: ["0403:6001"] }'));
  expect((await project(withMachine(settings))).value.machine).toEqual({
    name: undefined,
    provider: undefined,
    cpus: 4,
    memoryBytes: 6 * 1024 ** 3,
    diskBytes: 100 * 1024 ** 3,
    swapBytes: undefined,
    isRootful: true,
    image: '5.4',
    usb: ['0403:6001'],
    volumes: [],
    timezone: undefined,
    hasUserModeNetworking: undefined,
  });
  expect((await project(service(''))).value.machine).toBeUndefined();
});

test.each([
  ['{ memory: lots }', 'compose/bad-size compose.yaml:3:22'],
  ['{ cpus: 0 }', 'compose/bad-value compose.yaml:3:20'],
  ['{ provider: qemu }', 'compose/bad-value compose.yaml:3:24'],
  ['{ memroy: 4g }', 'compose/unknown-key compose.yaml:3:14'],
])('a machine of %s is refused: %s', async (settings, found) => {
  const { errors } = await loadText(withMachine(settings));
  expect(errors).toEqual([found]);
});
