import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isJsonObject, jsonScalarText } from '../../../src/lib/json.ts';
import type { JsonObject } from '../../../src/lib/json.ts';
import { join } from 'node:path';
import { machineHost } from '../../support/machine-host.ts';

const example = join(import.meta.dirname, '..', '..', '..', 'examples', 'quickstart');

describe.each(['trixie', 'sid'] as const)('the real podman machine of Debian %s', (suite) => {
  const host = machineHost(suite);
  test.skipIf(host !== undefined)('needs a test host, which `npm test` makes', () => undefined);
  if (host === undefined) return;
  const { selkie, ok, run, helpers, home, image } = host;
  const init = ['machine', 'init', 'dev', '--provider', 'podman', '--image', image, '--disk-size', '11'];
  const inspect = async (): Promise<JsonObject> => {
    const data: unknown = JSON.parse(await ok(['machine', 'inspect', 'dev', '--format', 'json']));
    if (!isJsonObject(data)) throw new Error('inspect printed no object');
    return data;
  };

  // The first time, its packages are fetched.
  /** Runs a command in the machine, as root there. */
  const asRoot = (words: readonly string[]) => ok(['machine', 'ssh', '--username', 'root', 'dev', ...words]);

  beforeAll(host.setUp, 900_000);
  afterAll(host.tearDown);

  test('there is none, and no machine is made by itself', async () => {
    expect(JSON.parse(await ok(['machine', 'ls', '--format', 'json']))).toEqual([]);
    const { exitCode, stderr } = await selkie(['machine', 'start', 'dev']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('machine/unknown');
  });

  test('it refuses root, who is told what there is instead', async () => {
    const { stderr } = await selkie(['machine', 'ls', '--provider', 'podman'], { asRoot: true });
    expect(stderr).toContain('machine/podman-as-root');
  });

  test('init makes one, once', async () => {
    const first = await selkie([...init, '--memory', '1g']);
    expect(first.stderr).toContain('Making machine dev');
    expect(await inspect()).toMatchObject({
      provider: 'podman',
      state: 'stopped',
      cpus: 1,
      memoryBytes: 1024 ** 3,
      diskBytes: 11 * 1024 ** 3,
      volumes: [`${home}:${home}`],
      image,
      url: null,
    });
    expect(JSON.parse(await ok(['machine', 'ls', '--format', 'json']))).toEqual([await inspect()]);
    const again = await selkie(init);
    expect(again).toMatchObject({ exitCode: 0, stdout: '' });
    expect(again.stderr).toContain('Machine dev is there already');
  });

  test('a size that is too small leaves nothing behind', async () => {
    const { exitCode, stderr } = await selkie([...init.with(2, 'tiny'), '--disk-size', '1g']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('machine/podman-refused');
    expect((await selkie(['machine', 'inspect', 'tiny'])).exitCode).toBe(2);
  });

  test('set changes what is stopped', async () => {
    await ok(['machine', 'set', 'dev', '--cpus', '2', '--usb', '10c4:ea60', '--disk-size', '12']);
    expect(await inspect()).toMatchObject({
      cpus: 2,
      diskBytes: 12 * 1024 ** 3,
      usb: ['vendor=10c4,product=ea60'],
    });
    const smaller = await selkie(['machine', 'set', 'dev', '--disk-size', '11']);
    expect(smaller.stderr).toContain('machine/needs-new');
  });

  test('swap is for versions that know it', async () => {
    const { stderr } = await selkie(['--dry-run', 'machine', 'apply', 'dev', '--swap', '512m', '--recreate']);
    expect(stderr.includes('it came with Podman 5.6')).toBe(suite === 'trixie');
  });

  test('start waits for the engine, which answers through the forwarded socket', async () => {
    const started = await selkie(['machine', 'start', 'dev']);
    expect(started.exitCode).toBe(0);
    const { url, state } = await inspect();
    expect(state).toBe('running');
    expect(started.stderr).toContain(`Machine dev is running: ${jsonScalarText(url)}`);
    const info = JSON.parse(
      await ok(['--url', jsonScalarText(url), 'info', '--format', 'json']),
    ) as JsonObject;
    expect(info['engine']).toMatchObject({ uri: url });
    expect((await selkie(['machine', 'start', 'dev'])).stderr).toContain('is running already');
  });

  test('up brings the quickstart up on it, and its page is there on the host', async () => {
    const folder = `${home}/quickstart`;
    await run(['cp', '-r', example, folder]);
    await run(['cp', '/usr/bin/busybox', `${folder}/image`]);
    await ok(['up', '--detach'], { cwd: folder });
    const page = await run(['busybox', 'wget', '-q', '-O', '-', 'http://127.0.0.1:8080']);
    expect(page.stdout).toContain('3 books are for sale');
    await ok(['down', '--volumes'], { cwd: folder });
  });

  test('a published port that this computer cannot have is named before anything is made', async () => {
    const folder = `${home}/quickstart`;
    const release = await host.holdPort('8080');
    const taken = await selkie(['up', '--detach'], { cwd: folder });
    await release();
    expect(taken.exitCode).toBe(2);
    for (const words of ['machine/port-taken', '`web`', '8080/tcp']) expect(taken.stderr).toContain(words);
    const denied = await selkie(['up', '--detach'], { cwd: folder, env: { WEB_PORT: '80' } });
    expect(denied.exitCode).toBe(2);
    for (const words of ['machine/port-denied', '`web`', '80/tcp']) expect(denied.stderr).toContain(words);
    expect(await ok(['ps', '--all', '--quiet'], { cwd: folder })).toBe('');
    expect(await ok(['volumes', '--quiet'], { cwd: folder })).toBe('');
  });

  test('restart boots it anew', async () => {
    const bootId = () => ok(['machine', 'ssh', 'dev', 'stat', '-c', '%Y', '/run/sshd']);
    const before = await bootId();
    const restarted = JSON.parse(await ok(['machine', 'restart', 'dev', '--format', 'json'])) as JsonObject;
    expect(restarted).toMatchObject({ name: 'dev', provider: 'podman', state: 'running' });
    expect(restarted['url']).toBe((await inspect())['url']);
    expect(await bootId()).not.toBe(before);
    expect((await selkie(['machine', 'restart', 'nobody'])).stderr).toContain('machine/unknown');
  });

  test('a port that the machine does not forward is named after `up`', async () => {
    const folder = `${home}/quickstart`;
    // Podman over there takes itself for one on a host of its own.
    const mark = '/etc/containers/podman-machine';
    await asRoot(['mv', mark, `${mark}.away`]);
    await ok(['machine', 'restart', 'dev']);
    const up = await selkie(['up', '--detach'], { cwd: folder });
    expect(up.exitCode).toBe(0);
    for (const words of ['machine/port-not-forwarded', '`web`', '8080/tcp', '`dev`']) {
      expect(up.stderr).toContain(words);
    }
    await asRoot(['mv', `${mark}.away`, mark]);
    await ok(['down', '--volumes'], { cwd: folder });
    await ok(['machine', 'restart', 'dev']);
    const again = await selkie(['up', '--detach'], { cwd: folder });
    expect(again.stderr).not.toContain('machine/port-not-forwarded');
    await ok(['down', '--volumes'], { cwd: folder });
  });

  describe('os apply', () => {
    const apply = ['machine', 'os', 'apply', 'quay.io/podman/machine-os:5.8', 'dev'];

    test('says what stands in the way, in the words of the machine', async () => {
      const other = await selkie(apply);
      expect(other.exitCode).toBe(2);
      expect(other.stderr).toContain('`podman machine os apply` failed: unsupported OS');
      await asRoot([
        'sh',
        '-c',
        'rm /etc/os-release; printf "ID=fedora\\nVARIANT_ID=coreos\\n" >/etc/os-release',
      ]);
      const without = await selkie(apply);
      expect(without.exitCode).toBe(2);
      expect(without.stderr).toContain(
        '`podman machine os apply` failed: sudo: rpm-ostree: command not found',
      );
      expect(without.stderr).toContain('hint: only a machine whose system came from such an image');
    });

    test('has the machine take the image, and restarts it where that was asked for', async () => {
      const script = '#!/bin/sh\necho "$*" >>/var/lib/applied\n';
      const file = '/usr/local/bin/rpm-ostree';
      await asRoot(['sh', '-c', `printf '${script.replaceAll('\n', '\\n')}' >${file}; chmod 755 ${file}`]);
      const applied = await selkie(apply);
      expect(applied.exitCode).toBe(0);
      expect(applied.stderr).toContain('It runs from the next start of the machine');
      const restarted = await selkie([...apply, '--restart']);
      expect(restarted.exitCode).toBe(0);
      expect(restarted.stderr).toContain('Machine dev is running');
      const words = '--bypass-driver rebase ostree-unverified-image:docker://quay.io/podman/machine-os:5.8';
      expect(await asRoot(['cat', '/var/lib/applied'])).toBe(`${words}\n${words}\n`);
    });
  });

  test('a folder that it does not have is named before anything is made', async () => {
    const folder = `${home}/outside`;
    const text = 'services: {a: {image: localhost/selkie-quickstart, volumes: [/srv:/srv]}}';
    await run(['sh', '-c', `mkdir -p ${folder} && echo '${text}' >${folder}/compose.yaml`]);
    const { exitCode, stderr } = await selkie(['up', '--detach'], { cwd: folder });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('machine/not-shared');
    expect(await ok(['ps', '--all', '--quiet'], { cwd: folder })).toBe('');
  });

  test('ssh passes words and status, and folders are shared', async () => {
    expect((await selkie(['machine', 'ssh', 'dev', 'sh', '-c', 'exit 7'])).exitCode).toBe(7);
    const words = await ok(['machine', 'ssh', 'dev', 'printf', '%s|', 'a b', '$HOME', "it's"]);
    expect(words).toBe("a b|$HOME|it's|");
    await run(['sh', '-c', 'echo from outside > note']);
    expect(await ok(['machine', 'ssh', 'dev', 'cat', `${home}/note`])).toBe('from outside\n');
    expect(await ok(['machine', 'ssh', '--username', 'root', 'dev', 'id', '-u'])).toBe('0\n');
  });

  test('cp copies both ways, and tells what it could not', async () => {
    await run(['sh', '-c', 'mkdir -p folder; echo inner > folder/file']);
    await ok(['machine', 'cp', 'folder', 'dev:/tmp/copied']);
    await ok(['machine', 'cp', 'dev:/tmp/copied/file', 'back']);
    expect((await run(['cat', 'back'])).stdout).toBe('inner\n');
    expect((await selkie(['machine', 'cp', 'dev:/nowhere', 'back'])).stderr).toContain(
      'machine/copy-refused',
    );
    expect((await selkie(['machine', 'cp', 'a', 'b'])).stderr).toContain('machine/bad-copy');
  });

  test('env makes a shell use it', async () => {
    const script = 'eval "$(cat)"; echo "$DOCKER_HOST"; podman --remote info --format "{{.Host.Hostname}}"';
    const lines = await ok(['machine', 'env', 'dev', '--shell', 'sh']);
    await run(['sh', '-c', `cat > env.sh <<'E'\n${lines}\nE`]);
    const { stdout } = await run(['sh', '-c', `cat env.sh | sh -c '${script}'`]);
    const { url, identity } = await inspect();
    expect(stdout.split('\n')).toEqual([jsonScalarText(url), 'podman-machine', '']);
    expect(JSON.parse(await ok(['machine', 'env', 'dev', '--format', 'json']))).toEqual({
      CONTAINER_HOST: url,
      DOCKER_HOST: url,
      CONTAINER_SSHKEY: identity,
    });
  });

  test('a machine that runs is changed by apply, which does the least', async () => {
    const refused = await selkie(['machine', 'set', 'dev', '--rootful']);
    expect(refused.stderr).toContain('machine/needs-stop');
    await run([
      'sh',
      '-c',
      "printf 'x-podman: {machine: {name: dev, rootful: true, cpus: 2}}\\nservices: {a: {image: x}}\\n' > compose.yaml",
    ]);
    const plan = JSON.parse(await ok(['machine', 'apply', '--dry-run', '--format', 'json'])) as JsonObject;
    expect(plan).toMatchObject({
      machine: 'dev',
      steps: [{ kind: 'stop' }, { kind: 'change', changes: { isRootful: true } }, { kind: 'start' }],
    });
    await ok(['machine', 'apply']);
    expect(await inspect()).toMatchObject({ isRootful: true, state: 'running' });
    const again = await selkie(['machine', 'apply']);
    expect(again.stderr).toContain('Machine dev is as wanted');
    const info = JSON.parse(await ok(['info', '--format', 'json'])) as JsonObject;
    expect(JSON.stringify(info['engine'])).toContain('root@');
    await run(['rm', 'compose.yaml']);
  });

  test('what cannot be had is said before anything is done', async () => {
    const { exitCode, stderr } = await selkie(['machine', 'apply', 'dev', '--timezone', 'Europe/Berlin']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('timezone local → Europe/Berlin');
    expect(await inspect()).toMatchObject({ state: 'running' });
  });

  test('stop ends it and all that belongs to it', async () => {
    const stopped = JSON.parse(await ok(['machine', 'stop', 'dev', '--format', 'json'])) as JsonObject;
    expect(stopped).toMatchObject({ name: 'dev', state: 'stopped', url: null });
    expect(await helpers()).toEqual([]);
    expect((await selkie(['machine', 'stop', 'dev'])).stderr).toContain('is not running');
    expect((await selkie(['machine', 'ssh', 'dev', 'true'])).stderr).toContain('machine/not-running');
  });

  test('up says that it is stopped, and starts it when it may', async () => {
    const cwd = `${home}/quickstart`;
    const refused = await selkie(['up', '--detach'], { cwd });
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('machine/is-stopped');
    await ok(['up', '--detach', '--yes'], { cwd });
    expect(await inspect()).toMatchObject({ state: 'running' });
    await ok(['down', '--volumes'], { cwd });
  });

  describe('when a start goes wrong, nothing is left running, and the next one works', () => {
    beforeEach(async () => {
      await ok(['machine', 'stop', 'dev']);
    });

    test('qemu dies', async () => {
      const { exitCode, stderr } = await selkie(['machine', 'start', 'dev'], { env: { VM_FAULT: 'dies' } });
      expect(exitCode).toBe(2);
      expect(stderr).toContain('qemu exited unexpectedly');
      expect(stderr).toContain('no machine today');
      expect(await helpers()).toEqual([]);
    });

    test('it is never ready', async () => {
      const env = { VM_FAULT: 'never-ready' };
      const { stderr } = await selkie(['machine', 'start', 'dev', '--timeout', '5'], { env });
      expect(stderr).toContain('machine/not-up-in-time');
      expect(await helpers()).toEqual([]);
      expect(await inspect()).toMatchObject({ state: 'stopped' });
    });

    test('it is interrupted', async () => {
      const starting = selkie(['machine', 'start', 'dev'], { env: { VM_FAULT: 'never-ready' } });
      await expect.poll(helpers, { timeout: 20_000 }).not.toEqual([]);
      await run(['pkill', '--signal', 'INT', '--full', 'main.cjs machine start']);
      expect((await starting).exitCode).toBe(130);
      expect(await helpers()).toEqual([]);
      expect(await inspect()).toMatchObject({ state: 'stopped' });
    });

    test('all is killed outright: the next start takes it from there', async () => {
      const starting = selkie(['machine', 'start', 'dev'], { env: { VM_FAULT: 'never-ready' } });
      await expect.poll(helpers, { timeout: 20_000 }).not.toEqual([]);
      await run(['pkill', '--signal', 'KILL', '--full', 'main.cjs machine start']);
      await run(['pkill', '--signal', 'KILL', '--full', 'podman machine start']);
      await starting;
      await ok(['machine', 'start', 'dev']);
      expect(await ok(['machine', 'ssh', 'dev', 'hostname'])).toBe('podman-machine\n');
      await ok(['machine', 'stop', 'dev']);
      expect(await helpers()).toEqual([]);
    });

    test('the port of its ssh server is taken', async () => {
      const port = (await inspect())['sshPort'];
      const release = await host.holdPort(jsonScalarText(port));
      await ok(['machine', 'start', 'dev']);
      await release();
      expect((await inspect())['sshPort']).not.toBe(port);
      expect(await ok(['machine', 'ssh', 'dev', 'true'])).toBe('');
    });
  });

  test('a running machine is not removed unasked; rm --force leaves nothing', async () => {
    expect((await selkie(['machine', 'rm', 'dev'])).stderr).toContain('machine/is-running');
    await ok(['machine', 'rm', '--force', 'dev']);
    expect(await helpers()).toEqual([]);
    expect(JSON.parse(await ok(['machine', 'ls', '--format', 'json']))).toEqual([]);
  });

  test('rm --prune also takes downloads away that no machine is made from', async () => {
    const downloads = async () => (await run(['sh', '-c', 'ls .local/share/selkie/images'])).stdout;
    const url = 'http://127.0.0.1:8099/empty.qcow2';
    const fromUrl = (name: string, from: string) =>
      ok(['machine', 'init', name, '--provider', 'podman', '--image', from, '--disk-size', '11']);
    await run(['busybox', 'httpd', '-p', '127.0.0.1:8099', '-h', home]);
    await fromUrl('one', url);
    await fromUrl('two', `${url}?mirror=2`);
    expect((await downloads()).match(/empty\.qcow2$/gmu)).toHaveLength(2);
    await ok(['machine', 'rm', 'one']);
    expect((await downloads()).match(/empty\.qcow2$/gmu)).toHaveLength(2);
    await fromUrl('one', image);
    await ok(['machine', 'rm', '--prune', 'one']);
    expect((await downloads()).match(/empty\.qcow2$/gmu)).toHaveLength(1);
    expect(JSON.parse(await ok(['machine', 'inspect', 'two', '--format', 'json']))).toMatchObject({
      image: `${url}?mirror=2`,
    });
    await ok(['machine', 'rm', '--prune', 'two']);
    expect(await downloads()).toBe('');
  });
});
