/**
 * Makes src/parser/generated/ from schemas/compose.schema.json: the check of a compose file as plain code, so that
 * running it loads no schema compiler, and the schema without its texts, for explaining what the check found.
 * Run alone it builds; with `--check` it fails when what is there was made from something else.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { Plugin } from 'esbuild';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const schemaFile = join(root, 'schemas/compose.schema.json');
const outputFolder = join(root, 'src/parser/generated');

/** Writes the generated files, unless they are fresh. */
export async function buildValidator(): Promise<void> {
  if (await isValidatorFresh()) return;
  const schema = withoutTexts(JSON.parse(await readFile(schemaFile, 'utf8')));
  await mkdir(outputFolder, { recursive: true });
  const header = `// Made by scripts/build-validator.ts. Do not edit. ${await inputDigest()}\n`;
  await writeFile(join(outputFolder, 'schema.js'), `${header}${schemaModule(schema)}`);
  await writeFile(join(outputFolder, 'schema.d.ts'), 'export declare const schemaText: string;\n');
  await writeFile(join(outputFolder, 'validate.d.ts'), validatorTypes);
  // Last, because its header says that all of them are there.
  await writeFile(join(outputFolder, 'validate.js'), `${header}${await validatorModule(schema)}`);
}

/** True when the generated files were made from the schema and script that are there now. */
export async function isValidatorFresh(): Promise<boolean> {
  const [firstLine = ''] = (await readFile(join(outputFolder, 'validate.js'), 'utf8').catch(() => '')).split(
    '\n',
    1,
  );
  return firstLine.endsWith(await inputDigest());
}

const validatorTypes = `export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}
export interface Validate {
  (data: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}
export declare const validate: Validate;
`;

async function inputDigest(): Promise<string> {
  const digest = createHash('sha256');
  for (const file of [schemaFile, fileURLToPath(import.meta.url)]) digest.update(await readFile(file));
  return digest.digest('hex');
}

async function validatorModule(schema: unknown): Promise<string> {
  const ajv = new Ajv2020({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    strictTypes: false,
    allowUnionTypes: true,
    allowMatchingProperties: true,
    code: { source: true, esm: true, lines: false },
  });
  const validate = ajv.compile(schema as object);
  // Errors are explained from the path of the value alone.
  const code = withoutSchemas(standaloneCode.default(ajv, validate))
    .replaceAll(/schemaPath:"[^"]*",/gu, '')
    // Copying all errors so far at each service would make a file with many mistakes slow.
    .replaceAll(
      /vErrors === null \? (\w+)\.errors : vErrors\.concat\(\1\.errors\)/gu,
      'joined(vErrors, $1.errors)',
    )
    .concat(
      'function joined(all, more) { if (all === null) return more; for (const error of more) all.push(error); return all; }',
    );
  if (code.includes('vErrors.concat')) throw new Error('the code that Ajv makes has changed its form');
  const bundle = await build({
    stdin: { contents: code, resolveDir: root, loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    target: 'node20',
    minify: true,
    plugins: [ownEquality],
  });
  return bundle.outputFiles[0]?.text ?? '';
}

/**
 * Ajv's code looks into the schema for the keys of long mappings and for what its errors say. With that written where it is
 * used, the schema is no part of the program, which would have to build all of it at each start.
 */
function withoutSchemas(code: string): string {
  const schemas = new Map<string, unknown>();
  const keySets = new Map<string, string>();
  const at = (name: string, steps: string): unknown =>
    [...steps.matchAll(step)].reduce<unknown>(
      (value, [, word, quoted]) =>
        (value as Readonly<Record<string, unknown>>)[word ?? String(JSON.parse(quoted ?? ''))],
      schemas.get(name),
    );
  const inlined = code
    .replaceAll(
      /const (schema\d+) = (\{.*?\});(?=const |function |export )/gsu,
      (_, name: string, text: string) => {
        schemas.set(name, JSON.parse(text));
        return '';
      },
    )
    .replaceAll(/func\d+\.call\((schema\d+)\.properties, (\w+)\)/gu, (_, name: string, key: string) => {
      keySets.set(name, JSON.stringify(Object.keys(at(name, '.properties') as object)));
      return `${name}Keys.has(${key})`;
    })
    .replaceAll(/\b(schema\d+)((?:\.\w+|\["(?:[^"\\]|\\.)*"\])+)/gu, (_, name: string, steps: string) =>
      JSON.stringify(at(name, steps)),
    );
  if (/\bschema\d+\b/u.test(inlined)) throw new Error('the code that Ajv makes has changed its form');
  const sets = [...keySets].map(([name, keys]) => `const ${name}Keys = new Set(${keys});`);
  return inlined.concat(...sets);
}

const step = /\.(\w+)|\[("(?:[^"\\]|\\.)*")\]/gu;

/**
 * Ajv's comparison of list entries calls `valueOf`, which trees of a compose file do not have: their objects have no
 * prototype, so that a key such as `__proto__` is a key.
 */
const ownEquality: Plugin = {
  name: 'own-equality',
  setup(hooks) {
    hooks.onResolve({ filter: /^ajv\/dist\/runtime\/equal$/ }, () => ({
      path: 'equal',
      namespace: 'own-equality',
    }));
    hooks.onLoad({ filter: /.*/, namespace: 'own-equality' }, () => ({
      contents: `export { jsonEquals as default } from ${JSON.stringify(join(root, 'src/lib/json-equals.ts'))};`,
      loader: 'ts',
      resolveDir: root,
    }));
  },
};

function schemaModule(schema: unknown): string {
  return `export const schemaText = ${JSON.stringify(JSON.stringify(schema))};\n`;
}

/** The schema without the texts for editors. A title or description that is an object is a key of that name. */
function withoutTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, member]) => !(TEXTS.has(key) && typeof member === 'string'))
      .map(([key, member]) => [key, withoutTexts(member)]),
  );
}

const TEXTS = new Set(['title', 'description', '$schema', '$id']);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--check')) {
    if (!(await isValidatorFresh())) {
      console.error('src/parser/generated is not made from schemas/compose.schema.json: npm run build');
      process.exitCode = 1;
    }
  } else {
    await buildValidator();
  }
}
