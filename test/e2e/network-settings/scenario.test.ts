import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';

const env = () => ({ THIRD: String(Math.floor(Math.random() * 250)) });

scenarios('settings of networks', () => {
  test('next 14, pc 28: a service has the address, the MAC and the alias that the file gives it', async () => {
    const given = env();
    const app = await project(import.meta.dirname, { env: given });
    await app.ok(['up', '-d', 'web', 'client']);
    const { stdout } = await app.inside('web', ['ip', 'addr']);
    expect(stdout).toContain(`inet 10.97.${given.THIRD}.10/24`);
    expect(stdout).toContain('link/ether 02:01:01:00:01:01');
    for (const name of ['web', 'known-as']) {
      const page = await app.inside('client', ['wget', '-q', '-T', '5', '-O', '-', `http://${name}`]);
      expect(page.stdout).toBe('web\n');
    }
  });

  test('next 9: start_interval makes a service healthy long before its interval', async () => {
    const app = await project(import.meta.dirname, { env: env() });
    const begin = performance.now();
    await app.ok(['up', '-d', '--wait', 'client']);
    expect(performance.now() - begin).toBeLessThan(20_000);
    expect((await app.container('client')).State.Health?.Status).toBe('healthy');
  });

  test('next 7: a range of ports gives each of five replicas one', async () => {
    const app = await project(import.meta.dirname);
    const [port = 0] = app.ports;
    const last = { env: { LAST: String(port + 9) } };
    await app.ok(['-f', 'range.yaml', 'up', '-d', '--scale', 'range=5'], last);
    const ports = await app.each(({ HostConfig }) =>
      Object.values(HostConfig.PortBindings).flatMap((bindings) =>
        (bindings ?? []).map(({ HostPort }) => Number(HostPort)),
      ),
    );
    const all = Object.values(ports).flat();
    expect(Object.keys(ports)).toHaveLength(5);
    expect(new Set(all).size).toBe(5);
    expect(all.every((one) => one >= port && one <= port + 9)).toBe(true);
  });
});
