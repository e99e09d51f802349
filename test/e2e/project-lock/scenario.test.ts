import { expect, test } from 'vitest';
import { isAnother } from '../../support/program.ts';
import { eventually, project, scenariosInEachPlacement } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

const up = ['up', '-d', '-t', '1'];

const locks = async (app: Scenario) =>
  (await app.host.run('podman', ['secret', 'ls', '--format', '{{.Name}}'])).stdout
    .split('\n')
    .filter((name) => name === `selkie-lock.${app.project}`);

/** Who made each container. */
const makers = (app: Scenario) =>
  app.each(({ Config }) => Config.Env.find((entry) => entry.startsWith('WHO='))?.slice(4));

if (!isAnother) {
  scenariosInEachPlacement('two at once', (placement) => {
    test('of two ups the later one waits, and nothing is left half done', { timeout: 240_000 }, async () => {
      const app = await project(import.meta.dirname, { placement });
      for (let round = 0; round < 10; round++) {
        const results = await Promise.all(
          ['a', 'b'].map((who) => app.selkie(up, { env: { WHO: `${who}${round}` } })),
        );
        expect(results.map(({ exitCode, stderr }) => (exitCode === 0 ? 'well' : stderr))).toEqual([
          'well',
          'well',
        ]);
        expect(await app.states()).toEqual({ 'db-1': 'running', 'web-1': 'running' });
        const made = await makers(app);
        expect(made['db-1']).toMatch(new RegExp(`^[ab]${round}$`, 'u'));
        expect(made['web-1']).toBe(made['db-1']);
        expect(await locks(app)).toEqual([]);
      }
    });

    test('up and down at once leave all or nothing', { timeout: 120_000 }, async () => {
      const app = await project(import.meta.dirname, { placement });
      for (let round = 0; round < 3; round++) {
        const started = app.start(['-f', 'slow.yaml', ...up]);
        await eventually(
          () => locks(app),
          (names) => names.length > 0,
        );
        await app.ok(['down', '-t', '1']);
        expect((await started.ended).exitCode).toBe(0);
        expect(await app.everything()).toEqual([]);
        expect(await locks(app)).toEqual([]);
      }
    });

    test('who only waits holds nobody up', async () => {
      const app = await project(import.meta.dirname, { placement });
      const waiting = app.start(['-f', 'ill.yaml', 'up', '-d', '--wait', '--wait-timeout', '30']);
      await eventually(
        () => app.states(),
        (states) => states['ill-1'] === 'running',
      );
      const down = await app.ok(['-f', 'ill.yaml', 'down', '-t', '0']);
      expect(down.stderr).not.toMatch(/for [3-9] s|for \d\d s/u);
      expect(await app.everything()).toEqual([]);
      expect((await waiting.ended).exitCode).toBe(2);
    });

    test('the lock of one that was killed holds nobody up; commands that look wait for nobody', async () => {
      const app = await project(import.meta.dirname, { placement });
      const killed = app.start(['-f', 'slow.yaml', ...up]);
      await eventually(
        () => locks(app),
        (names) => names.length > 0,
      );
      const looking = await app.ok(['ps', '-a']);
      expect(looking.stderr).not.toContain('another Selkie');
      killed.kill('SIGKILL');
      await killed.ended;
      // From where the dead process can be looked for; elsewhere its lock is old only after 20 s.
      const down = await app.start(['down', '-t', '0']).ended;
      expect(down.exitCode).toBe(0);
      expect(down.stderr).not.toContain('another Selkie');
      expect(await app.everything()).toEqual([]);
      expect(await locks(app)).toEqual([]);
    });
  });
}
