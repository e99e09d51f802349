import { expect, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';

const env = { TOKEN: 'a value' };
const moments = [
  '-pod  Creating',
  '-db-1  Creating',
  '-db-1  Starting',
  '-job-1  Waiting',
  '-beside-1  Starting',
];

scenarios('killed up', () => {
  test.each(moments)('down after an up that was killed at “%s” leaves nothing', async (moment) => {
    const app = await project(import.meta.dirname, { env });
    const up = app.start(['--progress', 'plain', 'up', '-d']);
    await up.untilItSays(moment);
    up.kill('SIGKILL');
    await up.ended;
    await app.ok(['down', '-v', '-t', '0']);
    expect(await app.everything()).toEqual([]);
  });

  test('up after ups that were killed, each a little later, completes', async () => {
    const app = await project(import.meta.dirname, { env });
    for (const moment of moments) {
      const up = app.start(['--progress', 'plain', 'up', '-d']);
      await up.untilItSays(moment);
      up.kill('SIGKILL');
      await up.ended;
    }
    await app.ok(['up', '-d']);
    expect(await app.states()).toEqual({
      'beside-1': 'running',
      'beside-2': 'running',
      'db-1': 'running',
      'job-1': 'exited 0',
      'web-1': 'running',
    });
    const again = await app.ok(['--dry-run', 'up', '-d', 'db']);
    expect(again.stdout).toMatch(/nothing to do/);
  });
});
