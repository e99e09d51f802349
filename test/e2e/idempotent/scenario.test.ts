import { expect, test } from 'vitest';
import type { Inspected } from '../../support/engine-view.ts';
import { project, scenarios, scenariosInEachPlacement } from '../../support/scenario.ts';

const life = ({ Id, State }: Inspected) => `${Id} ${State.StartedAt}`;

scenariosInEachPlacement('idempotent', (placement) => {
  test('dc 2: up again changes nothing that runs', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const { 'job-1': job, ...before } = await app.each(life);
    expect(Object.keys(before)).toEqual(['beside-1', 'beside-2', 'db-1', 'web-1']);
    const things = await app.engine.everything(app.project);

    await app.ok(['up', '-d']);
    const { 'job-1': jobAgain, ...after } = await app.each(life);
    expect(after).toEqual(before);
    expect(await app.engine.everything(app.project)).toEqual(things);
    // A job that has ended runs at each up, in the container that it has.
    expect(jobAgain?.split(' ')[0]).toBe(job?.split(' ')[0]);
  });

  test('neither comments nor the order of keys are changes; a variable that is used is', async () => {
    const app = await project(import.meta.dirname, { placement });
    await app.ok(['up', '-d']);
    const before = await app.each(({ Id }) => Id);
    await app.write(
      'compose.override.yaml',
      '# Only words.\nservices:\n  web: { profiles: [], depends_on: { beside: { condition: service_started } } }\n',
    );
    await app.ok(['up', '-d']);
    expect(await app.each(({ Id }) => Id)).toEqual(before);

    const { stderr } = await app.ok(['up', '-d'], { env: { MODE: 'loud' } });
    const { 'web-1': web, ...others } = await app.each(({ Id }) => Id);
    expect(web).not.toBe(before['web-1']);
    expect({ 'web-1': before['web-1'], ...others }).toEqual(before);
    expect(stderr).toContain(`${app.project}-web-1`);
  });
});

scenarios('dry run', () => {
  test('a dry run does nothing, and says so when nothing is to be done', async () => {
    const app = await project(import.meta.dirname);
    const first = await app.ok(['--dry-run', 'up', '-d']);
    expect(first.stdout).toMatch(/\+ web +create in the pod: not there yet/);
    expect(await app.everything()).toEqual([]);

    await app.ok(['up', '-d', 'web', 'beside', '--scale', 'beside=2']);
    await app.ok(['up', '-d', 'db', 'beside']);
    const again = await app.ok(['up', '-d', '--dry-run', 'db', 'beside']);
    expect(again.stdout).toMatch(/nothing to do/);
    expect(again.stdout).toMatch(/unchanged/);
  });
});
