import { stripVTControlCharacters } from 'node:util';
import type { Finding } from '../../machine/doctor/check.ts';
import { actionsOf } from '../../machine/doctor/action.ts';
import { actionLines } from '../../machine/doctor/action-words.ts';
import type { FindingOf } from '../../machine/doctor/mendable.ts';
import { findingsIn, isMendable } from '../../machine/doctor/mendable.ts';
import type { PackageManager } from '../../machine/package-manager.ts';
import type { Style } from '../style.ts';
import type { Report } from './report-json.ts';

/** How the report for people looks. */
export interface TextForm {
  readonly title: string;
  /** What packages come through here. */
  readonly manager: PackageManager | undefined;
  readonly style: Style;
  readonly screen: { readonly columns: number; readonly rows: number };
  /** Everything is told, however long it gets: why each finding matters, and what was found where all is fine. */
  readonly isWhole: boolean;
}

const headings: Readonly<Record<Finding['state'], string>> = {
  error: 'In the way',
  warning: 'Will bite',
  note: 'Good to know',
};

const states = ['error', 'warning', 'note'] as const;

/**
 * The report for people: what is wrong first, with the commands that mend it. The reasons why it matters are left out where
 * the screen has no room for them.
 */
export function reportText(report: Report, form: TextForm): string {
  if (form.isWhole) return textOf(report, form, true);
  const withReasons = textOf(report, form, true);
  // The prompt of the shell takes a line, too.
  return withReasons.split('\n').length <= form.screen.rows ? withReasons : textOf(report, form, false);
}

function textOf(report: Report, form: TextForm, hasReasons: boolean): string {
  const { title, style, isWhole } = form;
  const findings = findingsIn(report.results);
  const parts = [
    style.strong(title),
    ...states.flatMap((state) => {
      const of = findings.filter(({ verdict }) => verdict.state === state);
      if (of.length === 0) return [];
      const lines = of.flatMap((one) =>
        state === 'note' && !isWhole ? headline(one, form) : inFull(one, report.isRoot, form, hasReasons),
      );
      return [[paint(style, state, headings[state]), ...lines].join('\n')];
    }),
    ...(isWhole ? restOf(report, form) : []),
    [
      ...(report.mended.length === 0
        ? []
        : wrapped(`${style.done('Mended')}: ${report.mended.join(', ')}`, '', '  ', form)),
      ...(isWhole ? [] : wrapped(countOf(report), '', '', form)),
      ...wrapped(summaryOf(findings, report.isRoot), '', '', form),
    ].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function headline({ check, verdict }: FindingOf, form: TextForm): readonly string[] {
  return wrapped(`${form.style.strong(check.name)}: ${plain(verdict.found)}`, '  ', '    ', form);
}

function inFull(one: FindingOf, isRoot: boolean, form: TextForm, hasReasons: boolean): readonly string[] {
  const { check, verdict } = one;
  const indent = '    ';
  const text = (words: string) => wrapped(plain(words), indent, indent, form);
  const fix = actionsOf(verdict.fix, form.manager).flatMap((action) => actionLines(action, !isRoot));
  return [
    ...headline(one, form),
    ...(hasReasons ? text(check.why).map((line) => form.style.dim(line)) : []),
    // A command is one line, however long, so that it can be copied.
    ...fix.flatMap((line) => (line.startsWith('$ ') ? [indent + line] : text(line))),
  ];
}

/** What is fine, and what was not looked at, each with what was found. */
function restOf(report: Report, form: TextForm): readonly string[] {
  const { style } = form;
  const sections = [
    ['fine', style.done('Fine')],
    ['not-applicable', style.dim('Not looked at here')],
  ] as const;
  return sections.flatMap(([state, heading]) => {
    const of = report.results.filter(({ verdict }) => verdict.state === state);
    const lines = of.flatMap(({ check, verdict }) =>
      wrapped(`${check.name}: ${plain(verdict.found)}`, '  ', '    ', form),
    );
    return of.length === 0 ? [] : [[heading, ...lines].join('\n')];
  });
}

function countOf({ results }: Report): string {
  const count = (state: string) => results.filter(({ verdict }) => verdict.state === state).length;
  const [fine, elsewhere] = [count('fine'), count('not-applicable')];
  const are = fine === 1 ? 'check is' : 'checks are';
  return `${fine} ${are} fine, ${elsewhere} ${elsewhere === 1 ? 'does' : 'do'} not apply here: selkie doctor --all tells each`;
}

function paint(style: Style, state: Finding['state'], text: string): string {
  if (state === 'error') return style.error(text);
  return state === 'warning' ? style.warning(text) : style.strong(text);
}

function summaryOf(findings: readonly FindingOf[], isRoot: boolean): string {
  const toMend = findings.filter(({ verdict }) => verdict.state !== 'note').length;
  const mendable = findings.filter(isMendable);
  const bad = findings.filter(({ verdict }) => verdict.state === 'error').length;
  const head =
    bad > 0 ? `${bad} in the way of a working engine` : 'Nothing is in the way of a working engine';
  if (mendable.length === 0) return head;
  const takesRoot = mendable.some(({ verdict }) =>
    verdict.fix.some((step) => step.kind === 'install' || (step.kind !== 'advice' && step.by === 'root')),
  );
  const how = !isRoot && takesRoot ? ' (as a user who may sudo)' : '';
  return `${head}; selkie doctor --fix mends ${mendable.length} of ${toMend}${how}`;
}

/** Backticks mark literals in findings; here they do without. */
function plain(words: string): string {
  return words.replaceAll('`', '');
}

/** Lines as wide as the screen, and no wider than is read well. */
function wrapped(text: string, first: string, rest: string, { screen }: TextForm): readonly string[] {
  const width = Math.min(screen.columns, 100);
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && seen(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push((last === undefined ? first : rest) + word);
  }
  return lines;
}

/** How many columns it takes: colours take none. */
function seen(text: string): number {
  return stripVTControlCharacters(text).length;
}
