import type { Attribute, Place } from './attribute.ts';

/** The mapping that has the attribute, from the top: names of mappings, and the lines that stand in them beside it. */
interface Frame {
  readonly path: readonly string[];
  /** The rest of the project, as lines. */
  readonly rest: readonly string[];
  /** What the mapping cannot do without. */
  readonly needs: readonly string[];
}

const frames: Readonly<Record<Place, Frame>> = {
  top: { path: [], rest: ['services:', '  web:', '    image: busybox'], needs: [] },
  services: {
    path: ['services', 'web'],
    rest: ['  other:', '    image: busybox'],
    needs: ['image: busybox'],
  },
  build: { path: ['services', 'web', 'build'], rest: [], needs: ['context: .'] },
  deploy: { path: ['services', 'web', 'deploy'], rest: ['    image: busybox'], needs: [] },
  healthcheck: {
    path: ['services', 'web', 'healthcheck'],
    rest: ['    image: busybox'],
    needs: ['test: [CMD, "true"]'],
  },
  networks: {
    path: ['networks', 'net'],
    rest: ['services:', '  web:', '    image: busybox', '    networks: [net]'],
    needs: [],
  },
  volumes: {
    path: ['volumes', 'data'],
    rest: ['services:', '  web:', '    image: busybox', '    volumes: ["data:/d"]'],
    needs: [],
  },
  secrets: {
    path: ['secrets', 'key'],
    rest: ['services:', '  web:', '    image: busybox', '    secrets: [key]'],
    needs: [],
  },
  configs: {
    path: ['configs', 'conf'],
    rest: ['services:', '  web:', '    image: busybox', '    configs: [conf]'],
    needs: [],
  },
  models: {
    path: ['models', 'llm'],
    rest: ['services:', '  web:', '    image: busybox', '    models: [llm]'],
    needs: [],
  },
};

/** A whole project with the attribute; without it when nothing is written. */
export function projectText(attribute: Attribute, written?: string): string {
  const { path, rest, needs } = frames[attribute.place];
  const indent = '  '.repeat(path.length);
  const beside = [...needs, ...(attribute.beside ?? [])].filter(
    (line) => !line.startsWith(`${attribute.key}:`),
  );
  const own = [...beside, ...(written === undefined ? [] : [`${attribute.key}: ${written}`])];
  return [
    ...nesting(path),
    ...(own.length === 0 && path.length > 0 ? [`${indent}{}`] : own.map((line) => indent + line)),
    ...rest,
    attribute.around ?? '',
    '',
  ].join('\n');
}

/** Where a refusal is found in `projectText`: `code file:line:column`. */
export function foundAt(attribute: Attribute, found: string): string {
  const [, code = '', place = ''] = /^(\S+) (key|\+\d+)$/u.exec(found) ?? [];
  if (code === '') return found;
  const mark = 'VALUE';
  const lines = projectText(attribute, mark).split('\n');
  const row = lines.findIndex((line) => line.trimStart() === `${attribute.key}: ${mark}`);
  const line = lines[row] ?? '';
  const column = place === 'key' ? line.search(/\S/u) : line.length - mark.length + Number(place);
  return `${code} compose.yaml:${row + 1}:${column + 1}`;
}

/** A later file that says the attribute again, and nothing else. */
export function overrideText(attribute: Attribute, written: string): string {
  const { path } = frames[attribute.place];
  return [...nesting(path), `${'  '.repeat(path.length)}${attribute.key}: ${written}`, ''].join('\n');
}

/** Where the printed project shows it. */
export function shownPath(attribute: Attribute): readonly string[] {
  return attribute.shown ?? [...frames[attribute.place].path, attribute.key];
}

function nesting(path: readonly string[]): readonly string[] {
  return path.map((name, depth) => `${'  '.repeat(depth)}${name}:`);
}
