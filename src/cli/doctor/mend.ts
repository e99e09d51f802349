import { actionsOf, isDoable } from '../../machine/doctor/action.ts';
import type { Action } from '../../machine/doctor/action.ts';
import { actionLines, actionTitle } from '../../machine/doctor/action-words.ts';
import { carryOut, rootWords } from '../../machine/doctor/carry-out.ts';
import type { FindingOf } from '../../machine/doctor/mendable.ts';
import { findingsIn, isMendable } from '../../machine/doctor/mendable.ts';
import { isPackageManager } from '../../machine/package-manager.ts';
import { confirm } from '../confirm.ts';
import type { CommandContext } from '../context.ts';
import type { Examination } from './doctor.ts';
import { examineHost } from './doctor.ts';

/** What was mended, and how things are then. */
export interface Mended {
  readonly examination: Examination;
  /** Names of the checks that found something before and do not now. */
  readonly mended: readonly string[];
}

/** A Podman that was installed can be looked at only then, so more comes up; it ends when nothing new does. */
const mostRounds = 4;

/** Mends what can be mended: shows it, asks where that is wanted, does it, and looks again. */
export async function mend(
  context: CommandContext,
  first: Examination,
  { isAsking }: { readonly isAsking: boolean },
): Promise<Mended> {
  const tried = new Set<string>();
  let examination = first;
  for (let round = 0; round < mostRounds; round++) {
    const findings = findingsIn(examination.results).filter(
      (finding) => isMendable(finding) && !tried.has(keyOf(finding)),
    );
    if (findings.length === 0) break;
    for (const finding of findings) tried.add(keyOf(finding));
    if (!(await mendOnce(context, examination, findings, isAsking))) break;
    examination = await examineHost(context);
  }
  const before = findingsIn(first.results).map(({ check }) => check.name);
  const after = new Set(findingsIn(examination.results).map(({ check }) => check.name));
  return { examination, mended: before.filter((name) => !after.has(name)) };
}

/** The same finding once more has not been mended, so trying again is of no use. */
function keyOf({ check, verdict }: FindingOf): string {
  return `${check.name}: ${verdict.found}`;
}

/** False: nothing was done, so that looking again shows the same. */
async function mendOnce(
  context: CommandContext,
  { facts }: Examination,
  findings: readonly FindingOf[],
  isAsking: boolean,
): Promise<boolean> {
  const { host, streams, errStyle, signal, globals } = context;
  const manager = await facts.packageManager();
  const actions = actionsOf(
    findings.flatMap(({ verdict }) => verdict.fix),
    manager,
  );
  const asRoot = await rootWords(host, signal);
  const say = (text: string): unknown => streams.stderr.write(`${text}\n`);
  say(globals.isDryRun ? 'Would mend' : 'To mend');
  for (const { check, verdict } of findings) say(`  ${errStyle.strong(check.name)}  ${verdict.found}`);
  say(globals.isDryRun ? 'with' : 'by');
  for (const action of actions) for (const line of linesOf(action, host.uid !== 0)) say(`  ${line}`);
  if (globals.isDryRun) return false;
  if (isAsking && !(await confirm(context, 'Do it?'))) return false;
  let isAnyDone = false;
  for (const action of actions) {
    if (!isDoable(action)) continue;
    const line = actionTitle(action, host.uid !== 0);
    const program = action.kind === 'run' ? (action.command[0] ?? '') : '';
    const tellWait = () => say(`  ${errStyle.dim('ending')}  once ${program} has ended`);
    if (isPackageManager(program)) signal.addEventListener('abort', tellWait, { once: true });
    const { problem } = await carryOut(host, action, asRoot, signal);
    signal.removeEventListener('abort', tellWait);
    isAnyDone ||= problem === undefined;
    say(
      problem === undefined
        ? `  ${errStyle.done('done')}  ${line}`
        : `  ${errStyle.error('failed')}  ${line}: ${problem}`,
    );
  }
  return isAnyDone;
}

function linesOf(action: Action, needsSudo: boolean): readonly string[] {
  const lines = actionLines(action, needsSudo);
  return action.kind === 'advice' ? lines.map((line) => `(then) ${line}`) : lines;
}
