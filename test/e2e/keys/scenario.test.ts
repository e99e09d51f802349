import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';

scenarios('keys of a service', () => {
  test('each does on the engine what the file says', async () => {
    const app = await project(import.meta.dirname, { env: { FROM_SHELL: 'shell' } });
    const { stderr } = await app.ok(['up', '-d', '--wait']);
    expect.soft(stderr).not.toMatch(/^(warning|error)/m);
    const sh = async (script: string, service = 'all') => {
      const { stdout, stderr: said } = await app.inside(service, ['sh', '-c', script]);
      return `${stdout}${said}`.trim();
    };
    const all = await app.container('all');
    const { Config, HostConfig } = all;

    expect.soft(all.Name).toBe(`${app.project}.all`);
    expect.soft(await sh('hostname')).toBe('the-host');
    expect.soft(Config.Entrypoint).toEqual(['sh', '-c']);
    expect.soft(Config.Cmd).toEqual(['echo $(id -u) $(id -g) >/tmp/id; exec sleep inf']);
    expect
      .soft(Config.Env)
      .toEqual(expect.arrayContaining(['PLAIN=a b', 'FROM_SHELL=shell', 'EMPTY=', 'ONE=1', 'TWO=two words']));
    expect.soft(Config.Labels['mine']).toBe('yes');
    expect
      .soft(Object.keys(Config.ExposedPorts ?? {}))
      .toEqual(expect.arrayContaining(['7070/tcp', '7071/udp']));
    expect.soft(HostConfig.RestartPolicy).toEqual({ Name: 'on-failure', MaximumRetryCount: 3 });
    expect.soft(await sh('cat /tmp/id; pwd')).toBe('1000 1001\n/tmp');
    expect.soft(HostConfig.Init).toBe(true);
    expect.soft(await sh('cat /proc/1/comm')).toMatch(/init|catatonit/);
    expect.soft(await sh('readlink /proc/1/fd/0')).toMatch(/^\/dev\/(pts|console)/);
    expect.soft([Config.Tty, Config.OpenStdin]).toEqual([true, true]);
    expect.soft([Config.StopSignal, Config.StopTimeout]).toEqual(['SIGUSR1', 7]);
    const hosts = await sh('cat /etc/hosts');
    expect.soft(hosts).toMatch(/^192\.0\.2\.7\s.*far\.example/m);
    expect.soft(hosts).toMatch(/^[\d.]+\s.*\bgate\b/m);
    expect.soft(HostConfig.Dns).toEqual(['192.0.2.53']);
    expect.soft([HostConfig.CapAdd, HostConfig.CapDrop]).toEqual([['CAP_NET_ADMIN'], ['CAP_CHOWN']]);
    expect.soft(await sh('touch /etc/x')).toContain('Read-only');
    expect.soft(HostConfig.ReadonlyRootfs).toBe(true);
    expect.soft(await sh("df -k /tmp | tail -1 | awk '{print $2}'; stat -c %a /tmp")).toBe('2048\n1777');
    expect.soft(await sh('mount')).toMatch(/tmpfs on \/run /);
    expect.soft(await sh('ulimit -Sn; ulimit -Hn; ulimit -u')).toBe('1000\n2000\n500');
    expect.soft(await sh('cat /proc/sys/net/ipv4/ip_unprivileged_port_start')).toBe('90');
    expect.soft(await sh("df -k /dev/shm | tail -1 | awk '{print $2}'")).toBe('5120');
    expect.soft(await sh('head -c 3 /dev/own-zero | od -An -tx1')).toBe('00 00 00');
    expect.soft(Config.Healthcheck).toMatchObject({
      Test: ['CMD', 'test', '-e', '/tmp/id'],
      Interval: 1_000_000_000,
      Timeout: 5_000_000_000,
      Retries: 4,
      StartPeriod: 2_000_000_000,
    });
    expect.soft(all.State.Health?.Status).toBe('healthy');

    expect.soft((await app.container('strong')).HostConfig.Privileged).toBe(true);
    expect
      .soft(await sh('mkdir -p /mnt && mount -t tmpfs none /mnt && echo mounted', 'strong'))
      .toContain('mounted');
    const unchecked = await app.container('unchecked');
    expect.soft(unchecked.State.Health?.Status ?? '').toBe('');
    expect.soft(unchecked.HostConfig.RestartPolicy.Name).toBe('unless-stopped');
    const hostName = (await app.host.run('readlink', ['/proc/self/ns/net'])).stdout.trim();
    expect.soft(await sh('readlink /proc/self/ns/net', 'on-host')).toBe(hostName);
    expect.soft(await sh('ls /sys/class/net', 'without')).toBe('lo');
    expect
      .soft(await sh('readlink /proc/self/ns/net', 'beside-me'))
      .toBe(await sh('readlink /proc/self/ns/net', 'without'));

    const again = await app.ok(['--dry-run', 'up', '-d'], { env: { FROM_SHELL: 'shell' } });
    expect.soft(again.stdout).toMatch(/nothing to do/);
  });
});
