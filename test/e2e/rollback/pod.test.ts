import { expect, onTestFinished, test } from 'vitest';
import type { Inspected } from '../../support/engine-view.ts';
import { project, scenarios } from '../../support/scenario.ts';
import { signalProcesses } from '../../support/test-host.ts';

const life = ({ Id, State }: Inspected) => `${Id} ${State.StartedAt}`;
const file = ['-f', 'pod.yaml'];

scenarios('rollback of a pod that has to be made anew', () => {
  test.each(['root', 'tester'] as const)(
    'a new published port that somebody else has leaves all as it was (%s)',
    async (asUser) => {
      const app = await project(import.meta.dirname, { asUser });
      const [port = 0, taken = 0] = app.ports;
      // It listens before it goes to the background.
      const squatter = ['busybox', 'httpd', '-p', String(taken), '-h', '/run'];
      expect((await app.host.run('env', squatter)).exitCode).toBe(0);
      const free = () => signalProcesses(app.host, 'KILL', `^${squatter.join(' ')} *$`);
      onTestFinished(free);
      await app.ok([...file, 'up', '-d']);
      const [lives, things] = [await app.each(life), await app.everything()];

      const env = { WHERE: String(taken), SAYS: 'second' };
      const { exitCode, stderr } = await app.selkie([...file, 'up', '-d'], { env });
      expect(exitCode).toBe(2);
      expect(stderr).toContain(`host port ${taken}/tcp is already in use (engine/port-in-use)`);
      expect(stderr).toContain(`pod ${app.project}-pod and its containers were left as they are`);
      expect(await app.each(life)).toEqual(lives);
      expect(await app.everything()).toEqual(things);
      expect(await app.host.fetch(port)).toBe('first\n');

      await free();
      await app.ok([...file, 'up', '-d'], { env });
      expect(await app.host.fetch(taken)).toBe('second\n');
      expect(await app.everything()).toEqual(things);
    },
  );

  test('an image that is not to be had leaves all as it was', async () => {
    const app = await project(import.meta.dirname);
    await app.ok([...file, 'up', '-d']);
    const lives = await app.each(life);
    await app.write(
      'other.yaml',
      'services: {db: {image: localhost/no-such-image}, web: {ports: !override ["${PORT1}:80"]}}\n',
    );
    const { exitCode, stderr } = await app.selkie([...file, '-f', 'other.yaml', 'up', '-d']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('localhost/no-such-image');
    expect(await app.each(life)).toEqual(lives);
  });

  test('who cannot start in the new pod is told of as not put back, and the former file brings it back', async () => {
    const app = await project(import.meta.dirname);
    await app.ok([...file, 'up', '-d']);
    await app.inside('db', ['touch', '/anonymous/file']);
    const env = { WHERE: String(app.ports[1]), COMMAND: '/no/such/program' };
    const plan = await app.ok([...file, 'plan'], { env });
    expect(plan.stdout).toMatch(/db and web stop meanwhile, and cannot be put back should that fail/u);
    const { exitCode, stderr } = await app.selkie([...file, 'up', '-d'], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`container ${app.project}-db-1 is not put back`);
    expect((await app.states())['web-1']).toBe('running');

    await app.ok([...file, 'up', '-d']);
    expect(await app.states()).toEqual({ 'db-1': 'running', 'web-1': 'running' });
    expect((await app.inside('db', ['ls', '/anonymous'])).stdout).toBe('file\n');
    expect(await app.host.fetch(app.ports[0] ?? 0)).toBe('first\n');
  });
});
