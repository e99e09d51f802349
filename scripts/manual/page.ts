import { format, resolveConfig } from 'prettier';
import type { Code } from '../../src/diagnostics/catalog.ts';
import type { catalog } from '../../src/diagnostics/catalog.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { renderText } from '../../src/diagnostics/render.ts';
import type { Span } from '../../src/diagnostics/span.ts';
import { cliManual } from './cli.ts';
import { composeManual } from './compose.ts';
import { engineManual } from './engine.ts';
import { executeManual } from './execute.ts';
import { machineManual } from './machine.ts';
import { planManual } from './plan.ts';
import { registryManual } from './registry.ts';
import type { Manual, Section } from './section.ts';

/** A section for every code of the catalogue. */
export const manual: Manual<typeof catalog> = {
  ...composeManual,
  ...planManual,
  ...engineManual,
  ...executeManual,
  ...machineManual,
  ...registryManual,
  ...cliManual,
};

/** docs/diagnostics.md as a whole. Its examples are printed by the program, so they are what people see. */
export async function diagnosticsPage(): Promise<string> {
  const text = `<!-- Made by scripts/build-docs.ts from src/diagnostics/catalog/ and scripts/manual/. Do not edit. -->

# What Selkie says when something is wrong

Every message has a code in brackets, which stays the same when the words change: look it up here. An error stops the work before anything is changed, a warning does not. Selkie reports all that it finds in one run, in the order of the file. With \`--format json\` the same findings are data: code, severity, message, help, file, line and column.

${AREAS.map(([area, title]) => areaText(area, title)).join('\n')}`;
  const style = await resolveConfig(new URL('../../docs/diagnostics.md', import.meta.url));
  return format(text, { ...style, parser: 'markdown' });
}

const AREAS = [
  ['compose', 'Compose files'],
  ['plan', 'Planning'],
  ['engine', 'The engine'],
  ['execute', 'Carrying it out'],
  ['machine', 'Machines'],
  ['registry', 'Registries'],
  ['cli', 'The command line'],
] as const;

function areaText(area: string, title: string): string {
  const sections = Object.entries(manual)
    .filter(([code]) => code.startsWith(`${area}/`))
    .map(([code, section]) => sectionText(code as Code, section));
  return `## ${title}\n\n${sections.join('\n')}`;
}

function sectionText(code: Code, section: Section<unknown>): string {
  const example = { code, args: section.args, ...spanOf(section.file) } as unknown as Diagnostic;
  return `### ${code}

${section.meaning}

\`\`\`text
${renderText([example], { isColoured: false }).trimEnd()}
\`\`\`

${section.repair}
`;
}

/** The place between guillemets in an example file. */
function spanOf(file: string | undefined): { readonly span?: Span } {
  if (file === undefined) return {};
  const start = file.indexOf('«');
  const end = file.indexOf('»') - 1;
  return { span: { source: { path: 'compose.yaml', text: file.replace(/[«»]/gu, '') }, start, end } };
}
