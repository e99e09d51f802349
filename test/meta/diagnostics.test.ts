import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { pages } from '../../scripts/build-docs.ts';
import { manual } from '../../scripts/manual/page.ts';
import type { Code } from '../../src/diagnostics/catalog.ts';
import { catalog } from '../../src/diagnostics/catalog.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { helpOf, messageOf } from '../../src/diagnostics/words.ts';

const codes = Object.keys(catalog) as readonly Code[];

test('every code has a section in the manual, and every section a code', () => {
  expect(Object.keys(manual).sort()).toEqual([...codes].sort());
});

test('the page has them all', async () => {
  const page = (await pages()).get('docs/diagnostics.md') ?? '';
  const written = [...page.matchAll(/^### (\S+)$/gmu)].map(([, code]) => code);
  expect(written.sort()).toEqual([...codes].sort());
});

test.each(codes)('%s is named as codes are, and stands in the file of its area', (code) => {
  expect(code).toMatch(
    /^(?:cli|compose|engine|execute|machine|plan|registry|systemd|watch)\/[a-z]+(?:-[a-z]+)*$/u,
  );
});

test.each(codes)(
  '%s says what is wrong in one sentence without a period, and what to do likewise',
  (code) => {
    const example = { code, args: manual[code].args } as unknown as Diagnostic;
    const message = messageOf(example);
    expect(message).toMatch(/[^.\s]$/u);
    expect(message).not.toMatch(/undefined|\[object|\bNaN\b/u);
    const [hint = 'none'] = (helpOf(example) ?? 'none').split('\n');
    expect(hint).toMatch(/[^.\s]$/u);
    expect(hint).not.toMatch(/undefined|\[object|\bNaN\b/u);
  },
);

test.each(codes)('%s is explained in whole sentences', (code) => {
  const { meaning, repair } = manual[code];
  expect(meaning).toMatch(/^\S.+[.]$/su);
  expect(repair).toMatch(/^\S.+[.]$/su);
});

test.each([...(await pages())])('%s is fresh', async (path, text) => {
  expect(await readFile(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(text);
});
