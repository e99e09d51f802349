import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderText } from '../../../src/diagnostics/render.ts';
import { loadTexts } from '../../support/compose.ts';

// Each case is a text with its files, and what is printed about them. docker compose accepts and refuses the same ones.
const folder = join(import.meta.dirname, 'cases');
const cases = readdirSync(folder).sort();

test.each(cases)('%s', async (name) => {
  const path = join(folder, name);
  const files = filesOf(readFileSync(path, 'utf8'));
  const { document, diagnostics } = await loadTexts({ files });
  const verdict = document === undefined ? 'refused' : 'accepted';
  const printed = renderText(diagnostics, { isColoured: false, workingDir: '/project' });
  const parts = [...Object.entries(files), [verdict, printed] as const];
  await expect(parts.map(([title, text]) => `=== ${title}\n${text}`).join('')).toMatchFileSnapshot(path);
});

/** The parts of a case but the last one, which is the answer: compose.yaml first, others by name. */
function filesOf(text: string): Readonly<Record<string, string>> {
  const parts = text.split(/^=== (.*)\n/m).slice(1);
  const files: Record<string, string> = {};
  for (let index = 0; index < parts.length; index += 2) {
    const title = parts[index] ?? '';
    if (title !== 'refused' && title !== 'accepted') files[title] = parts[index + 1] ?? '';
  }
  return files;
}
