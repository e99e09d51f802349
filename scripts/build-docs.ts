/**
 * Makes docs/compose-support.md from the schema (which keys there are) and the support table (what becomes of them), and
 * docs/diagnostics.md from the catalogue (the words) and the manual (what they mean and what to do), docs/doctor.md from the checks.
 * Run alone it writes; with `--check` it fails when a page is not what it would write.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Section, Support } from '../src/model/support.ts';
import { supportOf } from '../src/model/support.ts';
import { differences } from './manual/differences.ts';
import type { Difference } from './manual/differences.ts';
import { doctorPage } from './manual/doctor-page.ts';
import { diagnosticsPage } from './manual/page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The words of JSON Schema that the Compose schema uses to say which keys there are. */
export interface SchemaNode {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, SchemaNode>>;
}

/** A key that the schema knows. */
export interface SchemaKey {
  /** From the section that has it; `*` is a name that people choose, `[]` an entry of a list. */
  readonly path: string;
  readonly description: string;
}

/** The schema, as it is written. */
export async function readSchema(): Promise<SchemaNode> {
  return JSON.parse(await readFile(join(root, 'schemas/compose.schema.json'), 'utf8')) as SchemaNode;
}

/** The parts of the page, each with all of its keys in the order of the schema. */
export function keysBySection(schema: SchemaNode): ReadonlyMap<Section, readonly SchemaKey[]> {
  const definitions = schema.$defs ?? {};
  const keys = (node: SchemaNode | undefined, path: string): readonly SchemaKey[] => {
    const { $ref } = node ?? {};
    const here = $ref === undefined ? node : definitions[$ref.slice('#/$defs/'.length)];
    if (here === undefined) return [];
    const own = Object.entries(here.properties ?? {}).flatMap(([name, member]) => {
      const below = path === '' ? name : `${path}.${name}`;
      return [{ path: below, description: member.description ?? '' }, ...keys(member, below)];
    });
    const named = Object.entries(here.patternProperties ?? {})
      .filter(([pattern]) => pattern !== '^x-')
      .flatMap(([, member]) => keys(member, `${path}.*`));
    return [...own, ...named, ...keys(here.items, `${path}[]`)];
  };
  const top = Object.entries(schema.properties ?? {}).map(([name, member]) => ({
    path: name,
    description: member.description ?? '',
  }));
  const podman = keys(schema.properties?.['x-podman'], 'x-podman');
  const includes = keys(schema.properties?.['include'], 'include');
  return new Map<Section, readonly SchemaKey[]>([
    ['top', [...top, ...includes, ...podman]],
    ...(['service', 'network', 'volume', 'secret', 'config', 'model'] as const).map(
      (section) => [section, keys(definitions[section], '')] as const,
    ),
  ]);
}

/** The whole page. */
export function composeSupportPage(schema: SchemaNode): string {
  const sections = [...keysBySection(schema)];
  const counts = new Map<Support['kind'], number>();
  for (const [section, keys] of sections) {
    for (const { path } of keys) {
      const { kind } = found(section, path);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  const count = (kind: Support['kind']): string => String(counts.get(kind) ?? 0);
  return `<!-- Made by scripts/build-docs.ts from schemas/compose.schema.json, src/model/support.ts and scripts/manual/differences.ts. Do not edit. -->

# Compose keys on Podman

Every key of the Compose format, and what Selkie makes of it. In a path, \`*\` is a name that you choose and \`[]\` an entry of a list.

- **applied** (${count('applied')}): as the Compose Specification says
- **applied differently** (${count('differs')}): it does what it promises, by another way than with Docker
- **no effect** (${count('no-effect')}): there is nothing to do for it on Podman, and nothing is lost
- **not applied** (${count('unapplied')}): a warning names it when a file asks for it; the rest of the file is applied

Keys that begin with \`x-\` are yours: they are kept, shown by \`selkie config\`, and have no effect but those named here.

${sections.map(([section, keys]) => sectionText(section, keys)).join('\n')}
${differencesText}`;
}

function sectionText(section: Section, keys: readonly SchemaKey[]): string {
  const rows = keys.map(({ path, description }) => {
    const [state, note] = words(found(section, path));
    return `| \`${path}\` | ${description.replaceAll('|', '\\|')} | ${state} | ${note.replaceAll('|', '\\|')} |`;
  });
  return `## ${TITLES[section]}

| Key | Meaning | On Podman | Note |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

const differencesText = `## Where Selkie differs from docker compose config

What \`selkie config\` prints is what \`docker compose config\` (2.40.3) prints, and what one refuses the other refuses, but for
these cases. Each has a small example, which the tests try. Of 1,408 projects and focused cases that were compared, three print
another result, all under the first.

Beyond them, Selkie refuses what no project needs and what could keep it busy or waiting without end: input beyond the bounds that
README.md names, FIFOs and devices that a compose file names (those that \`-f\` and \`--env-file\` name on the command line are
read), and whole numbers above 2^53 - 1.

${differences.map(differenceText).join('\n')}`;

function differenceText({ keys, example, dockerCompose, selkie, why }: Difference): string {
  return `### ${keys.map((key) => `\`${key}\``).join(', ')}

\`\`\`yaml
${example}\`\`\`

- docker compose ${dockerCompose}.
- Selkie ${selkie}.
- Why: ${why}.
`;
}

const TITLES: Readonly<Record<Section, string>> = {
  top: 'Top level',
  service: 'Services',
  network: 'Networks',
  volume: 'Volumes',
  secret: 'Secrets',
  config: 'Configs',
  model: 'Models',
};

function found(section: Section, path: string): Support {
  const support = supportOf(section, path);
  if (support === undefined) throw new Error(`src/model/support.ts says nothing of ${section} ${path}`);
  return support;
}

function words(support: Support): readonly [string, string] {
  switch (support.kind) {
    case 'applied':
      return ['applied', ''];
    case 'differs':
      return ['applied differently', support.how];
    case 'no-effect':
      return ['no effect', support.why];
    case 'unapplied':
      if (support.why === 'not applied yet') return [support.why, ''];
      return [support.when === undefined ? 'not applied' : 'applied in part', support.why];
  }
}

/** The generated pages: path from the root → text. */
export async function pages(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['docs/compose-support.md', composeSupportPage(await readSchema())],
    ['docs/diagnostics.md', await diagnosticsPage()],
    ['docs/doctor.md', doctorPage()],
  ]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [path, text] of await pages()) {
    const file = join(root, path);
    if (!process.argv.includes('--check')) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    } else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
      console.error(`${path} is not fresh: node --import tsx scripts/build-docs.ts`);
      process.exitCode = 1;
    }
  }
}
