import { expect, test } from 'vitest';
import { eventually, project, scenarios } from '../../support/scenario.ts';

scenarios('two services that listen on one port of the pod', () => {
  test('the one that could not is explained: both services, the port and the line that mends it', async () => {
    const app = await project(import.meta.dirname);
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

  test('what the explanation says mends it: beside the pod both run, each on its own', async () => {
    const app = await project(import.meta.dirname);
    await app.write('compose.override.yaml', 'services:\n  admin:\n    x-podman: { placement: beside }\n');
    await app.ok(['up', '--wait', '-d']);
    expect(await app.states()).toEqual({ 'admin-1': 'running', 'quiet-1': 'running', 'web-1': 'running' });
    expect(await app.each(({ Pod }) => Pod !== '')).toEqual({
      'admin-1': false,
      'quiet-1': true,
      'web-1': true,
    });
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
    expect(await app.states()).toEqual({ 'admin-1': 'running', 'quiet-1': 'running', 'web-1': 'running' });
  });
});
