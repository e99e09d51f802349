import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';

const asUser = 'tester';

scenarios('as an ordinary user', () => {
  test('up, ps and down work on the rootless engine', async () => {
    const app = await project(import.meta.dirname, { asUser, env: { TOKEN: 'mine' } });
    const info = await app.ok(['info']);
    expect(info.stdout).toMatch(/rootless/);
    await app.ok(['up', '-d']);
    expect(await app.states()).toEqual({
      'db-1': 'running',
      'web-1': 'running',
      'worker-1': 'running',
      'worker-2': 'running',
    });
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('rootless\n');
    expect((await app.inside('worker', ['wget', '-q', '-O', '-', 'http://web'])).stdout).toBe('rootless\n');
    expect((await app.inside('db', ['cat', '/files/note.txt', '/run/secrets/token'])).stdout).toBe(
      'note\nmine',
    );
    const { stdout } = await app.ok(['ps', '--services']);
    expect(stdout.trim().split('\n').sort()).toEqual(['db', 'web', 'worker']);
    const before = await app.each(({ Id, State }) => `${Id} ${State.StartedAt}`);
    await app.ok(['up', '-d']);
    expect(await app.each(({ Id, State }) => `${Id} ${State.StartedAt}`)).toEqual(before);
    await app.ok(['down', '-v']);
    expect(await app.everything()).toEqual([]);
  });

  test('a port that only root may take is an error that says what helps', async () => {
    const app = await project(import.meta.dirname, { asUser });
    const { exitCode, stderr } = await app.selkie(['-f', 'low-port.yaml', 'up', '-d']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('80');
    expect(stderr).toContain('ip_unprivileged_port_start');
    await app.ok(['-f', 'low-port.yaml', 'down']);
    expect(await app.everything()).toEqual([]);
  });
});
