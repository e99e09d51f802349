import type PQueue from 'p-queue';
import type { OperationId } from '../planner/plan.ts';

/** What the scheduler needs to know of a step. */
export interface ScheduledStep {
  readonly id: OperationId;
  readonly after: readonly OperationId[];
  readonly isOptional?: boolean;
  /** Some of `after`: the step is only carried out when one of them failed or was blocked, and none of them blocks it. */
  readonly rescues?: readonly OperationId[];
}

/** How a step ended. Each step gets exactly one. */
export type StepEnd =
  | { readonly kind: 'done' }
  /** There was nothing to do. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Not begun, because a step before it failed. */
  | { readonly kind: 'blocked'; readonly by: OperationId }
  /** Not begun, or given up, because of the signal. */
  | { readonly kind: 'interrupted' };

/** How steps are carried out. */
export interface ScheduleOptions<S extends ScheduledStep, Lane extends string> {
  /** Steps of one lane share its limit. */
  readonly laneOf: (step: S) => Lane;
  /** How many steps of each lane run at once; Infinity is no limit. */
  readonly limits: Readonly<Record<Lane, number>>;
  /** Carries a step out; rejects when it failed. Resolves to false when there was nothing to do. */
  readonly run: (step: S) => Promise<boolean>;
  /** Called once when a step ends. */
  readonly onEnd: (step: S, end: StepEnd) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs every step as soon as all steps before it are through and its lane has room; the step with the longest chain behind
 * it goes first. A failure blocks what stands behind it (optional steps let pass) and nothing else. Once the signal aborts
 * no step begins any more. Resolves when every step has ended. Steps must stand in an order that keeps each `after` before
 * its step.
 */
export async function schedule<S extends ScheduledStep, Lane extends string>(
  steps: readonly S[],
  options: ScheduleOptions<S, Lane>,
): Promise<void> {
  const { default: Queue } = await import('p-queue');
  const nodes = link(steps);
  const lanes = new Map<Lane, PQueue>();
  const laneFor = (step: S): PQueue => {
    const name = options.laneOf(step);
    const known = lanes.get(name);
    if (known !== undefined) return known;
    const made = new Queue({ concurrency: options.limits[name] });
    lanes.set(name, made);
    return made;
  };

  await new Promise<void>((resolve) => {
    let open = nodes.size;
    if (open === 0) resolve();

    const settle = (node: Node<S>, end: StepEnd): void => {
      options.onEnd(node.step, end);
      const failedAt = blockerOf(node, end);
      for (const follower of node.followers) {
        if (follower.step.rescues?.includes(node.step.id) === true) {
          follower.isCalled ||= failedAt !== undefined;
        } else follower.blockedBy ??= failedAt;
        follower.waitsFor--;
        if (follower.waitsFor === 0) release(follower);
      }
      open--;
      if (open === 0) resolve();
    };

    const release = (node: Node<S>): void => {
      if (options.signal.aborted) settle(node, { kind: 'interrupted' });
      else if (node.blockedBy !== undefined) settle(node, { kind: 'blocked', by: node.blockedBy });
      else if (node.step.rescues !== undefined && !node.isCalled) settle(node, { kind: 'unchanged' });
      else void laneFor(node.step).add(() => perform(node), { priority: node.height });
    };

    const perform = async (node: Node<S>): Promise<void> => {
      if (options.signal.aborted) {
        settle(node, { kind: 'interrupted' });
        return;
      }
      settle(node, await endOf(options, node.step));
    };

    // The first layer is taken before any of it is released: ending a step releases others.
    const first = [...nodes.values()].filter((node) => node.waitsFor === 0);
    for (const node of first) release(node);
  });
}

interface Node<S> {
  readonly step: S;
  readonly followers: Node<S>[];
  waitsFor: number;
  /** Length of the longest chain of steps behind this one. */
  height: number;
  blockedBy: OperationId | undefined;
  /** A step that it rescues failed. */
  isCalled: boolean;
}

function link<S extends ScheduledStep>(steps: readonly S[]): ReadonlyMap<OperationId, Node<S>> {
  const nodes = new Map<OperationId, Node<S>>();
  for (const step of steps) {
    const node: Node<S> = {
      step,
      followers: [],
      waitsFor: 0,
      height: 0,
      blockedBy: undefined,
      isCalled: false,
    };
    for (const id of new Set(step.after)) {
      const before = nodes.get(id);
      if (before === undefined) throw new Error(`step #${step.id} comes before #${id}, which it needs`);
      before.followers.push(node);
      node.waitsFor++;
    }
    if (nodes.has(step.id)) throw new Error(`two steps are called #${step.id}`);
    nodes.set(step.id, node);
  }
  for (const node of [...nodes.values()].reverse()) {
    node.height = 1 + Math.max(-1, ...node.followers.map((follower) => follower.height));
  }
  return nodes;
}

async function endOf<S extends ScheduledStep, Lane extends string>(
  options: ScheduleOptions<S, Lane>,
  step: S,
): Promise<StepEnd> {
  try {
    return { kind: (await options.run(step)) ? 'done' : 'unchanged' };
  } catch (error) {
    // Whatever an aborted call rejects with, it is the interruption that ended it.
    return options.signal.aborted ? { kind: 'interrupted' } : { kind: 'failed', error };
  }
}

/** The step that those behind this one cannot go without, if any. */
function blockerOf<S extends ScheduledStep>(node: Node<S>, end: StepEnd): OperationId | undefined {
  if (node.step.isOptional === true) return undefined;
  if (end.kind === 'failed') return node.step.id;
  return end.kind === 'blocked' ? end.by : undefined;
}
