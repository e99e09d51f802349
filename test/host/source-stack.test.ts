import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, expect, test } from 'vitest';
import { sourceStack } from '../../src/host/source-stack.ts';

let folder = '';

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('places in what the build made become places in the sources', async () => {
  folder = mkdtempSync(join(tmpdir(), 'selkie-stack-'));
  const lines = [
    'export function fail() {',
    '  const padding = 1;',
    "  throw new Error('x' + padding);",
    '}',
  ];
  writeFileSync(join(folder, 'source.ts'), lines.join('\n'));
  writeFileSync(join(folder, 'entry.ts'), "import { fail } from './source.ts';\nfail();\n");
  const built = join(folder, 'out', 'built.mjs');
  await build({
    entryPoints: [join(folder, 'entry.ts')],
    outfile: built,
    bundle: true,
    minify: true,
    format: 'esm',
    sourcemap: 'linked',
    sourcesContent: false,
    banner: { js: '// something first' },
  });
  const { stderr: stack } = spawnSync(process.execPath, [built], { encoding: 'utf8' });
  expect(stack).toContain('built.mjs:2:');
  expect(sourceStack(stack)).toContain(`${join(folder, 'source.ts')}:3:9`);
  expect(sourceStack(stack)).not.toContain('built.mjs:2:');
});

test('other places stay as they are', () => {
  folder = mkdtempSync(join(tmpdir(), 'selkie-stack-'));
  const stack = `Error: x\n    at f (node:internal/a:1:2)\n    at ${folder}/none.cjs:3:4\n    at g (${folder}/b.ts:5:6)`;
  expect(sourceStack(stack)).toBe(stack);
});
