import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { eventually, project, scenariosInEachPlacement } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

/** What a page says to a service; the failure's words when it cannot be had. */
async function page(app: Scenario, from: string, url: string): Promise<string> {
  const { exitCode, stdout, stderr } = await app.inside(from, [
    'timeout',
    '4',
    'wget',
    '-q',
    '-T',
    '3',
    '-O',
    '-',
    `http://${url}`,
  ]);
  return exitCode === 0 ? stdout.trim() : stderr.trim();
}

async function pages(
  app: Scenario,
  from: string,
  urls: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const found = await Promise.all(urls.map(async (url) => [url, await page(app, from, url)] as const));
  return Object.fromEntries(found);
}

scenariosInEachPlacement('name resolution', (placement) => {
  test('services are reached by name wherever they live', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const front = `${app.project}.front`;
    const pods = await app.each(({ Pod }) => Pod !== '');
    const isPod = placement === 'auto';
    expect(pods).toMatchObject({ 'client-1': isPod, 'web-1': isPod, 'private-1': isPod, 'worker-1': false });

    // From one to another: service name, aliases, link, container name.
    expect(await pages(app, 'client', ['web', 'site', 'www.shop.example', 'linked', front])).toEqual({
      web: 'web',
      site: 'web',
      'www.shop.example': 'web',
      linked: 'web',
      [front]: 'web',
    });
    // A socket on 127.0.0.1 is for the members of the pod, by each name, and for nobody else.
    const [byName, byAddress, beside] = await Promise.all([
      page(app, 'client', 'private:81'),
      page(app, 'client', 'localhost:81'),
      page(app, 'worker', 'private:81'),
    ]);
    expect([byName === 'private', byAddress === 'private', beside === 'private']).toEqual([
      isPod,
      isPod,
      false,
    ]);
    expect((await app.inside('client', ['cat', '/etc/hosts'])).stdout).toMatch(/192\.0\.2\.7\s+far\.example/);

    // From beside the pod into it.
    expect(await pages(app, 'worker', ['web', 'site', front, 'rival'])).toEqual({
      web: 'web',
      site: 'web',
      [front]: 'web',
      rival: 'rival',
    });
    // From the pod to those beside it, by service and by container.
    expect(await page(app, 'client', 'rival')).toBe('rival');
    const replicas =
      (await app.inside('client', ['nslookup', 'worker'])).stdout.match(/^Address: .*$/gm) ?? [];
    expect(new Set(replicas).size).toBe(2);
    const second = await app.container('worker', 2);
    expect(await page(app, 'client', `${app.project}-worker-2`)).toBe(second.Config.Hostname);
  });

  test('a server on 127.0.0.1, on every address or on its own one is reached by name, also when it is replaced', async () => {
    const app = await project(import.meta.dirname, { placement });
    const names = ['web', 'private', 'asks', 'interface', 'broker'];
    await app.ok(['up', '-d', 'client', 'worker', ...names]);
    const everywhere = {
      web: 'web',
      'asks:82': 'asks',
      'interface:83': 'interface',
      'broker:84': 'broker',
      [`${app.project}.broker:84`]: 'broker',
      [`${app.project}-asks-1:82`]: 'asks',
    };
    const check = async (): Promise<void> => {
      for (const from of ['client', 'worker']) {
        // A server that has just started may need a moment.
        const found = await eventually(
          () => pages(app, from, Object.keys(everywhere)),
          (seen) => isDeepStrictEqual(seen, everywhere),
          5000,
        ).catch(() => pages(app, from, Object.keys(everywhere)));
        expect([from, found]).toEqual([from, everywhere]);
      }
      expect((await page(app, 'client', 'private:81')) === 'private').toBe(placement === 'auto');
      const [web = 0, asks = 0, broker = 0] = app.ports;
      const published = await Promise.all([web, asks, broker].map((port) => app.host.fetch(port)));
      expect(published.map((text) => text.trim())).toEqual(['web', 'asks', 'broker']);
    };
    await check();
    await app.ok(['up', '-d', '--force-recreate', '--no-deps', 'asks', 'broker', 'web']);
    await check();
    await app.ok(['restart']);
    await check();
    await app.ok(['plan', '--exit-code', 'client', 'worker', ...names]);
  });

  test('pc 28: services without a common network do not reach each other; one that has both reaches both', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d', 'web', 'backend', 'both']);
    expect(await pages(app, 'both', ['web', 'backend'])).toEqual({ web: 'web', backend: 'backend' });
    const { NetworkSettings } = await app.container('backend');
    const [address = ''] = Object.values(NetworkSettings.Networks ?? {}).map(({ IPAddress }) => IPAddress);
    expect(await page(app, 'both', address)).toBe('backend');
    const [byName, byAddress, back] = await Promise.all([
      page(app, 'web', 'backend'),
      page(app, 'web', address),
      page(app, 'backend', 'web'),
    ]);
    expect([byName, byAddress]).not.toContain('backend');
    expect(back).not.toBe('web');
  });

  test('a service that comes later is found by those that are there', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d', 'client', 'both']);
    await app.ok(['up', '-d', 'private', 'rival', 'worker', '--scale', 'worker=2']);
    expect(await pages(app, 'client', ['web', 'rival'])).toEqual({ web: 'web', rival: 'rival' });
    expect((await page(app, 'client', 'private:81')) === 'private').toBe(placement === 'auto');
    expect(await page(app, 'worker', 'site')).toBe('web');
  });
});
