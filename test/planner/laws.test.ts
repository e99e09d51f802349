import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServiceName } from '../../src/model/ids.ts';
import type { Project } from '../../src/model/project.ts';
import { formatPlan } from '../../src/planner/format-plan.ts';
import type { ObservedState } from '../../src/planner/observed.ts';
import type { Plan } from '../../src/planner/plan.ts';
import { reconcile } from '../../src/planner/reconcile.ts';
import { planDown } from '../../src/planner/teardown.ts';
import { serviceName } from '../support/designs.ts';
import { applyPlan } from '../support/model-engine.ts';
import { emptyEngine, networkFixture, optionsFixture, projectFixture } from '../support/project-fixture.ts';
import type { ServiceFixture } from '../support/project-fixture.ts';

const conditions = ['service_started', 'service_healthy', 'service_completed_successfully'] as const;

/** Services `s0`, `s1`, … that depend only on earlier ones. */
const services = fc
  .array(
    fc.record({
      networks: fc.constantFrom(['default'], ['default'], ['default'], ['front'], ['back', 'front']),
      replicas: fc.constantFrom(1, 1, 1, 2, 0),
      port: fc.option(fc.integer({ min: 80, max: 83 })),
      image: fc.constantFrom('localhost/bb', 'docker.io/library/other'),
      level: fc.constantFrom('info', 'debug'),
      joins: fc.option(fc.nat(), { freq: 6 }),
      shares: fc.constantFrom('network', 'network', 'pid', 'volumes'),
      dependencies: fc.array(
        fc.record({ on: fc.nat(), condition: fc.constantFrom(...conditions), restart: fc.boolean() }),
        { maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .map((drafts) =>
    Object.fromEntries(
      drafts.map((draft, index): [string, ServiceFixture] => {
        const earlier = (n: number) => `s${n % index}`;
        const on = index === 0 ? [] : draft.dependencies;
        const donor = draft.joins === null || index === 0 ? undefined : draft.joins % index;
        // Nothing can be had of a service without containers.
        const joined =
          donor === undefined || drafts[donor]?.replicas === 0 ? undefined : serviceName(`s${donor}`);
        const isOnItsNetwork = joined !== undefined && draft.shares === 'network';
        return [
          `s${index}`,
          {
            image: draft.image,
            replicas: draft.replicas,
            environment: new Map([['LEVEL', draft.level]]),
            networks: draft.networks,
            ports:
              draft.port === null || isOnItsNetwork
                ? []
                : [`${9000 + index * 10}-${9009 + index * 10}:${draft.port}`],
            ...(joined === undefined ? {} : shared(draft.shares, joined)),
            dependsOn: Object.fromEntries([
              ...on.map(({ on: n, condition, restart }) => [earlier(n), { condition, restart }] as const),
              ...(joined === undefined
                ? []
                : [[joined, { condition: 'service_started', restart: draft.shares !== 'volumes' }] as const]),
            ]),
          },
        ];
      }),
    ),
  );

function shared(what: 'network' | 'pid' | 'volumes', service: ServiceName): ServiceFixture {
  if (what === 'network') return { networking: { kind: 'join-service', service } };
  if (what === 'pid') return { pidMode: { kind: 'service', service } };
  return { volumesFrom: [{ from: { kind: 'service', service }, isReadOnly: false }] };
}

/** A project whose networks are defined in one of two ways. */
const projects = fc
  .tuple(services, fc.record({ default: fc.boolean(), front: fc.boolean(), back: fc.boolean() }))
  .map(([record, internal]) => {
    const networks = Object.entries(internal).map(
      ([key, isInternal]) =>
        [key, networkFixture(key, { definition: { name: `app_${key}`, internal: isInternal } })] as const,
    );
    return projectFixture(record, { networks: new Map(networks) });
  });

function planOf(project: Project, state: ObservedState): Plan {
  const { value, diagnostics } = reconcile(project, state, optionsFixture(project), 0);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}

/** Services that someone waits for to complete. */
function jobsOf(project: Project): ReadonlySet<string> {
  return new Set(
    [...project.services.values()].flatMap((service) =>
      [...service.dependsOn]
        .filter(([, { condition }]) => condition === 'service_completed_successfully')
        .map(([name]) => name),
    ),
  );
}

function shuffled(record: Record<string, ServiceFixture>): Record<string, ServiceFixture> {
  return Object.fromEntries(Object.entries(record).reverse());
}

describe('for any project', () => {
  test('a step comes after all that it waits for', () => {
    fc.assert(
      fc.property(services, (record) => {
        for (const { id, after } of planOf(projectFixture(record), emptyEngine()).operations) {
          for (const other of after) expect(other).toBeLessThan(id);
        }
      }),
    );
  });

  test('planning again after carrying out a plan gives nothing to do', () => {
    fc.assert(
      fc.property(services, (record) => {
        const project = projectFixture(record);
        const state = applyPlan(emptyEngine(), planOf(project, emptyEngine()), jobsOf(project));
        expect(formatPlan({ ...planOf(project, state), placement: [] })).toMatch(
          /^nothing to do(, \d+ unchanged)?\n$/,
        );
      }),
    );
  });

  test('an update from any project to any other ends in what was asked for', () => {
    fc.assert(
      fc.property(projects, projects, (old, project) => {
        const first = applyPlan(emptyEngine(), planOf(old, emptyEngine()), jobsOf(old));
        const second = applyPlan(first, planOf(project, first), jobsOf(project));
        expect(planOf(project, second).operations).toEqual([]);
      }),
    );
  });

  test('the order of services never changes the plan', () => {
    fc.assert(
      fc.property(services, (record) => {
        const plan = formatPlan(planOf(projectFixture(record), emptyEngine()));
        expect(formatPlan(planOf(projectFixture(shuffled(record)), emptyEngine()))).toBe(plan);
      }),
    );
  });

  test('down after any part of an interrupted up leaves nothing but volumes', () => {
    fc.assert(
      fc.property(services, fc.nat(), (record, cut) => {
        const project = projectFixture(record);
        const plan = planOf(project, emptyEngine());
        const part = { ...plan, operations: plan.operations.slice(0, cut % (plan.operations.length + 1)) };
        const state = applyPlan(emptyEngine(), part, jobsOf(project));
        const down = planDown('app', state, {
          services: [],
          volumes: false,
          images: [],
          graceMs: undefined,
          project: undefined,
        });
        const left = applyPlan(state, down);
        expect([left.containers, left.pods, left.networks, left.secrets]).toEqual([[], [], [], []]);
      }),
    );
  });
});
