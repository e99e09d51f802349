import { describe, expect, test } from 'vitest';
import { drawDiagram } from '../../src/drawing/draw-diagram.ts';
import { planDiagram } from '../../src/drawing/plan-diagram.ts';
import { planJson } from '../../src/drawing/plan-json.ts';
import { planText } from '../../src/drawing/plan-text.ts';
import { viewPlan } from '../../src/drawing/plan-view.ts';
import type { Project } from '../../src/model/project.ts';
import type { ObservedState } from '../../src/planner/observed.ts';
import type { Plan } from '../../src/planner/plan.ts';
import { reconcile } from '../../src/planner/reconcile.ts';
import { planDown } from '../../src/planner/teardown.ts';
import { applyPlan } from '../support/model-engine.ts';
import { emptyEngine, optionsFixture, projectFixture } from '../support/project-fixture.ts';

function planOf(project: Project, state: ObservedState = emptyEngine()): Plan {
  const { value, diagnostics } = reconcile(project, state, optionsFixture(project), 0);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}

const shop = projectFixture({
  db: {},
  migrate: { dependsOn: { db: 'service_healthy' } },
  web: {
    ports: ['8080:80'],
    dependsOn: { db: 'service_started', migrate: 'service_completed_successfully' },
  },
  worker: { replicas: 2, dependsOn: { db: 'service_started' } },
});
const first = planOf(shop);
const running = applyPlan(emptyEngine(), first, new Set(['migrate']));

describe('a plan as text', () => {
  test('tells services in the order in which they start, with what each waits for', () => {
    expect(planText(viewPlan(first, 'up'))).toMatchInlineSnapshot(`
      "Made ready first
        + network app_default  create: not there yet
        + pod app-pod          create: not there yet

      Services, in the order in which they start
        + db        create in the pod: not there yet
        + worker 1  create beside the pod: not there yet
                    starts when db has started
        + worker 2  create beside the pod: not there yet
                    starts when db has started
        + migrate   create in the pod: not there yet
                    starts when db is healthy
        + web       create in the pod: not there yet
                    starts when db has started and migrate has completed

      Beside the pod
        worker: 2 replicas need a network namespace each

      up of project app: 7 to create
      "
    `);
  });

  test('nothing to do', () => {
    const text = planText(viewPlan(planOf(shop, running), 'up'));
    expect(text).toContain('up of project app: nothing to do, 7 unchanged\n');
    expect(text).toContain('  = 5 containers db, migrate (has completed), web, worker\n');
    expect(text).not.toContain('Services, in the order');
  });

  test('says beforehand who stops while the pod is made anew', () => {
    const moved = projectFixture({
      db: {},
      web: { ports: ['9090:80'], dependsOn: { db: 'service_started' } },
    });
    const before = projectFixture({
      db: {},
      web: { ports: ['8080:80'], dependsOn: { db: 'service_started' } },
    });
    const state = applyPlan(emptyEngine(), planOf(before));
    const text = planText(viewPlan(planOf(moved, state), 'up'));
    expect(text).toMatch(
      /^Beforehand\n {2}! the pod app-pod is made anew, as .*; db and web stop meanwhile, and cannot be put back should that fail\n/u,
    );
    expect(text).toContain('recreate in the pod (stops first): the pod is made anew\n');
  });

  test('a container that leaves with its pod counts once, and the data of a volume is spoken of', () => {
    const state = { ...running, volumes: [{ name: 'app_data', labels: projectLabels }] };
    const plan = planDown('app', state, {
      services: [],
      volumes: true,
      images: [],
      graceMs: undefined,
      project: shop,
    });
    const text = planText(viewPlan(plan, 'down'));
    expect(text).toContain('  ! the data in volume app_data is lost\n');
    expect(text).toContain('down of project app: 8 to remove\n');
  });

  test('notes come first, and text from outside cannot move the cursor', () => {
    const text = planText(
      viewPlan({ ...first, placement: [{ service: 'web', reason: '\u001b[2Jx' }] }, 'up', ['note']),
    );
    expect(text.startsWith('Beforehand\n  ! note\n')).toBe(true);
    expect(text).not.toContain('\u001b');
  });
});

const projectLabels = new Map([['com.docker.compose.project', 'app']]);

