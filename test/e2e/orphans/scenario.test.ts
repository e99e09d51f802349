import { expect, test } from 'vitest';
import type { Inspected } from '../../support/engine-view.ts';
import { project, scenariosInEachPlacement } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

const life = ({ Id, State }: Inspected) => `${Id} ${State.StartedAt}`;

async function oneOffs(app: Scenario): Promise<readonly string[]> {
  return [...(await app.containers()).values()]
    .filter(({ Config }) => Config.Labels['com.docker.compose.oneoff'] === 'True')
    .map(life);
}

scenariosInEachPlacement('orphans and one-offs', (placement) => {
  test('dc 25: COMPOSE_REMOVE_ORPHANS of .env removes one-offs that have ended, and down takes only what is named', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.write('.env', 'COMPOSE_REMOVE_ORPHANS=true\n');
    await app.ok(['run', '-T', 'tool']);
    expect(await oneOffs(app)).toHaveLength(1);
    await app.ok(['up', '-d']);
    expect(await oneOffs(app)).toEqual([]);
    const before = await app.each(life);
    expect(Object.keys(before)).toEqual(['db-1', 'web-1', 'words-1']);
    await app.ok(['down', '--remove-orphans', 'web']);
    expect(await app.each(life)).toEqual({ 'db-1': before['db-1'], 'words-1': before['words-1'] });
  });

  test('dc 12: one-offs are left alone by all but down --remove-orphans', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    await app.ok(['run', '-d', 'db', 'sleep', 'inf']);
    const before = await oneOffs(app);
    expect(before).toHaveLength(1);
    for (const command of [
      ['stop', '-t', '1'],
      ['start'],
      ['restart', '-t', '1'],
      ['up', '-d', '--force-recreate'],
    ]) {
      await app.ok(command);
      expect(await oneOffs(app)).toEqual(before);
    }
    await app.ok(['down', '--remove-orphans', '-t', '1']);
    expect(await app.everything()).toEqual([]);
  });
});
