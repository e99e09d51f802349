import { expect, test } from 'vitest';
import { ToolError } from '../../../src/diagnostics/tool-error.ts';
import type { Edge } from '../../../src/systemd/host/deploy.ts';
import { deploy } from '../../../src/systemd/host/deploy.ts';
import { managerOf } from '../../../src/systemd/host/manager.ts';
import { placesOf } from '../../../src/systemd/host/places.ts';
import { hereSite } from '../../../src/systemd/host/site.ts';
import { memoryHost } from '../../support/memory-host.ts';

const folder = '/etc/containers/systemd/shop';
const unit = (name: string): string =>
  `# Made by \`selkie systemd\` for project shop.\n\n[Unit]\nDescription=${name}\n`;

/** A machine whose `systemctl` and generator do as the real ones do, and what they were asked for, in that order. */
interface Machine {
  readonly edge: Edge;
  readonly asked: readonly string[];
  readonly install: (files: readonly string[], start?: boolean) => Promise<unknown>;
}

/** `generator` is what Podman's says; units of the files that are `unread` never come to be. */
function machine({
  generator = '',
  unread = [],
}: { generator?: string; unread?: readonly string[] } = {}): Machine {
  const asked: string[] = [];
  const active = new Set<string>();
  let loaded = new Set<string>();
  const filesThere = async (): Promise<readonly string[]> =>
    (await host.files.stat(folder)) === undefined ? [] : host.files.list(folder);
  const unitOf = (file: string): string =>
    file.replace(/\.pod$/u, '-pod.service').replace(/\.container$/u, '.service');
  const systemctl = async ([verb = '', ...rest]: readonly string[]): Promise<string> => {
    const units = rest.filter((word) => !word.startsWith('--'));
    if (verb !== 'show') asked.push([verb, ...units].join(' '));
    if (verb === 'daemon-reload') {
      loaded = new Set((await filesThere()).filter((file) => !unread.includes(file)).map(unitOf));
    }
    if (verb === 'stop') {
      const there = new Set((await filesThere()).map(unitOf));
      for (const one of units) {
        // systemd has forgotten how to stop a unit whose file is gone.
        if (there.has(one)) active.delete(one);
      }
    }
    if (verb === 'start') for (const one of units) active.add(one);
    if (verb !== 'show') return '';
    return units
      .map((one) => {
        const state = active.has(one) ? 'active' : 'inactive';
        return `LoadState=${loaded.has(one) || active.has(one) ? 'loaded' : 'not-found'}\nActiveState=${state}\nSubState=x\nResult=success\nJob=\nNRestarts=0\nStateChangeTimestamp=\n`;
      })
      .join('\n');
  };
  const host = memoryHost({
    processes: {
      run: async (command, args) => {
        if (command === 'systemctl') return { exitCode: 0, stdout: await systemctl(args), stderr: '' };
        asked.push('generator');
        return { exitCode: generator === '' ? 0 : 1, stdout: '', stderr: generator };
      },
    },
  });
  const site = hereSite(host);
  const places = placesOf(site, 'system');
  const { signal } = new AbortController();
  const edge: Edge = {
    site,
    places,
    signal,
    manager: managerOf(site, places, signal),
    onState: () => undefined,
  };
  const done = (): Promise<void> => Promise.resolve();
  const install = (files: readonly string[], start = true): Promise<unknown> =>
    deploy(
      {
        project: 'shop',
        texts: new Map(files.map((name) => [name, unit(name)] as const)),
        start,
        stale: new Set(),
        removeNetwork: done,
        check: done,
        restore: done,
      },
      edge,
    ).then(
      () => [...active].sort(),
      (error: unknown) => {
        if (error instanceof ToolError) return error.diagnostics.map(({ code }) => code);
        throw error;
      },
    );
  return { edge, asked, install };
}

test('every unit that runs something is started by name: a pod is up long before its containers', async () => {
  const { install, asked } = machine();
  expect(await install(['shop.pod', 'shop-web.container', 'shop-db.container'])).toEqual([
    'shop-db.service',
    'shop-pod.service',
    'shop-web.service',
  ]);
  expect(asked.at(-1)).toBe('start shop-pod.service shop-web.service shop-db.service');
});

test('a unit that goes is stopped while its file is there: later nobody would know how', async () => {
  const { install, asked } = machine();
  await install(['shop.pod', 'shop-web.container', 'shop-old.container']);
  expect(await install(['shop.pod', 'shop-web.container'])).toEqual(['shop-pod.service', 'shop-web.service']);
  expect(asked).toContain('stop shop-old.service');
});

test('files that the generator complains of are not installed: it would leave their units out in silence', async () => {
  const { install, edge, asked } = machine({ generator: "quadlet-generator[1]: unsupported key 'X'\n" });
  expect(await install(['shop.pod'])).toEqual(['systemd/generator']);
  expect(await edge.site.files.stat(folder)).toBeUndefined();
  expect(asked).toEqual(['generator']);
});

test('a unit that systemd does not have after reading the files is an error, and nothing stays', async () => {
  const { install, edge } = machine({ unread: ['shop-web.container'] });
  expect(await install(['shop.pod', 'shop-web.container'])).toEqual([
    'systemd/missing-unit',
    'systemd/nothing-installed',
  ]);
  expect(await edge.site.files.stat(folder)).toBeUndefined();
});
