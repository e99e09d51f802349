import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { version } from '../../src/lib/version.ts';

const root = join(import.meta.dirname, '..', '..');
const src = join(root, 'src');

const worldTouching = new Set([
  'node:fs',
  'node:fs/promises',
  'node:child_process',
  'node:net',
  'node:http',
  'node:https',
  'node:tls',
  'node:dgram',
]);

/** Libraries that cost more to load than a command like `version` may take: no file outside these folders imports them. */
const heavy: Readonly<Record<string, RegExp>> = {
  undici: /^(?:podman|machine\/image)\//u,
  execa: /^host\//u,
  usb: /^machine\//u,
  'p-queue': /^executor\//u,
  chokidar: /^host\//u,
};

const imports = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => file.endsWith('.ts') && !file.includes('/generated/'))
  .flatMap((file) =>
    ts
      .preProcessFile(readFileSync(join(src, file), 'utf8'))
      .importedFiles.map(({ fileName }) => ({ file, module: fileName })),
  );

/** Pure functions that live in a world-touching module. */
const pure: Readonly<Record<string, RegExp>> = { 'node:net': /^\s*isIP(?:v4|v6)?\s*$/u };

test('only the edges touch the world', () => {
  const offenders = imports
    .filter(({ module }) => worldTouching.has(module))
    .filter(({ file, module }) => !namesFrom(file, module).every((name) => pure[module]?.test(name)))
    .filter(({ file }) => !/^(?:host|podman|start)\//u.test(file));
  expect(offenders).toEqual([]);
});

test("Node's own modules carry the node: prefix", () => {
  const bare = imports.filter(({ module }) =>
    /^(?:fs|path|os|util|stream|child_process|net|http)$/u.test(module),
  );
  expect(bare).toEqual([]);
});

test('heavy libraries stay where they are loaded lazily', () => {
  const offenders = imports.filter(({ file, module }) => heavy[module]?.test(file) === false);
  expect(offenders).toEqual([]);
});

test('the version is the one of the package', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ version });
});

/** The names that a file imports from a module; the empty name for any other kind of import. */
function namesFrom(file: string, module: string): readonly string[] {
  const text = readFileSync(join(src, file), 'utf8');
  const [, names] = new RegExp(`import (?:type )?\\{([^}]*)\\} from '${module}'`, 'u').exec(text) ?? [];
  return (names ?? '').split(',');
}
