import { expect, test } from 'vitest';
import type { Inspected } from '../../support/engine-view.ts';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';

const life = ({ Id, State }: Inspected) => `${Id} ${State.StartedAt}`;

scenariosInEachPlacement('plan', (placement) => {
  test('ends with 2 when something is to be done and with 0 when nothing is, and touches nothing', async () => {
    const app = await project(import.meta.dirname, { placement });
    const statusOf = async (args: readonly string[], env = {}) => {
      const [things, lives] = [await app.engine.everything(app.project), await app.each(life)];
      const { exitCode } = await app.selkie(args, { env });
      expect(await app.engine.everything(app.project)).toEqual(things);
      expect(await app.each(life)).toEqual(lives);
      return exitCode;
    };
    expect(await statusOf(['plan', '--exit-code'])).toBe(2);
    expect(await statusOf(['plan'])).toBe(0);
    expect(await statusOf(['plan', 'down', '--exit-code'])).toBe(0);
    await app.ok(['up', '-d']);
    expect(await statusOf(['plan', '--exit-code'])).toBe(0);
    expect(await statusOf(['plan', '--exit-code', '--force-recreate'])).toBe(2);
    expect(await statusOf(['plan', '--exit-code'], { ROUND: '2' })).toBe(2);
    expect(await statusOf(['plan', '--exit-code', 'db'], { ROUND: '2' })).toBe(0);
    for (const format of ['json', 'dot', 'mermaid', 'svg']) {
      expect(await statusOf(['plan', '--format', format], { ROUND: '2' })).toBe(0);
    }
    expect(await statusOf(['plan', 'down', '--exit-code'])).toBe(2);
  });

  test('--dry-run of any command that changes things touches nothing', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const [things, lives] = [await app.engine.everything(app.project), await app.each(life)];
    for (const command of [
      ['up', '-d', '--force-recreate'],
      ['create', '--force-recreate'],
      ['run', '--rm', 'web', 'touch', '/data/x'],
      ['exec', 'web', 'touch', '/data/x'],
      ['cp', 'compose.yaml', 'web:/data/x'],
      ['commit', 'web', `localhost/${app.project}-made`],
      ['scale', 'db=2'],
      ['restart'],
      ['stop'],
      ['kill'],
      ['pause'],
      ['rm', '-sf'],
      ['down', '-v'],
    ]) {
      await app.ok(['--dry-run', ...command]);
      const after = [await app.engine.everything(app.project), await app.each(life)];
      expect([command, ...after]).toEqual([command, things, lives]);
    }
    const { stdout } = await app.inside('web', ['ls', '/data']);
    expect(stdout).toBe('');
    const images = JSON.stringify(await app.engine.get('images/json'));
    expect(images).not.toContain(`${app.project}-made`);
  });

  test('what a plan counts is what up does', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d', 'db']);
    const { 'db-1': db } = await app.each(life);
    const { stdout } = await app.ok(['plan']);
    // The volume and the container of web.
    expect(stdout).toMatch(/2 to create, \d+ unchanged/);
    await app.ok(['up', '-d']);
    expect(await app.each(life)).toMatchObject({ 'db-1': db });
    expect(await app.states()).toEqual({ 'db-1': 'running', 'web-1': 'running' });
  });

  test('a cycle is shown as the way around, with its lines', async () => {
    const app = await project(import.meta.dirname, { placement });
    for (const command of [['plan'], ['up', '-d']]) {
      const { exitCode, stderr } = await app.selkie(['-f', 'cycle.yaml', ...command]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('one → two → three → one');
      expect(stderr).toMatch(/cycle\.yaml:4/);
      expect(stderr).toMatch(/cycle\.yaml:8/);
      expect(stderr).toMatch(/cycle\.yaml:12/);
    }
    expect(await app.everything()).toEqual([]);
  });
});
