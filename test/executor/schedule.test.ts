import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StepEnd } from '../../src/executor/schedule.ts';
import { schedule } from '../../src/executor/schedule.ts';
import type { OperationId } from '../../src/planner/plan.ts';

interface TestStep {
  readonly id: OperationId;
  readonly after: readonly OperationId[];
  readonly isOptional: boolean;
  readonly lane: 'a' | 'b';
  readonly outcome: 'done' | 'unchanged' | 'failed';
  readonly ticks: number;
}

/** Any DAG: each step comes after some of those before it. */
const plans = fc
  .array(
    fc.record({
      after: fc.array(fc.nat(), { maxLength: 4 }),
      isOptional: fc.boolean(),
      lane: fc.constantFrom('a' as const, 'b' as const),
      outcome: fc.constantFrom('done' as const, 'done' as const, 'unchanged' as const, 'failed' as const),
      ticks: fc.nat({ max: 3 }),
    }),
    { maxLength: 25 },
  )
  .map((drafts) =>
    drafts.map((draft, index): TestStep => {
      const after = index === 0 ? [] : [...new Set(draft.after.map((any) => any % index))];
      return { ...draft, id: index as OperationId, after: after.map((one) => one as OperationId) };
    }),
  );

interface Trace {
  readonly began: OperationId[];
  readonly ends: Map<OperationId, StepEnd>;
  readonly log: string[];
  readonly peak: Map<string, number>;
}

async function run(
  steps: readonly TestStep[],
  limits: { readonly a: number; readonly b: number },
  abortAfter?: number,
): Promise<Trace> {
  const trace: Trace = { began: [], ends: new Map(), log: [], peak: new Map() };
  const running = new Map<string, number>();
  const quit = new AbortController();
  if (abortAfter === 0) quit.abort();
  await schedule(steps, {
    laneOf: ({ lane }) => lane,
    limits,
    signal: quit.signal,
    run: async ({ id, lane, outcome, ticks }) => {
      trace.began.push(id);
      trace.log.push(`begin ${id}`);
      if (trace.began.length === abortAfter) quit.abort();
      const now = (running.get(lane) ?? 0) + 1;
      running.set(lane, now);
      trace.peak.set(lane, Math.max(trace.peak.get(lane) ?? 0, now));
      for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
      running.set(lane, (running.get(lane) ?? 0) - 1);
      if (outcome === 'failed') throw new Error(`step ${id}`);
      return outcome === 'done';
    },
    onEnd: ({ id }, end) => {
      expect(trace.ends.has(id)).toBe(false);
      trace.ends.set(id, end);
      trace.log.push(`end ${id}`);
    },
  });
  return trace;
}

describe('any plan', () => {
  test('every step ends once, and begins after all it waits for has ended', async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.integer({ min: 1, max: 4 }), async (steps, limit) => {
        const { ends, log, began } = await run(steps, { a: limit, b: Number.POSITIVE_INFINITY });
        expect(ends.size).toBe(steps.length);
        for (const step of steps) {
          if (!began.includes(step.id)) continue;
          for (const before of step.after) {
            expect(log.indexOf(`end ${before}`)).toBeLessThan(log.indexOf(`begin ${step.id}`));
          }
        }
      }),
    );
  });

  test('a step is carried out unless a required step before it, however far, failed', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (steps) => {
        const { ends } = await run(steps, { a: 2, b: 2 });
        const stops = new Set<OperationId>();
        for (const { id, after, outcome, isOptional } of steps) {
          const isBlocked = after.some((before) => stops.has(before));
          expect(ends.get(id)?.kind).toBe(isBlocked ? 'blocked' : outcome);
          if ((isBlocked || outcome === 'failed') && !isOptional) stops.add(id);
        }
      }),
    );
  });

  test('a blocked step names a step that failed', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (steps) => {
        const { ends } = await run(steps, { a: 2, b: 2 });
        const blockers = [...ends.values()].flatMap((end) => (end.kind === 'blocked' ? [end.by] : []));
        expect(blockers.filter((id) => ends.get(id)?.kind !== 'failed')).toEqual([]);
      }),
    );
  });

  test('no lane runs more than its limit at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        plans,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        async (steps, a, b) => {
          const { peak } = await run(steps, { a, b });
          expect(peak.get('a') ?? 0).toBeLessThanOrEqual(a);
          expect(peak.get('b') ?? 0).toBeLessThanOrEqual(b);
        },
      ),
    );
  });

  test('nothing begins once the signal has aborted, and still every step ends', async () => {
    await fc.assert(
      fc.asyncProperty(plans, fc.nat({ max: 10 }), async (steps, abortAfter) => {
        const { began, ends } = await run(steps, { a: 1, b: 1 }, abortAfter);
        expect(ends.size).toBe(steps.length);
        // One step of the other lane may have begun in the same moment.
        expect(began.length).toBeLessThanOrEqual(abortAfter === 0 ? 0 : Math.max(abortAfter, 1));
      }),
    );
  });
});

test('the step with the longest chain behind it goes first', async () => {
  const step = (id: number, after: readonly number[] = []): TestStep => ({
    id: id as OperationId,
    after: after.map((one) => one as OperationId),
    isOptional: false,
    lane: 'a',
    outcome: 'done',
    ticks: 1,
  });
  const { began } = await run([step(0), step(1), step(2), step(3, [2]), step(4, [3])], { a: 1, b: 1 });
  expect(began).toEqual([0, 2, 3, 1, 4]);
});

test('a plan in the wrong order is a bug', async () => {
  const wrong = { id: 1, after: [2], isOptional: false, lane: 'a', outcome: 'done', ticks: 0 };
  await expect(run([wrong as unknown as TestStep], { a: 1, b: 1 })).rejects.toThrow(
    'step #1 comes before #2',
  );
});
