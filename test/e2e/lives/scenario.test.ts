import { expect, test } from 'vitest';
import { eventually, project, scenarios } from '../../support/scenario.ts';

scenarios('lives of containers', () => {
  test('pc 29: as many replicas as the file, --scale and scale say', async () => {
    const app = await project(import.meta.dirname);
    const count = async () => (await app.ok(['ps', '-q', 'many'])).stdout.trim().split('\n').length;
    await app.ok(['up', '-d', 'many']);
    expect(await count()).toBe(2);
    await app.ok(['up', '-d', '--scale', 'many=3', 'many']);
    expect(await count()).toBe(3);
    await app.ok(['scale', 'many=4']);
    expect(await count()).toBe(4);
  });

  test('pc 29: one that has ended is run again by the next up, one that restarts goes on by itself', async () => {
    const app = await project(import.meta.dirname);
    const said = async (service: string) =>
      (await app.ok(['logs', '--no-log-prefix', '--no-color', service])).stdout;
    await app.ok(['up', '-d', 'once', 'again']);
    await eventually(app.states, (states) => states['once-1'] === 'exited 0');
    expect(await said('once')).toBe('test1\n');
    // As in docker compose: a command that is to run but once is one for `run`.
    await app.ok(['up', '-d', 'once', 'again']);
    await eventually(
      () => said('once'),
      (text) => text === 'test1\ntest1\n',
    );
    await eventually(
      () => said('again'),
      (text) => text.startsWith('test2\ntest2\n'),
    );
  });

  test('pc 30: two services share the memory of one', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'shares', 'owner']);
    const space = async (service: string) =>
      (await app.inside(service, ['readlink', '/proc/self/ns/ipc'])).stdout;
    expect(await space('shares')).toBe(await space('owner'));
  });

  test('pc 30: a long line of many bytes a letter comes in one piece', async () => {
    const app = await project(import.meta.dirname);
    await app.ok(['up', '-d', 'longlog']);
    await eventually(app.states, (states) => states['longlog-1'] === 'exited 0');
    const { stdout, stderr } = await app.ok(['logs', '--no-log-prefix', 'longlog']);
    expect([stdout, stderr]).toEqual([`${'häßliche Wörter '.repeat(2000)} end\n`, '']);
  });
});
