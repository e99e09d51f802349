import type { Finding } from '../../machine/doctor/check.ts';
import { actionsOf } from '../../machine/doctor/action.ts';
import { actionLines } from '../../machine/doctor/action-words.ts';
import type { FindingOf } from '../../machine/doctor/mendable.ts';
import { findingsIn, isMendable } from '../../machine/doctor/mendable.ts';
import type { PackageManager } from '../../machine/package-manager.ts';
import type { Style } from '../style.ts';
import type { Report } from './report-json.ts';

const headings: Readonly<Record<Finding['state'], string>> = {
  error: 'In the way',
  warning: 'Will bite',
  note: 'Good to know',
};

const indent = '    ';

/** The report for people: what is wrong first and in full, what is fine by name alone. */
export function reportText(
  report: Report,
  manager: PackageManager | undefined,
  style: Style,
  title: string,
): string {
  const findings = findingsIn(report.results);
  const namesOf = (state: string) =>
    report.results.filter(({ verdict }) => verdict.state === state).map(({ check }) => check.name);
  const parts = [
    style.strong(title),
    ...(['error', 'warning', 'note'] as const).flatMap((state) => {
      const of = findings.filter(({ verdict }) => verdict.state === state);
      if (of.length === 0) return [];
      const heading = paint(style, state, headings[state]);
      return [[heading, ...of.map((one) => findingText(one, report.isRoot, manager, style))].join('\n')];
    }),
    [
      ...listed(style.done('Mended'), report.mended),
      ...listed(style.done('Fine'), namesOf('fine')),
      ...listed(style.dim('Not looked at here'), namesOf('not-applicable')),
    ].join('\n'),
    summaryOf(findings, report.isRoot),
  ];
  return `${parts.join('\n\n')}\n`;
}

function findingText(
  { check, verdict }: FindingOf,
  isRoot: boolean,
  manager: PackageManager | undefined,
  style: Style,
): string {
  const lines = actionsOf(verdict.fix, manager).flatMap((action) => actionLines(action, !isRoot));
  return [
    `  ${style.strong(check.name)}: ${plain(verdict.found)}`,
    ...wrapped(plain(check.why)).map((line) => `${indent}${style.dim(line)}`),
    ...lines
      .flatMap((line) => (line.startsWith('$ ') ? [line] : wrapped(plain(line))))
      .map((line) => `${indent}${line}`),
  ].join('\n');
}

function paint(style: Style, state: Finding['state'], text: string): string {
  if (state === 'error') return style.error(text);
  return state === 'warning' ? style.warning(text) : style.strong(text);
}

function listed(heading: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return [heading, ...wrapped(names.join(', ')).map((line) => `  ${line}`)];
}

function summaryOf(findings: readonly FindingOf[], isRoot: boolean): string {
  const mendable = findings.filter(isMendable).length;
  const bad = findings.filter(({ verdict }) => verdict.state === 'error').length;
  const head =
    bad > 0 ? `${bad} in the way of a working engine` : 'Nothing is in the way of a working engine';
  if (mendable === 0) return head;
  const takesRoot = findings
    .filter(isMendable)
    .some(({ verdict }) =>
      verdict.fix.some((step) => step.kind === 'install' || (step.kind !== 'advice' && step.by === 'root')),
    );
  const how = !isRoot && takesRoot ? ' (as a user who may `sudo`)' : '';
  return `${head}; selkie doctor --fix mends ${mendable} of ${findings.length}${plain(how)}`;
}

/** Backticks mark literals in findings; here they do without. */
function plain(words: string): string {
  return words.replaceAll('`', '');
}

const width = 92;

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
