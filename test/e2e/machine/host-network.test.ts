import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostTraces, ownMachine } from '../../support/own-machine.ts';
import { scratchFolder } from '../../support/test-host.ts';

const machine = ownMachine();

describe.skipIf(machine === undefined)("a machine on the host's network", () => {
  if (machine === undefined) return;
  const { selkie, like, dir } = machine;
  const port = 20000 + Math.floor(Math.random() * 10000);
  let before: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    before = await hostTraces(dir);
    const scratch = await scratchFolder();
    const context = join(scratch.path, 'image');
    await mkdir(context);
    const commands = ['COPY busybox /bin/busybox', 'RUN ["/bin/busybox", "--install", "-s", "/bin"]'];
    await writeFile(join(context, 'Dockerfile'), ['FROM scratch', ...commands, ''].join('\n'));
    const made = await selkie(
      'init',
      '{}',
      ...like.map((word) => (word === 'private' ? 'host' : word)),
      '--now',
    );
    if (made.exitCode !== 0) throw new Error(made.stderr);
    if (made.stderr.includes(deadEngine)) {
      const { links = '', firewall = '' } = await hostTraces(dir);
      before = { ...before, links, firewall };
    }
    await writeFile(join(context, 'busybox'), readFileSync(join(dir, 'root/usr/bin/busybox')), {
      mode: 0o755,
    });
    const built = await selkie('ssh', '{}', 'podman', 'build', '--quiet', '--tag', 'localhost/bb', context);
    if (built.exitCode !== 0) throw new Error(built.stderr);
    await scratch.remove();
  });
  afterAll(async () => {
    await selkie('rm', '--force', '{}');
  });

  const serve = 'echo hello > /index.html; trap "exit 0" TERM; httpd -f -p 80 -h / & wait';

  test("publishes ports on the host's localhost", async () => {
    await selkie('ssh', '{}', 'podman', 'network', 'create', 'shop');
    const run = await selkie(
      ...[
        'ssh',
        '{}',
        'podman',
        'run',
        '--detach',
        '--restart',
        'always',
        '--name',
        'web',
        '--network',
        'shop',
      ],
      ...['--publish', `${port}:80`, 'localhost/bb', 'sh', '-c', serve],
    );
    expect(run.exitCode).toBe(0);
    await expect.poll(() => page(port), { timeout: 5000 }).toBe('hello\n');
    expect((await hostTraces(dir))['firewall']).not.toBe(before['firewall']);
  });

  test('leaves nothing on the host when it is killed and stopped', async () => {
    await machine.cutPower();
    expect((await selkie('stop', '{}')).exitCode).toBe(0);
    expect(await hostTraces(dir)).toEqual(before);
  });

  test('starts its containers again that are to be, and their ports answer', async () => {
    expect((await selkie('start', '{}')).exitCode).toBe(0);
    await expect.poll(() => page(port), { timeout: 15_000, interval: 100 }).toBe('hello\n');
  });

  test('starts where an engine died whose traces nobody noted', async () => {
    await machine.cutPower();
    await rm(join(dir, 'host-network.json'));
    const started = await selkie('start', '{}');
    expect(started).toMatchObject({ exitCode: 0 });
    expect(started.stderr).toContain(deadEngine);
    await expect.poll(() => page(port), { timeout: 15_000, interval: 100 }).toBe('hello\n');
    // What the dead engine had turned on is not known any more.
    before = { ...before, forwarding: (await hostTraces(dir))['forwarding'] ?? '' };
  });

  test('leaves nothing on the host when it is removed', async () => {
    expect((await selkie('rm', '--force', '{}')).exitCode).toBe(0);
    expect(await hostTraces(dir)).toEqual(before);
  });
});

const deadEngine = 'that an engine left when it died';

async function page(port: number): Promise<string> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2000) });
    return await response.text();
  } catch {
    return 'nothing';
  }
}
