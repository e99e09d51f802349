import { expect, test } from 'vitest';
import { eventually, project, scenarios } from '../../support/scenario.ts';
import { unitsOf, valuesOf } from '../../systemd/generate.ts';

const allRun = { 'admin-1': 'running', 'quiet-1': 'running', 'web-1': 'running' };
const adminBeside = { 'admin-1': false, 'quiet-1': true, 'web-1': true };
const pinned = 'services: {admin: {x-podman: {placement: pod}}, web: {x-podman: {placement: pod}}}\n';
const noGate = 'services: {admin: {depends_on: !reset {}, healthcheck: !reset {}}}\n';
const late =
  'services: {admin: {command: "sh -c \'sleep 2; exec httpd -f -p 8080 -h /\'", depends_on: !reset {}, healthcheck: !reset {}}}\n';

scenarios('two services that listen on one port of the pod', () => {
  test('where the file wants both in the pod, the one that could not is explained: both services, the port and the line that mends it', async () => {
    const app = await project(import.meta.dirname);
    await app.write('compose.override.yaml', pinned);
    const { exitCode, stderr } = await app.selkie(['up', '--wait', '-d']);
    expect(exitCode).toBe(2);
    expect(await app.states()).toMatchObject({
      'admin-1': 'exited 1',
      'quiet-1': 'running',
      'web-1': 'running',
    });
    for (const words of ['`admin`', '`web`', '8080', 'x-podman']) expect(stderr).toContain(words);
    const ps = await app.ok(['ps', '--all']);
    for (const words of ['`admin`', '`web`', '8080']) expect(ps.stderr).toContain(words);
  });

  test('otherwise one moves beside the pod as soon as it is seen, and stays there', async () => {
    const app = await project(import.meta.dirname);
    const { stderr } = await app.ok(['up', '--wait', '-d']);
    for (const words of ['`admin`', '`web`', '8080', 'beside']) expect(stderr).toContain(words);
    expect(await app.states()).toEqual(allRun);
    expect(await app.each(({ Pod }) => Pod !== '')).toEqual(adminBeside);
    const before = await app.each(({ Id }) => Id);
    await app.ok(['up', '-d']);
    expect(await app.each(({ Id }) => Id)).toEqual(before);
    await app.ok(['plan']);
  });

  test('units are made as the services live, and who installs them is told what the file should say', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '--wait', '-d']);
    const { stdout, stderr } = await app.ok(['systemd', 'generate']);
    const units = unitsOf(stdout);
    const isMember = (service: string) => valuesOf(units.get(`${app.project}-${service}.container`), 'Pod');
    expect(['web', 'admin', 'quiet'].map(isMember)).toEqual([
      [`${app.project}.pod`],
      [],
      [`${app.project}.pod`],
    ]);
    expect(stderr).toContain('systemd/parted');
    const refused = await app.selkie(['systemd', 'install']);
    expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('systemd/parted')]);
    expect(refused.stderr).toContain('x-podman.placement: beside');
    expect((await app.ok(['systemd', 'generate', '--placement', 'network'])).stderr).toBe('');
  });

  test('nobody has to wait for it: a plain `up -d` looks, too', async () => {
    const app = await project(import.meta.dirname);
    await app.write('compose.override.yaml', noGate);
    await app.ok(['up', '-d']);
    expect(await app.states()).toEqual(allRun);
    expect(Object.values(await app.each(({ Pod }) => Pod !== '')).sort()).toEqual([false, true, true]);
  });

  test('the one that publishes the port stays in the pod, and answers', async () => {
    const app = await project(import.meta.dirname);
    await app.write('compose.override.yaml', `services: {admin: {ports: ["${app.ports[0] ?? 0}:8080"]}}\n`);
    await app.ok(['up', '--wait', '-d']);
    expect(await app.states()).toEqual(allRun);
    expect(await app.each(({ Pod }) => Pod !== '')).toEqual({
      'admin-1': true,
      'quiet-1': true,
      'web-1': false,
    });
    await eventually(
      () => app.inside('quiet', ['timeout', '3', 'wget', '-q', '-O', '-', 'http://web:8080/bin/busybox']),
      ({ exitCode }) => exitCode === 0,
    );
  });

  test('an `up` that stays mends it also when it comes late, and counts no failure', async () => {
    const app = await project(import.meta.dirname);
    await app.write('compose.override.yaml', late);
    const up = app.start(['up', '--abort-on-container-failure']);
    await eventually(
      () => Promise.resolve(up.stderr()),
      (text) => text.includes('beside the pod'),
    );
    await eventually(
      () => Promise.resolve(up.stderr()),
      (text) => text.split('admin-1  Started').length === 3,
    );
    await eventually(
      () => app.inside('quiet', ['timeout', '3', 'wget', '-q', '-O', '-', 'http://admin:8080/bin/busybox']),
      ({ exitCode }) => exitCode === 0,
    );
    expect(await app.states()).toEqual(allRun);
    up.kill('SIGINT');
    await up.ended;
  });

  test('what the explanation says mends it: beside the pod both run, each on its own', async () => {
    const app = await project(import.meta.dirname);
    await app.write('compose.override.yaml', 'services:\n  admin:\n    x-podman: { placement: beside }\n');
    await app.ok(['up', '--wait', '-d']);
    expect(await app.states()).toEqual(allRun);
    expect(await app.each(({ Pod }) => Pod !== '')).toEqual(adminBeside);
    for (const name of ['web', 'admin']) {
      await eventually(
        () =>
          app.inside('quiet', ['timeout', '3', 'wget', '-q', '-O', '-', `http://${name}:8080/bin/busybox`]),
        ({ exitCode }) => exitCode === 0,
      );
    }
  });

  test('without a pod there is nothing to mend', async () => {
    const app = await project(import.meta.dirname, { placement: 'network' });
    await app.ok(['up', '--wait', '-d']);
    expect(await app.states()).toEqual(allRun);
  });
});
