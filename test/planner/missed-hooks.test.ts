import { expect, test } from 'vitest';
import { missedHooks } from '../../src/planner/missed-hooks.ts';
import { reconcile } from '../../src/planner/reconcile.ts';
import { planDown } from '../../src/planner/teardown.ts';
import { load } from '../../src/parser/load.ts';
import { memoryHost } from '../support/memory-host.ts';
import { applyPlan } from '../support/model-engine.ts';
import { emptyEngine, optionsFixture } from '../support/project-fixture.ts';

const request = { files: [], profiles: [], envFiles: [], projectName: 'test' };

test('who stops containers without their file is told which hooks are left out, once, and where they stand', async () => {
  const { value: project } = await load(
    request,
    memoryHost({
      files: {
        '/project/compose.yaml': `
services:
  db: { image: db, pre_stop: [{ command: [save] }], post_start: [{ command: [load] }] }
  web: { image: web }
`,
      },
      env: {},
    }),
  );
  if (project === undefined) throw new Error('not loaded');
  const { value: plan } = reconcile(project, emptyEngine(), optionsFixture(project), 0);
  if (plan === undefined) throw new Error('no plan');
  const engine = applyPlan(emptyEngine(), plan);
  const down = (known: typeof project | undefined) =>
    missedHooks(
      planDown(project.name, engine, {
        services: [],
        volumes: false,
        images: [],
        graceMs: undefined,
        project: known,
      }),
      known,
      engine.containers,
    );
  expect(down(undefined)).toMatchObject([
    {
      code: 'plan/hooks-unknown',
      args: { point: 'pre_stop', services: ['db'], files: project.composeFiles },
    },
  ]);
  expect(down(project)).toEqual([]);
});
