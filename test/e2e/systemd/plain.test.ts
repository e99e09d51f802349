import { expect, test } from 'vitest';
import { eventually, project, scenarios } from '../../support/scenario.ts';
import { changed, inEachCombination, prepared, processes, slow, systemctl } from './installed.ts';

const folder = import.meta.dirname;

inEachCombination('plain units, for Podman without Quadlet', ({ asUser, placement }) => {
  test('run as those of Quadlet do', { timeout: 240_000 }, async () => {
    const app = await prepared(folder, { asUser, placement });
    await app.ok(['systemd', 'install', '--format', 'units', '--start'], slow);
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('by systemd\n');
    const unit = `container-${app.project}-web-1.service`;
    const shown = await systemctl(app, asUser, 'show', '--property=FragmentPath', '--value', unit);
    expect(shown.stdout).toMatch(
      asUser === 'root' ? /^\/etc\/systemd\/system\// : /\/\.config\/systemd\/user\//,
    );
    const first = await processes(app, asUser);
    await app.host.run('podman', ['kill', '--signal', 'KILL', `${app.project}-db-1`], { asUser });
    const second = await eventually(
      () => processes(app, asUser),
      (now) => Object.keys(now).length === 6 && changed(first, now).length > 0,
    );
    expect(changed(first, second)).toEqual(['db-1']);
    // An upgrade keeps their form.
    await app.ok(['systemd', 'upgrade'], { ...slow, env: { VERSION: '2' } });
    expect(changed(second, await processes(app, asUser))).toEqual(['web-1']);
    expect((await app.ok(['systemd', 'status'])).stdout).toContain(unit);
    await app.ok(['systemd', 'uninstall', '-v'], slow);
    expect(await app.everything()).toEqual([]);
    expect((await systemctl(app, asUser, 'cat', unit)).exitCode).not.toBe(0);
  });
});

scenarios('plain units', () => {
  test('have the names that `podman generate systemd` gives those of containers by up', async () => {
    const app = await project(folder);
    await app.ok(['systemd', 'generate', '--format', 'units', '-o', 'ours']);
    await app.ok(['up', '-d', 'db', 'api'], slow);
    const theirs = await app.host.run(
      'podman',
      ['generate', 'systemd', '--new', '--files', '--name', `${app.project}-pod`],
      { cwd: app.folder },
    );
    expect(theirs.exitCode).toBe(0);
    const names = theirs.stdout
      .trim()
      .split('\n')
      .map((path) => path.slice(path.lastIndexOf('/') + 1));
    expect(names.sort()).toEqual([
      `container-${app.project}-api-1.service`,
      `container-${app.project}-db-1.service`,
      `pod-${app.project}-pod.service`,
    ]);
    const ours = await app.host.run('ls', [`${app.folder}/ours`]);
    expect(ours.stdout.split('\n')).toEqual(expect.arrayContaining(names));
  });
});
