import { expect, test } from 'vitest';
import type { Inspected } from '../../support/engine-view.ts';
import { eventually, project, scenariosInEachPlacement } from '../../support/scenario.ts';

const idOf = ({ Id }: Inspected) => Id;
const startOf = ({ State }: Inspected) => Date.parse(State.StartedAt);

scenariosInEachPlacement('restart', (placement) => {
  test('dc 13: takes along what depends on it with restart: true, once it is healthy again', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const [ids, starts] = [await app.each(idOf), await app.each(startOf)];
    const { stderr } = await app.ok(['restart', '-t', '1', 'base']);
    expect(await app.each(idOf)).toEqual(ids);
    const after = await app.each(startOf);
    expect(after['no-restart-1']).toBe(starts['no-restart-1']);
    expect(after['base-1']).toBeGreaterThan(starts['base-1'] ?? 0);
    expect(after['with-restart-1']).toBeGreaterThan(after['base-1'] ?? 0);
    const lines = stderr.split('\n').map((line) => line.replaceAll(`${app.project}-`, '').trim());
    const words = [
      'Container base-1  Restarting',
      'Container base-1  Started',
      'Container base-1  Healthy',
      'Container with-restart-1  Restarting',
      'Container with-restart-1  Started',
    ];
    expect(lines.filter((line) => words.includes(line))).toEqual(words);
    expect(stderr).not.toContain('no-restart');

    await app.ok(['restart', '--no-deps', '-t', '1', 'base']);
    expect((await app.each(startOf))['with-restart-1']).toBe(after['with-restart-1']);
  });

  test('dc 13: the same dependents stop and start again when what they depend on is recreated', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const [ids, starts] = [await app.each(idOf), await app.each(startOf)];
    const { stderr } = await app.ok(['up', '-d'], { env: { LABEL: 'changed' } });
    const { 'base-1': base, ...others } = await app.each(idOf);
    expect(base).not.toBe(ids['base-1']);
    expect({ 'base-1': ids['base-1'], ...others }).toEqual(ids);
    const after = await app.each(startOf);
    expect(after['no-restart-1']).toBe(starts['no-restart-1']);
    expect(after['with-restart-1']).toBeGreaterThan(after['base-1'] ?? 0);
    const words = [
      'with-restart-1  Stopped',
      'base-1  Recreated',
      'base-1  Healthy',
      'with-restart-1  Started',
    ];
    for (const word of words) expect(stderr).toContain(`${app.project}-${word}`);
    expect(stderr).toContain(`${app.project}-no-restart-1  Running`);
  });

  test('dc 14: all of a project keeps its containers, and starts what had ended', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['--profile', 'once', 'up', '-d']);
    await eventually(app.states, (states) => states['once-1'] === 'exited 0');
    const [ids, starts] = [await app.each(idOf), await app.each(startOf)];
    await app.ok(['--profile', 'once', 'restart', '-t', '1']);
    expect(await app.each(idOf)).toEqual(ids);
    expect([...new Set(Object.values(await app.states()))]).toEqual(['running']);
    for (const [name, start] of Object.entries(await app.each(startOf))) {
      expect(start).toBeGreaterThan(starts[name] ?? 0);
    }
  });
});
