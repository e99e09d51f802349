import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { ExecutionEvent } from '../../executor/event.ts';
import type { Service } from '../../model/service.ts';
import { canPart } from '../../planner/parted.ts';
import type { PortClash } from '../../planner/parted.ts';
import type { Plan } from '../../planner/plan.ts';
import { announcesPorts } from '../../planner/port-claims.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { lockFor } from '../project-lock.ts';
import { quietSteps } from '../quiet.ts';
import { runPlan } from '../run-plan.ts';
import type { PlannedUp, UpJob } from './plan-up.ts';
import { planUp } from './plan-up.ts';

/** How long after its start a server may take to find its port taken, where nothing else is waited for. */
const settleMs = 300;

/** What is done for a server whose port of the pod turns out to be taken: one of the two moves beside the pod, once. */
export class PartedServers {
  readonly #context: CommandContext;
  readonly #job: UpJob;
  readonly #planned: Drawn;
  readonly #found: PortClash[] = [];
  readonly #tried = new Set<string>();
  /** Members of the pod that the plan starts, and when the last of them was. */
  readonly #started = new Set<string>();
  #lastStartMs = 0;
  #turn = 0;
  #mending: Promise<unknown> = Promise.resolve();

  constructor(context: CommandContext, job: UpJob, planned: Drawn) {
    this.#context = context;
    this.#job = job;
    this.#planned = planned;
  }

  /** Sees what the plan does. */
  take(event: ExecutionEvent): void {
    if (event.kind !== 'done' || event.operation.kind !== 'start-container') return;
    this.#started.add(event.operation.container.name);
    this.#lastStartMs = this.#context.host.clock.now();
  }

  /** What is to be said of failures: nothing of those that will be mended. */
  readonly toReport = (found: readonly Diagnostic[]): readonly Diagnostic[] => {
    const clashes = found.flatMap(({ code, args }) => (code === 'execute/port-in-pod' ? [args] : []));
    const own = clashes.filter((clash) => this.#note(clash)).map(({ service }) => service);
    return found.filter((one) => !isAbout(one, own));
  };

  /** After the plan: mends what can be mended, and gives the status that it all comes to. */
  async settle(status: number): Promise<number> {
    if (status === exitCode.done && this.#mayClash()) {
      const { host, signal } = this.#context;
      await host.clock.sleep(Math.max(0, this.#lastStartMs + settleMs - host.clock.now()), signal);
      const { findPortClashes } = await import('../../executor/pod-port-clash.ts');
      const { engine, project } = this.#job;
      const found = await findPortClashes(engine.client, project.name, this.#started, signal);
      const told = found.filter((clash) => !this.#note(clash));
      this.#context.report(told.map((clash) => diagnose('execute/port-in-pod', { ...clash })));
    }
    return this.#found.length === 0 ? status : this.#mend(this.#context);
  }

  /** How often something was mended. */
  get turn(): number {
    return this.#turn;
  }

  /** Mends one clash, seen at that turn, while the project runs. False where it cannot be, and has to be told. */
  mend(context: CommandContext, clash: PortClash, turn: number): Promise<boolean> {
    const mended = this.#mending.then(async () => {
      if (this.#tried.has(clash.service)) return this.#turn > turn;
      return this.#note(clash) && (await this.#mend(context)) === exitCode.done;
    });
    this.#mending = mended.catch(() => undefined);
    return mended;
  }

  /** Adds a clash that can be mended and was not tried yet. */
  #note(clash: PortClash): boolean {
    if (this.#tried.has(clash.service)) return this.#found.some(({ service }) => service === clash.service);
    if (!canPart(this.#job.project, clash)) return false;
    this.#tried.add(clash.service);
    this.#found.push(clash);
    return true;
  }

  async #mend(context: CommandContext): Promise<number> {
    const clashes = this.#found.splice(0);
    const { engine, project, options } = this.#job;
    const again = async () => {
      const { plan, observed } = await planUp(context, this.#job, clashes);
      return plan === undefined ? undefined : { plan, observed };
    };
    const first = await again();
    if (first === undefined) return exitCode.failed;
    const beside = new Set<string>(first.plan.placement.map(({ service }) => service));
    context.report(
      clashes.map((clash) => {
        const isOwner = clash.owner !== undefined && beside.has(clash.owner) && !beside.has(clash.service);
        const moved = isOwner ? clash.owner : clash.service;
        return diagnose('execute/port-parted', { ...clash, moved });
      }),
    );
    const { planned, release, onEvent } = await lockFor(context, {
      engine,
      project: project.name,
      command: 'up',
      first,
      again,
    });
    try {
      if (planned === undefined) return exitCode.failed;
      const quiet = quietSteps(options);
      return await runPlan(context, { title: 'up', plan: planned.plan, engine, project, quiet, onEvent });
    } finally {
      this.#turn++;
      await release();
    }
  }

  /** False where looking would be in vain: all that was started is alone, idle, or has told its ports. */
  #mayClash(): boolean {
    const { project } = this.#job;
    const { observed, plan } = this.#planned;
    if (project.placement.mode !== 'auto' || this.#started.size === 0) return false;
    const beside = new Set(plan.placement.map(({ service }) => service));
    const members = [...project.services.values()].filter(
      (service) => service.networking.kind === 'bridge' && !beside.has(service.name) && !isIdle(service),
    );
    return (
      members.length > 1 && members.some((service) => !announcesPorts(project, service, observed.images))
    );
  }
}

/** What was carried out, and what it was planned from. */
interface Drawn extends Pick<PlannedUp, 'observed'> {
  readonly plan: Plan;
}

/** True for a command that surely listens nowhere. */
function isIdle({ command, entrypoint }: Service): boolean {
  const [program = ''] = [...(entrypoint ?? []), ...(command ?? [])];
  return /^(?:\/\S*\/)?(?:sleep|tail|cat|true|false|echo)$/u.test(program);
}

/** True for what is said of the end of one of those services. */
function isAbout({ code, args }: Diagnostic, services: readonly string[]): boolean {
  const isEnd =
    code === 'execute/port-in-pod' ||
    code === 'execute/dependency-exited' ||
    code === 'execute/not-completed';
  return isEnd && services.includes(args.service);
}
