import { expect, test } from 'vitest';
import { failed } from '../../support/program.ts';
import { project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

/** What a UDP port of the host answers to a packet. */
async function answer(app: Scenario, port: number, packet: string): Promise<string> {
  const script =
    'exec 3<>/dev/udp/127.0.0.1/$1; printf %s "$2" >&3; read -r -t 5 -N $((5 + ${#2})) -u 3 line; echo "$line"';
  return (await app.host.run('bash', ['-c', script, 'bash', String(port), packet])).stdout.trim();
}

/** Ports of the host under which the engine publishes a container's port, its pod's included. */
async function publishedFor(app: Scenario, service: string, port: string): Promise<readonly string[]> {
  const container = await app.container(service);
  const pod = await app.host.run('podman', ['port', container.Id]);
  return pod.stdout
    .split('\n')
    .filter((line) => line.startsWith(`${port} `))
    .map((line) => line.slice(line.lastIndexOf(':') + 1));
}

scenarios('published ports', () => {
  test('TCP and UDP ports answer on the host, in short and long form', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const [port = 0, local = 0, udp = 0] = app.ports;
    expect(await app.host.fetch(port)).toBe('hello\n');
    expect(await app.host.fetch(local)).toBe('hello\n');
    expect(await answer(app, udp, 'one')).toBe('echo one');
    const { stdout } = await app.ok(['ps', '--format', 'json']);
    const web = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { Service: string; Publishers: unknown })
      .find(({ Service }) => Service === 'web');
    expect(web?.Publishers).toEqual(
      expect.arrayContaining([{ URL: '127.0.0.1', TargetPort: 8080, PublishedPort: local, Protocol: 'tcp' }]),
    );
    await app.ok(['down', '-t', '0']);
    await expect(app.host.fetch(port)).rejects.toThrow('refused');
  });

  test('pc 27: port tells where a port of a service is published', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d']);
    const [port = 0, local = 0, udp = 0] = app.ports;
    const told = async (...args: readonly string[]) => (await app.ok(['port', ...args])).stdout.trim();
    expect(await told('web', '80')).toBe(`0.0.0.0:${port}`);
    expect(await told('web', '8080')).toBe(`127.0.0.1:${local}`);
    const missing = await app.selkie(['port', 'web', '81']);
    expect([missing.exitCode, missing.stderr]).toEqual([failed, expect.stringContaining('no port 81/tcp')]);
    expect(await told('--protocol', 'udp', 'echo', '53')).toBe(`0.0.0.0:${udp}`);
    await app.ok(['down', '-t', '0']);
    await app.ok(['-f', 'ranges.yaml', 'up', '-d', 'any']);
    const any = (await app.ok(['-f', 'ranges.yaml', 'port', 'any', '82'])).stdout.trim();
    expect(await app.host.fetch(Number(any.split(':')[1]))).toBe('any\n');
  });

  test('a range goes port by port, replicas share one, and a port alone gets one that is free', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['-f', 'ranges.yaml', 'up', '-d']);
    const [first = 0, second = 0, third = 0, fourth = 0] = app.ports;
    expect(await app.host.fetch(first)).toBe('hello\n');
    expect(await app.host.fetch(second)).toBe('hello\n');
    const answers = await Promise.all([app.host.fetch(third), app.host.fetch(fourth)]);
    const names = await app.each(({ Config }) => Config.Hostname);
    expect(answers.map((text) => text.trim()).sort()).toEqual(
      [names['replica-1'] ?? '', names['replica-2'] ?? ''].sort(),
    );
    const [free] = await publishedFor(app, 'any', '82/tcp');
    expect(await app.host.fetch(Number(free))).toBe('any\n');
  });

  test('up again keeps the port that was free', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['-f', 'ranges.yaml', 'up', '-d']);
    const before = { ids: await app.each(({ Id }) => Id), free: await publishedFor(app, 'any', '82/tcp') };
    await app.ok(['-f', 'ranges.yaml', 'up', '-d']);
    expect({ ids: await app.each(({ Id }) => Id), free: await publishedFor(app, 'any', '82/tcp') }).toEqual(
      before,
    );
  });
});
