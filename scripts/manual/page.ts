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
import { watchManual } from './watch.ts';
import { systemdManual } from './systemd.ts';

/** A section for every code of the catalogue. */
export const manual: Manual<typeof catalog> = {
  ...composeManual,
  ...planManual,
  ...engineManual,
  ...executeManual,
  ...machineManual,
  ...systemdManual,
  ...registryManual,
  ...watchManual,
  ...cliManual,
};

/** docs/diagnostics.md as a whole. Its examples are printed by the program, so they are what people see. */
export async function diagnosticsPage(): Promise<string> {
  const text = `<!-- Made by scripts/build-docs.ts from src/diagnostics/catalog/ and scripts/manual/. Do not edit. -->

# What Selkie says when something is wrong

Every message has a code in brackets, which stays the same when the words change: look it up here. An error stops the work before anything is changed, a warning does not. Selkie reports all that it finds in one run, in the order of the file. With \`selkie --format json COMMAND\` the same findings are data on standard error.

\`selkie config -q --format json\` is for editors and hooks: it checks, prints the findings as a JSON list on standard output (an empty one when all is well) and ends with 2 when one is an error, with 0 otherwise. Each finding is an object with all of these members:

| member | what it is |
| --- | --- |
| \`code\` | the code, such as \`compose/unknown-key\` |
| \`severity\` | \`error\`, \`warning\` or \`note\` |
| \`message\` | one sentence |
| \`help\` | what to do about it, or null |
| \`file\` | the file, from the current folder when it is below it; null for what stands in no file |
| \`line\`, \`column\` | where it begins, both counted from 1, columns in UTF-16 units; or null |
| \`endLine\`, \`endColumn\` | just behind its end; or null |
| \`args\` | the names and values in the message; which ones, depends on the code |
| \`related\` | other places that explain it: each with \`message\` and a place as above |

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
  ['systemd', 'systemd'],
  ['registry', 'Registries'],
  ['watch', 'Watching'],
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
