import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { PlanPaint } from '../../drawing/plan-text.ts';
import type { PlanView } from '../../drawing/plan-view.ts';
import { assertNever } from '../../lib/assert-never.ts';
import type { Plan } from '../../planner/plan.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import type { Style } from '../style.ts';
import { writeOutput } from '../write-output.ts';
import type { PlanOptions } from './plan-options.ts';

/** The forms in which a plan is shown. */
export type PlanForm = 'text' | 'json' | 'dot' | 'mermaid' | 'svg';

/** A plan to show, and not to carry out. */
export interface ShownPlan {
  /** The command that would carry it out. */
  readonly command: string;
  readonly plan: Plan;
  /** What there is to know beside the plan itself. */
  readonly notes?: readonly string[];
}

/** Shows what a command would do, in the form asked for. With `--exit-code` the status says whether there is anything. */
export async function showPlan(
  context: CommandContext,
  { command, plan, notes }: ShownPlan,
  options: PlanOptions,
): Promise<number> {
  const { viewPlan } = await import('../../drawing/plan-view.ts');
  const view = viewPlan(plan, command, notes);
  const isColored = options.output === undefined;
  const text = await planAs(options.format ?? 'text', view, isColored ? context.outStyle : undefined);
  await writeOutput(context, text, options.output);
  return options.exitCode === true && plan.operations.length > 0 ? exitCode.changesAhead : exitCode.done;
}

/** `--format` says how a plan is shown: without `--dry-run` there is none to show. */
export function refuseFormatAlone({ globals }: CommandContext, { format }: PlanOptions): void {
  if (format !== undefined && !globals.isDryRun) {
    throw new ToolError(diagnose('cli/format-without-plan', { format }));
  }
}

async function planAs(form: PlanForm, view: PlanView, style: Style | undefined): Promise<string> {
  switch (form) {
    case 'text': {
      const { planText } = await import('../../drawing/plan-text.ts');
      return planText(view, style === undefined ? undefined : paintOf(style));
    }
    case 'json':
      return (await import('../../drawing/plan-json.ts')).planJson(view);
    case 'dot':
    case 'mermaid':
    case 'svg': {
      const { planDiagram } = await import('../../drawing/plan-diagram.ts');
      const { drawDiagram } = await import('../../drawing/draw-diagram.ts');
      return drawDiagram(planDiagram(view), form);
    }
    default:
      return assertNever(form);
  }
}

function paintOf(style: Style): PlanPaint {
  const marks = {
    pull: style.working,
    build: style.working,
    push: style.working,
    create: style.done,
    recreate: style.warning,
    reconnect: style.warning,
    start: style.done,
    unpause: style.done,
    pause: style.error,
    kill: style.error,
    restart: style.warning,
    stop: style.error,
    remove: style.error,
    wait: style.dim,
  } as const;
  return {
    heading: style.strong,
    dim: style.dim,
    warning: style.warning,
    mark: (kind, text) => marks[kind](text),
  };
}
