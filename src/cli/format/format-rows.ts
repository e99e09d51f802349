import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { formatTable } from '../table.ts';
import { runTemplate } from './run-template.ts';
import { printed } from './template-functions.ts';
import type { TemplateValue } from './template-functions.ts';
import { parseTemplate, TemplateProblem } from './template-syntax.ts';

/** One line of a list: members by the names that templates and JSON have for them. */
export type Row = Readonly<Record<string, TemplateValue>>;

/** How a list is shown. */
export interface ListForm {
  /** `table`, `json`, a Go template, or `table` and a template. */
  readonly format: string;
  /** The columns of the table: header and member. */
  readonly columns: readonly (readonly [header: string, member: string])[];
  /** JSON as one list; otherwise each row is a line of its own. */
  readonly isJsonList?: boolean;
}

/** Rows as the format says. Throws a ToolError for a template that cannot be understood or carried out. */
export function formatRows(rows: readonly Row[], { format, columns, isJsonList }: ListForm): string {
  if (format === 'json') {
    return isJsonList === true
      ? `${JSON.stringify(rows)}\n`
      : rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  }
  if (format === '' || format === 'table') {
    return formatTable([
      columns.map(([header]) => header),
      ...rows.map((row) => columns.map(([, member]) => printed(row[member] ?? ''))),
    ]);
  }
  const isTable = /^table\s/u.test(format);
  // In single quotes a shell leaves the backslashes in.
  const text = format
    .replace(/^table\s+/u, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n');
  try {
    const template = parseTemplate(text);
    const lines = rows.map((row) => runTemplate(template, row));
    if (!isTable) return lines.map((line) => `${line}\n`).join('');
    if (rows.length === 0) return '';
    const header = runTemplate(template, headerRow(rows[0], columns));
    return formatTable([header, ...lines].map((line) => line.split('\t')));
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    throw new ToolError(diagnose('cli/bad-template', { template: format, problem: error.message }));
  }
}

/** What a template prints for the header: the name of each member, in capitals. */
function headerRow(row: Row | undefined, columns: ListForm['columns']): Row {
  const known = columns.map(([header, member]) => [member, header] as const);
  const all = Object.entries(row ?? {}).map(([member, value]) => [
    member,
    typeof value === 'function'
      ? (...args: readonly TemplateValue[]) => printed(args[0] ?? '')
      : member.toUpperCase(),
  ]);
  return Object.fromEntries([...all, ...known]) as Row;
}
