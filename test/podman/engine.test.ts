import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { pingServer } from '../../src/podman/calls/system.ts';
import type { PodmanClient } from '../../src/podman/client.ts';
import { featuresOf } from '../../src/podman/features.ts';
import { createClient } from '../../src/podman/libpod-client.ts';
import {
  containerSpec,
  infraName,
  networkSpec,
  podSpec,
  volumeSpec,
} from '../../src/podman/spec-generator.ts';
import { createTransport } from '../../src/podman/transport.ts';
import { someContainer, somePod } from '../support/designs.ts';
import { realEngine, testImage } from '../support/engine.ts';

const engine = realEngine();

describe.skipIf(engine === undefined)('a real engine', async () => {
  const where = { uri: 'unix://test', source: 'test' };
  const transport = createTransport({ kind: 'unix', path: engine?.socket ?? '/nonexistent' });
  const features =
    engine === undefined ? featuresOf([5, 0, 0]) : featuresOf((await pingServer(transport, where)).version);
  const client: PodmanClient = createClient(transport, features, where);
  const id = `selkie-${randomBytes(4).toString('hex')}`;
  const network = `${id}-net`;
  const volume = `${id}-data`;
  const label = { label: [`selkie.test=${id}`] };
  const labels = new Map([['selkie.test', id]]);

  afterAll(async () => {
    await client.removePod(id, { timeoutSeconds: 0 });
    await client.removeVolume(volume);
    await client.removeSecret(`${id}-secret`);
    await client.removeNetwork(network);
    await client.close();
  });

  test('a pod with a member lives its whole life', async () => {
    await client.createNetwork(
      networkSpec(
        {
          key: 'default',
          name: network,
          isExternal: false,
          driver: undefined,
          driverOptions: new Map(),
          ipam: { driver: undefined, options: new Map(), pools: [] },
          isInternal: false,
          isAttachable: false,
          enableIpv4: undefined,
          enableIpv6: undefined,
          labels: new Map(),
          isDnsOff: false,
          dnsServers: [],
          routes: [],
          gatewayMetric: undefined,
          definition: {},
          configHash: '',
        },
        labels,
      ),
    );
    const volumeBody = volumeSpec(
      {
        key: 'data',
        name: volume,
        isExternal: false,
        driver: undefined,
        driverOptions: new Map(),
        labels: new Map(),
        definition: {},
        configHash: '',
      },
      labels,
    );
    await client.createVolume(volumeBody);
    await client.createVolume(volumeBody);
    await client.createSecret(`${id}-secret`, Buffer.from('one'), { labels });
    await client.createSecret(`${id}-secret`, Buffer.from('two'), { labels });

    await client.createPod(
      podSpec(
        somePod({
          name: id,
          labels,
          networks: [
            {
              name: network,
              aliases: ['web'],
              staticIps: [],
              staticMac: undefined,
              interfaceName: undefined,
              options: new Map(),
            },
          ],
          hosts: [['web', '127.0.0.1']],
        }),
        features,
      ),
    );
    await client.startContainer(infraName(id));

    const design = someContainer(
      {
        command: ['sh', '-c', 'echo out; cat /run/secrets/s; hostname; df -k /dev/shm | tail -1; sleep 100'],
        stopSignal: 'SIGKILL',
        shmSizeBytes: 2 * 1024 * 1024,
        mounts: [
          {
            kind: 'volume',
            source: 'data',
            target: '/data',
            isReadOnly: false,
            consistency: undefined,
            noCopy: false,
            subpath: undefined,
            labels: new Map(),
            engineFlags: [],
          },
        ],
        healthcheck: {
          kind: 'check',
          test: ['CMD', 'true'],
          intervalMs: 1000,
          timeoutMs: 1000,
          startPeriodMs: undefined,
          startIntervalMs: undefined,
          retries: 2,
        },
      },
      {
        name: `${id}-web-1`,
        image: testImage,
        place: { kind: 'pod', pod: id },
        hostname: 'web',
        labels,
        volumeNames: new Map([['data', volume]]),
        fileObjects: [
          {
            kind: 'engine-secret',
            name: `${id}-secret`,
            target: '/run/secrets/s',
            uid: 0,
            gid: 0,
            mode: 0o444,
          },
        ],
      },
    );
    const watch = new AbortController();
    const events = await client.events(label, {}, watch.signal);
    const created = await client.createContainer(containerSpec(design, { features }));
    await client.initContainer(design.name);
    await client.startContainer(design.name);
    await client.startContainer(design.name);

    const seen: string[] = [];
    for await (const event of events) {
      if (event.type === 'container' && event.id === created) seen.push(event.action);
      if (event.action === 'start') break;
    }
    watch.abort();
    expect(seen).toEqual(['create', 'init', 'start']);

    if (features.canWaitHealthy) await client.waitContainer(design.name, ['healthy']);
    const inspected = await client.inspectContainer(design.name);
    expect(inspected).toMatchObject({
      id: created,
      name: design.name,
      isRunning: true,
      hasHealthcheck: true,
      restartPolicy: 'no',
      isTty: false,
    });
    expect(inspected.mounts).toContainEqual(
      expect.objectContaining({ kind: 'volume', name: volume, destination: '/data' }),
    );

    const lines: string[] = [];
    for await (const frames of client.containerLogs(design.name, {}))
      lines.push(...frames.map(({ data }) => Buffer.from(data).toString()));
    expect(lines.slice(0, 3).join('').split('\n').slice(0, 2)).toEqual(['out', 'twoweb']);
    expect(lines.join('')).toMatch(/2048 .*\/dev\/shm/);

    const listed = await client.listContainers(label);
    expect(listed.map(({ name, isInfra, podName }) => ({ name, isInfra, podName }))).toEqual(
      expect.arrayContaining([
        { name: design.name, isInfra: false, podName: id },
        { name: infraName(id), isInfra: true, podName: id },
      ]),
    );
    expect((await client.listPods(label))[0]).toMatchObject({ name: id, status: 'Running' });
    expect(await client.listNetworks(label)).toMatchObject([{ name: network, driver: 'bridge' }]);
    expect(await client.listVolumes(label)).toMatchObject([{ name: volume, isAnonymous: false }]);
    expect((await client.listSecrets({ name: [`${id}-secret`] }))[0]?.labels).toEqual(labels);

    await client.killContainer(design.name, 'SIGKILL');
    await client.waitContainer(design.name, ['exited', 'stopped']);
    await client.killContainer(design.name, 'SIGKILL');
    expect((await client.inspectContainer(design.name)).exitCode).toBe(137);
    await client.removeContainer(design.name, { volumes: true });
    await client.removeContainer(design.name, { volumes: true });
    await client.removePod(id, { timeoutSeconds: 0 });
    expect(await client.listContainers(label)).toEqual([]);
  }, 60_000);

  test('what is not there is said in words', async () => {
    const design = someContainer({}, { name: `${id}-none`, image: 'localhost/none:1', place: besides });
    await expect(client.createContainer(containerSpec(design, { features }))).rejects.toMatchObject({
      diagnostics: [{ code: 'engine/image-unknown', args: { image: 'localhost/none:1' } }],
    });
    expect(await client.imageExists('localhost/none:1')).toBe(false);
    expect(await client.inspectImage('localhost/none:1')).toBeUndefined();
    expect((await client.inspectImage(testImage))?.id).toMatch(/^[0-9a-f]{64}$/);
  });
});

const besides = { kind: 'beside', reason: 'a test', networks: [], ports: [] } as const;
