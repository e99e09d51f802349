import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inEachCombination, knownUnits, prepared, slow, took } from './installed.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'examples', 'quickstart');

inEachCombination('the quickstart under systemd', (combination) => {
  test('is built, answers, and leaves nothing', { timeout: 240_000 }, async () => {
    const { asUser } = combination;
    const app = await prepared(folder, combination);
    const { host, ports, project } = app;
    // What its image is made from.
    await host.run('cp', ['/usr/bin/busybox', 'image/busybox'], { cwd: app.folder });
    const since = performance.now();
    await app.ok(['systemd', 'install', '--start'], { ...slow, env: { WEB_PORT: String(ports[0]) } });
    expect(await host.fetch(ports[0] ?? 0)).toContain('The database answers');
    took('the quickstart, install to answer', combination, since);

    await app.ok(['systemd', 'uninstall', '-v'], slow);
    expect(await app.everything()).toEqual([]);
    expect(await knownUnits(app, asUser, `${project}-*`)).not.toContain('.service');
  });
});
