import { expect, test } from 'vitest';
import { load } from '../../src/parser/load.ts';
import type { Project } from '../../src/model/project.ts';
import { planBuild } from '../../src/planner/build-plan.ts';
import { formatPlan } from '../../src/planner/format-plan.ts';
import { memoryHost } from '../support/memory-host.ts';

async function project(text: string): Promise<Project> {
  const host = memoryHost({ files: { '/srv/compose.yaml': text }, workingDir: '/srv' });
  const { value, diagnostics } = await load({ files: [], profiles: [], envFiles: [] }, host);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}

const chain = `
name: app
services:
  main: { build: { context: ., additional_contexts: { a: "service:mid" } } }
  mid: { build: { context: ., additional_contexts: { b: "service:base" } } }
  base: { image: r.example/base, build: . }
  other: { build: . }`;

test('what an image is built from is built before it, though nobody asked for it', async () => {
  const loaded = await project(chain);
  const services = new Set([...loaded.services.keys()].filter((name) => name === 'main'));
  const plan = planBuild(loaded, {
    services,
    args: new Map(),
    isCacheOff: false,
    isPullForced: false,
    memoryBytes: undefined,
    push: false,
  });
  expect(formatPlan(plan)).toMatchInlineSnapshot(`
    "#1: build image r.example/base (others are built from it)
    #2 after #1: build image localhost/app-mid (others are built from it)
    #3 after #2: build image localhost/app-main (a build was asked for)

    3 to build
    "
  `);
  expect(plan.operations.map((step) => (step.kind === 'build-image' ? [...step.contextImages] : []))).toEqual(
    [[], [['service:base', 'r.example/base']], [['service:mid', 'localhost/app-mid']]],
  );
});

test('images that are built from each other are refused, with each step where it is written', async () => {
  const host = memoryHost({
    files: {
      '/srv/compose.yaml': `
services:
  a: { build: { context: ., additional_contexts: { x: "service:b" } } }
  b: { build: { context: ., additional_contexts: { y: "service:a" } } }`,
    },
    workingDir: '/srv',
  });
  const { diagnostics } = await load({ files: [], profiles: [], envFiles: [] }, host);
  expect(diagnostics.map(({ code, args }) => [code, args])).toEqual([
    ['compose/dependency-cycle', { services: ['a', 'b'] }],
  ]);
});
