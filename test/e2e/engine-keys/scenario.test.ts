import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';

scenarios('keys that need libpod', () => {
  test('each does on the engine what the file says', async () => {
    const app = await project(import.meta.dirname, { env: { TOKEN: 'word' } });
    for (const folder of ['bin', 'proc', 'sys', 'dev', 'run', 'etc']) {
      await mkdir(join(app.folder, 'rootfs', folder), { recursive: true });
    }
    const copy = ['run', '--rm', '-v', `${app.folder}/rootfs:/out`, 'localhost/selkie-test'];
    await app.host.run('podman', [...copy, 'cp', '/bin/busybox', '/out/bin/']);
    const devices = ['all', 'one'].map((name) => ({ name, containerEdits: { env: [`DEVICE=${name}`] } }));
    const cdi = JSON.stringify({ cdiVersion: '0.6.0', kind: 'nvidia.com/gpu', devices });
    const write = ['run', '--rm', '-v', '/etc:/out', 'localhost/selkie-test', 'sh', '-c'];
    await app.host.run('podman', [
      ...write,
      'mkdir -p /out/cdi && echo "$0" >/out/cdi/selkie-test.json',
      cdi,
    ]);
    const { stderr } = await app.ok(['up', '-d', '--wait']);
    expect.soft(stderr).not.toMatch(/^(warning|error)/m);
    const sh = async (service: string, script: string) => {
      const { stdout, stderr: said } = await app.inside(service, ['sh', '-c', script]);
      return `${stdout}${said}`.trim();
    };

    expect
      .soft((await sh('mapped', 'cat /proc/self/uid_map')).split(/\s+/))
      .toEqual(['0', '100000', '65536']);
    expect.soft(await sh('keep-id', 'id -u; id -g')).toBe('1000\n1001');
    expect.soft(await sh('own-hosts', 'cat /etc/hosts 2>/dev/null')).toBe('');
    expect.soft(await sh('no-passwd', 'grep -c 1234 /etc/passwd')).not.toBe('1');
    const { stdout: files } = await app.inside('folder', ['/bin/busybox', 'ls', '/bin']);
    expect.soft(files.trim()).toBe('busybox');
    expect
      .soft(await sh('socket', 'test -S /var/run/docker.sock && echo $CONTAINER_HOST'))
      .toBe('unix:///var/run/docker.sock');

    const routes = (await sh('gateway', 'ip route | grep ^default')).split('\n');
    const [first] = routes.sort((a, b) => metricOf(a) - metricOf(b));
    const { NetworkSettings } = await app.container('gateway');
    const high = NetworkSettings.Networks?.[`${app.project}_high`]?.IPAddress ?? 'none';
    expect.soft(routes.map(metricOf)).toEqual([99, 100]);
    expect.soft(first).toContain(` ${high.replace(/\.\d+$/, '.1')} `);
    const addresses = await sh('newer-internet', 'ip -o addr show eth0');
    expect.soft(addresses).toMatch(/inet6 fd[0-9a-f]{2}:/);
    expect.soft(addresses).not.toMatch(/inet /);
    expect.soft(await sh('routed', 'ip route')).toMatch(/198\.51\.100\.0\/24 via 10\.97\.5\.7 .*metric 5/);
    expect.soft(await sh('routed', 'nslookup gateway 2>&1')).not.toMatch(/Name:\s+gateway/);
    expect.soft(await sh('interface', 'ls /sys/class/net')).toBe('lan7\nlo');

    expect.soft(await sh('files', 'ls -ln /run/secrets/token')).toMatch(/^-r--r----- +1 1000 +1001 /);
    expect.soft(await sh('files', 'cat /run/secrets/token')).toBe('word');
    expect.soft(await app.engine.get(`secrets/${app.project}_token/json`)).toMatchObject({
      Spec: { Driver: { Name: 'file', Options: { path: '/var/tmp/selkie-secrets' } } },
    });
    expect
      .soft(await sh('files', 'ls -d /whole/bin /part/sh; cat /sub/file'))
      .toBe('/part/sh\n/whole/bin\nhere');
    expect.soft(await sh('files', 'stat -c %a /sticky /open')).toBe('1770\n1777');
    const grouped = await app.engine.get(`containers/${app.project}-grouped-1/json`);
    expect.soft(grouped).toMatchObject({ HostConfig: { CgroupParent: '/selkie.parent' } });
    const silent = await app.engine.get(`containers/${app.project}-silent-1/json`);
    expect.soft(silent).toMatchObject({ HostConfig: { LogConfig: { Type: 'none' } } });

    const journal = await app.engine.get(`containers/${app.project}-journal-1/json`);
    expect.soft(journal).toMatchObject({ HostConfig: { LogConfig: { Type: 'journald', Tag: 'own' } } });
    for (const [service, device] of [
      ['gpu', 'all'],
      ['device', 'one'],
    ] as const) {
      const inside = await sh(service, "tr '\\0' '\\n' </proc/1/environ");
      expect.soft(inside).toContain(`DEVICE=${device}`);
    }
    expect.soft(await sh('glob', 'cat /conf/*; ls /conf')).toBe('A\nB\na.conf\nb.conf');

    expect.soft((await app.ok(['--dry-run', 'up', '-d'])).stdout).toMatch(/nothing to do/);
  });

  test('what cannot be done is told, with its place, and the rest runs', async () => {
    const app = await project(import.meta.dirname, { env: { COMPOSE_FILE: 'refused.yaml' } });
    const { stderr } = await app.ok(['up', '-d']);
    expect(await app.states()).toEqual({ 'web-1': 'running' });
    const told = ['runtime', 'oom_kill_disable', 'mem_swappiness', 'cpu_rt_runtime', 'credential_spec'];
    for (const key of [
      ...told,
      'external_links',
      'logging.driver',
      'volumes[].bind.recursive',
      'networks.*.link_local_ips',
    ]) {
      expect.soft(stderr).toContain(`\`${key}\``);
    }
    expect.soft(stderr.match(/refused\.yaml:\d+:\d+/g)).toHaveLength(9);
  });

  test('a host path that is not to be made is not made', async () => {
    const app = await project(import.meta.dirname, { env: { COMPOSE_FILE: 'refused.yaml' } });
    const { exitCode, stderr } = await app.selkie(['up', '-d', 'absent']);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('not-there');
    await expect(stat(join(app.folder, 'not-there'))).rejects.toThrow();
  });
});

function metricOf(route: string): number {
  return Number(/metric (\d+)/.exec(route)?.[1]);
}
