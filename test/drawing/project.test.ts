import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawDiagram } from '../../src/drawing/draw-diagram.ts';
import type { DrawingForm } from '../../src/drawing/draw-diagram.ts';
import { projectDiagram } from '../../src/drawing/project-diagram.ts';
import { projectText } from '../../src/drawing/project-text.ts';
import { viewProject } from '../../src/drawing/project-view.ts';
import { layOut } from '../../src/drawing/svg/layout.ts';
import type { Mount } from '../../src/model/mount.ts';
import type { Project } from '../../src/model/project.ts';
import { projectFixture } from '../support/project-fixture.ts';

const shop = projectFixture({
  db: { mounts: [volume('data')] },
  migrate: { dependsOn: { db: 'service_healthy' } },
  web: {
    ports: ['8080:80'],
    networks: ['default', 'front'],
    mounts: [volume('uploads')],
    dependsOn: { db: { isRequired: false }, migrate: 'service_completed_successfully' },
  },
  worker: { replicas: 2, mounts: [volume('uploads')], dependsOn: { db: 'service_started' } },
});

function volume(source: string): Mount {
  return {
    kind: 'volume',
    source,
    target: `/${source}`,
    isReadOnly: false,
    consistency: undefined,
    noCopy: false,
    subpath: undefined,
    labels: new Map(),
    engineFlags: [],
  };
}

function drawn(project: Project, form: DrawingForm): string {
  return drawDiagram(projectDiagram(viewProject(project, 'auto')), form);
}

describe('a project as a picture', () => {
  test('DOT', () => {
    expect(drawn(shop, 'dot')).toMatchInlineSnapshot(`
      "digraph "app" {
        label="app"; labelloc=t; rankdir=LR; compound=true;
        node [shape=box, style="rounded,filled", fillcolor=white, fontname="sans-serif", fontsize=11];
        edge [fontname="sans-serif", fontsize=9];
        subgraph "cluster_0" {
          label="Pod app-pod\\non default"; style=rounded;
          "service:db" [label="db\\nlocalhost/bb\\ndata → /data"];
          "service:migrate" [label="migrate [job]\\nlocalhost/bb", style="rounded,filled,dashed"];
        }
        subgraph "cluster_1" {
          label="Beside the pod"; style=rounded;
          "service:web" [label="web\\nlocalhost/bb\\n8080:80\\nits networks (default, front) are not the pod's (default)\\non default, front"];
          "service:worker" [label="worker [×2]\\nlocalhost/bb\\n2 replicas need a network namespace each\\non default"];
          "volume:uploads" [label="uploads [volume]", shape=cylinder, style=filled];
        }
        "service:migrate" -> "service:db" [label="healthy", color="#1a7f37", penwidth=1.5];
        "service:web" -> "service:db" [label="optional"];
        "service:web" -> "service:migrate" [label="completed", color="#9a6700", style=dashed];
        "service:web" -> "volume:uploads" [label="shares", color="#6e7781", style=dotted, arrowhead=none];
        "service:worker" -> "service:db";
        "service:worker" -> "volume:uploads" [label="shares", color="#6e7781", style=dotted, arrowhead=none];
      }
      "
    `);
  });

  test('Mermaid', () => {
    expect(drawn(shop, 'mermaid')).toMatchInlineSnapshot(`
      "---
      title: "app"
      ---
      flowchart LR
        subgraph f0["Pod app-pod: on default"]
          n0["<b>db</b><br/>localhost/bb<br/>data → /data"]
          n1(["<b>migrate</b> (job)<br/>localhost/bb"])
        end
        subgraph f1["Beside the pod"]
          n2["<b>web</b><br/>localhost/bb<br/>8080:80<br/>its networks (default, front) are not the pod's (default)<br/>on default, front"]
          n3["<b>worker</b> (×2)<br/>localhost/bb<br/>2 replicas need a network namespace each<br/>on default"]
          n4[("<b>uploads</b> (volume)")]
        end
        n1 ==>|"healthy"| n0
        n2 -->|"optional"| n0
        n2 -.->|"completed"| n1
        n2 ---|"shares"| n4
        n3 --> n0
        n3 ---|"shares"| n4
      "
    `);
  });

  test('text', () => {
    expect(projectText(viewProject(shop, 'auto'))).toMatchInlineSnapshot(`
      "In the pod app-pod
        db
          image     localhost/bb
          networks  default
          volumes   data at /data
        migrate (job)
          image     localhost/bb
          needs     db (healthy)
          networks  default

      Beside the pod
        web
          image     localhost/bb
          needs     db (started, optional), migrate (completed)
          ports     8080:80
          networks  default, front
          volumes   uploads at /uploads
          because   its networks (default, front) are not the pod's (default)
        worker (2 replicas)
          image     localhost/bb
          needs     db (started)
          networks  default
          volumes   uploads at /uploads
          because   2 replicas need a network namespace each

      app: 4 services, 2 of them in the pod, 2 networks, 2 volumes
      "
    `);
  });

  test('SVG: accessible, in light and dark, without fonts or files of others', () => {
    const svg = drawn(shop, 'svg');
    expect(svg).toContain('role="img" aria-labelledby="title desc"');
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    expect(svg).not.toMatch(/@import|@font-face|href=|url\(/u);
    expect(svg).toContain('class="box job"');
    expect(svg).toContain('web to migrate: needs the other completed');
  });

  test.each<DrawingForm>(['dot', 'mermaid', 'svg'])('markup in a value is text in %s', (form) => {
    const evil = projectFixture({ web: { image: 'x"]; <script>alert(1)</script> #1 `' } });
    expect(drawn(evil, form).replaceAll('\\"', '')).not.toMatch(form === 'dot' ? /x"/u : /<script>/u);
  });

  test('without a pod there is one frame', () => {
    const diagram = projectDiagram(viewProject(shop, 'network'));
    expect(diagram.frames.map(({ title }) => title)).toEqual(['Without a pod']);
  });
});

describe('the layout', () => {
  const sizes = fc.record({ lane: fc.nat(2), height: fc.integer({ min: 20, max: 120 }) });
  const pictures = fc.tuple(
    fc.array(sizes, { minLength: 1, maxLength: 40 }),
    fc.array(fc.tuple(fc.nat(39), fc.nat(39)), { maxLength: 80 }),
  );

  test('no box lies on another, and every box has a place', () => {
    fc.assert(
      fc.property(pictures, ([given, links]) => {
        const boxes = given.map((size, index) => ({ id: `b${index}`, width: 150, ...size }));
        const arrows = links
          .filter(([from, to]) => from < to && to < boxes.length)
          .map(
            ([from, to]) => ({ from: `b${from}`, to: `b${to}`, kind: 'started', label: undefined }) as const,
          );
        const { places } = layOut(boxes, arrows, (lane) => lane < 2);
        const found = boxes.map(({ id }) => places.get(id));
        expect(found).not.toContain(undefined);
        for (const [index, a] of found.entries()) {
          for (const b of found.slice(index + 1)) {
            if (a === undefined || b === undefined) continue;
            const isApart =
              a.x + a.width <= b.x ||
              b.x + b.width <= a.x ||
              a.y + a.height <= b.y + 0.01 ||
              b.y + b.height <= a.y + 0.01;
            expect(isApart).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