test('a plan as JSON has counts, changes with their reasons, and steps', () => {
  const value: unknown = JSON.parse(planJson(viewPlan(first, 'up')));
  expect(value).toMatchObject({
    command: 'up',
    project: 'app',
    isEmpty: false,
    counts: { create: 7, recreate: 0, unchanged: 0 },
    placement: [{ service: 'worker', reason: '2 replicas need a network namespace each' }],
  });
  expect(value).toHaveProperty('changes.6', {
    action: 'create',
    resource: 'container',
    name: 'app-web-1',
    service: 'web',
    replica: 1,
    reason: 'not there yet',
    place: 'pod',
    onlyIfChanged: [],
    isAwayMeanwhile: false,
    waits: [
      { container: 'app-db-1', service: 'db', until: 'started' },
      { container: 'app-migrate-1', service: 'migrate', until: 'completed' },
    ],
    hooks: [],
    steps: expect.any(Array) as unknown,
  });
});

describe('a plan as a picture', () => {
  const diagram = planDiagram(viewPlan(first, 'up'));

  test('DOT', () => {
    expect(drawDiagram(diagram, 'dot')).toMatchInlineSnapshot(`
      "digraph "up of project app: 7 to create" {
        label="up of project app: 7 to create"; labelloc=t; rankdir=LR; compound=true;
        node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif", fontsize=11];
        edge [fontname="sans-serif", fontsize=9];
        subgraph "cluster_0" {
          label="Made ready first"; style=rounded;
          "network:app_default" [label="app_default [network]\\ncreate\\nnot there yet", color="#1a7f37"];
          "pod:app-pod" [label="app-pod [pod]\\ncreate\\nnot there yet", color="#1a7f37"];
        }
        subgraph "cluster_1" {
          label="Made in the pod"; style=rounded;
          "container:app-db-1" [label="db\\ncreate in the pod\\nnot there yet", color="#1a7f37"];
          "container:app-migrate-1" [label="migrate\\ncreate in the pod\\nnot there yet", color="#1a7f37"];
          "container:app-web-1" [label="web\\ncreate in the pod\\nnot there yet", color="#1a7f37"];
        }
        subgraph "cluster_2" {
          label="Services"; style=rounded;
          "container:app-worker-1" [label="worker 1\\ncreate beside the pod\\nnot there yet", color="#1a7f37"];
          "container:app-worker-2" [label="worker 2\\ncreate beside the pod\\nnot there yet", color="#1a7f37"];
        }
        "container:app-db-1" -> "container:app-worker-1";
        "container:app-db-1" -> "container:app-worker-2";
        "container:app-db-1" -> "container:app-migrate-1" [label="healthy", color="#1a7f37", penwidth=1.5];
        "container:app-db-1" -> "container:app-web-1";
        "container:app-migrate-1" -> "container:app-web-1" [label="completed", color="#9a6700", style=dashed];
      }
      "
    `);
  });

  test('Mermaid', () => {
    expect(drawDiagram(diagram, 'mermaid')).toMatchInlineSnapshot(`
      "---
      title: "up of project app: 7 to create"
      ---
      flowchart LR
        subgraph f0["Made ready first"]
          n0["<b>app_default</b> (network)<br/>create<br/>not there yet"]:::add
          n1["<b>app-pod</b> (pod)<br/>create<br/>not there yet"]:::add
        end
        subgraph f1["Made in the pod"]
          n2["<b>db</b><br/>create in the pod<br/>not there yet"]:::add
          n5["<b>migrate</b><br/>create in the pod<br/>not there yet"]:::add
          n6["<b>web</b><br/>create in the pod<br/>not there yet"]:::add
        end
        subgraph f2["Services"]
          n3["<b>worker 1</b><br/>create beside the pod<br/>not there yet"]:::add
          n4["<b>worker 2</b><br/>create beside the pod<br/>not there yet"]:::add
        end
        n2 --> n3
        n2 --> n4
        n2 ==>|"healthy"| n5
        n2 --> n6
        n5 -.->|"completed"| n6
        classDef add stroke:#1a7f37,stroke-width:2px
      "
    `);
  });

  test('SVG has a title, a description and a box for each change', () => {
    const svg = drawDiagram(diagram, 'svg');
    expect(svg).toContain('<title id="title">up of project app: 7 to create</title>');
    expect(svg.match(/<rect class="box add"/gu)).toHaveLength(8);
    expect(svg).toContain('starts once the other is healthy');
  });
});
