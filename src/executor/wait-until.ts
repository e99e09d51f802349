import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { ContainerRef } from '../planner/plan.ts';
import type { ContainerInspect } from '../podman/replies.ts';
import { isMissing } from './engine-failure.ts';
import { HealthDriver } from './health-driver.ts';
import { lastLines, lastOutput } from './last-output.ts';
import { hasEnded, isRestarted, look } from './look.ts';
import { podPortClash } from './pod-port-clash.ts';
import type { Work } from './operations/work.ts';

/** What is waited for. */
export type Goal =
  | {
      readonly kind: 'healthy';
      /** Without a health check, running is enough. */
      readonly isCheckOptional: boolean;
    }
  | { readonly kind: 'completed' };

/** How long an ended container may take to be started again by its restart policy. */
const restartGraceMs = 3000;

/**
 * Resolves when the container is healthy, or has ended with status 0. Rejects as soon as that cannot come any more: it is
 * unhealthy, has ended and is not started again, is gone, or the time is over. Events wake it; nothing is polled but what
 * sends none.
 */
export async function waitUntil(
  goal: Goal,
  container: ContainerRef,
  timeoutMs: number | undefined,
  work: Work,
): Promise<void> {
  const { client, host, watch, signal } = work;
  await watch.listen();
  const begin = watch.mark;
  const deadline = timeoutMs === undefined ? undefined : host.clock.now() + timeoutMs;
  const driver = new HealthDriver(client, host.clock);
  let endedAt: number | undefined;

  while (true) {
    const mark = watch.mark;
    const state = await look(client, work.containers.find(container), signal);
    if (state === undefined)
      throw new ToolError(diagnose('execute/dependency-gone', { container: container.name }));

    const now = host.clock.now();
    if (hasEnded(state)) endedAt ??= now;
    else endedAt = undefined;
    const mayRestart =
      endedAt !== undefined &&
      isRestarted(state.restartPolicy, state.exitCode) &&
      now - endedAt < restartGraceMs;

    const seen =
      goal.kind === 'healthy'
        ? judgeHealth(state, goal.isCheckOptional)
        : judgeCompletion(state, watch.exitSince(state.id, begin));
    if (seen === 'reached') return;
    if (seen === 'failed' && !mayRestart) throw await explain(goal, container, state, work);
    if (deadline !== undefined && now >= deadline) {
      throw await explainTimeout(goal, container, state, timeoutMs ?? 0, work);
    }

    const wakes = [deadline, endedAt !== undefined && mayRestart ? endedAt + restartGraceMs : undefined];
    if (goal.kind === 'healthy' && state.isRunning && state.hasHealthcheck)
      wakes.push(await tend(driver, state, work));
    const nextWake = Math.min(...wakes.filter((wake) => wake !== undefined));
    const limit = Number.isFinite(nextWake) ? Math.max(0, nextWake - host.clock.now()) : undefined;
    await watch.changed(state.id, mark, limit, signal);
  }
}

/** When to look again: soon where the container was taken away meanwhile. */
async function tend(driver: HealthDriver, state: ContainerInspect, { host, signal }: Work): Promise<number> {
  try {
    return await driver.tend(state, signal);
  } catch (error) {
    if (isMissing(error)) return host.clock.now() + 100;
    throw error;
  }
}

type Verdict = 'reached' | 'failed' | 'open';

function judgeHealth(state: ContainerInspect, isCheckOptional: boolean): Verdict {
  if (hasEnded(state)) return 'failed';
  if (!state.hasHealthcheck && isCheckOptional) return state.isRunning ? 'reached' : 'open';
  if (!state.hasHealthcheck || state.health === 'unhealthy') return 'failed';
  return state.health === 'healthy' && state.isRunning ? 'reached' : 'open';
}

/** A container that is started again after a success has succeeded all the same. */
function judgeCompletion(state: ContainerInspect, exitSeen: number | undefined): Verdict {
  if (exitSeen === 0) return 'reached';
  if (!hasEnded(state)) return 'open';
  return state.exitCode === 0 ? 'reached' : 'failed';
}

async function explain(
  goal: Goal,
  container: ContainerRef,
  state: ContainerInspect,
  work: Work,
): Promise<ToolError> {
  const { name, service } = container;
  if (goal.kind === 'healthy' && !hasEnded(state) && !state.hasHealthcheck) {
    return new ToolError(diagnose('execute/no-healthcheck', { container: name, service }));
  }
  const lines = await lastOutput(work.client, state.id, work.signal);
  const ended = { container: name, service, exitCode: state.exitCode, problem: state.error, lines };
  const diagnostic: Diagnostic =
    goal.kind === 'completed'
      ? diagnose('execute/not-completed', ended)
      : hasEnded(state)
        ? diagnose('execute/dependency-exited', ended)
        : diagnose('execute/dependency-unhealthy', {
            container: name,
            service,
            checkOutput: checkOutput(state),
            lines,
          });
  const clash = hasEnded(state) ? await podPortClash(work.client, state, work.signal) : undefined;
  return new ToolError(clash === undefined ? diagnostic : [diagnostic, clash]);
}

async function explainTimeout(
  goal: Goal,
  { name, service }: ContainerRef,
  state: ContainerInspect,
  timeoutMs: number,
  work: Work,
): Promise<ToolError> {
  return new ToolError(
    diagnose('execute/wait-timeout', {
      container: name,
      service,
      goal: goal.kind,
      seconds: Math.round(timeoutMs / 100) / 10,
      checkOutput: checkOutput(state),
      lines: await lastOutput(work.client, state.id, work.signal),
    }),
  );
}

function checkOutput(state: ContainerInspect): string {
  return lastLines(state.lastHealthOutput ?? '').join('; ');
}
