import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { project, scenarios } from '../../support/scenario.ts';
import type { Scenario } from '../../support/scenario.ts';

const slow = { timeoutMs: 120_000 };

/** What has a meaning to YAML, to Compose, to Podman's generator, to systemd or to a shell. */
const parts = [
  ...['$', '$$', '${HOME}', '$HOME', '%', '%%', '%n', '%%n', '\\', '\\\\', '\\n', '\\x41', '"', "'", '`'],
  ...[
    ' ',
    '  ',
    '\t',
    '\n',
    '\r',
    '\u0001',
    '\u001B',
    '\u007F',
    '\u0085',
    '\u2028',
    '\uFEFF',
    'é',
    '漢',
    '😀',
  ],
  ...[
    ';',
    '#',
    '=',
    ':',
    ',',
    '@',
    '-',
    '--',
    '!',
    '+',
    '|',
    '&',
    '<',
    '>',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '*',
    '?',
  ],
  ...['~', 'a', 'B', '0', 'yes', 'null', '/', '.', '..'],
];

const seed = Number(process.env['SELKIE_TEST_SEED'] ?? 20_261_101);

const strings: readonly string[] = [
  ...[
    '',
    ' ',
    ';',
    '#',
    '-',
    '--',
    '=',
    '"',
    "'",
    '\\',
    '\n',
    '\t',
    '%',
    '$',
    '!',
    '~',
    'yes',
    'null',
    '1e3',
  ],
  ...[
    ' leading',
    'trailing ',
    '\nboth\n',
    '"quoted"',
    "'quoted'",
    'ends in \\',
    '${A:-b}',
    '$(id)',
    '%h/%u',
    '\\;',
  ],
  'x'.repeat(50_000),
  ...fc.sample(fc.string({ unit: fc.constantFrom(...parts), maxLength: 12 }), { seed, numRuns: 200 }),
  // systemd reads no file with code points that are no characters.
  ...fc
    .sample(fc.string({ unit: 'binary' }), { seed, numRuns: 60 })
    .map((text) => text.replace(/[\0\p{Noncharacter_Code_Point}]/gu, '')),
];

/** What `kube play` cannot read; it is warned of. */
const isTooMuchForKube = (text: string): boolean => text.includes('\n') && /^\s|\s$/u.test(text);

/** A compose file with each string in all places that hold any text. */
function composeFile(strings: readonly string[]): string {
  const of = (prefix: string): string =>
    strings.map((text, index) => `      ${prefix}${index}: ${quoted(text)}\n`).join('');
  const list = (): string => strings.map((text) => `      - ${quoted(text)}\n`).join('');
  return `services:
  web:
    image: localhost/selkie-test
    stop_signal: SIGKILL
    environment:
${of('V')}    labels:
${of('l')}    annotations:
${of('a')}    command:
      - sh
      - -c
      - sleep 1000; true
${list()}    healthcheck:
      interval: 1h
      test:
      - CMD
${list()}`;
}

/** A YAML scalar that nothing in it gets lost of, with the dollars that variables are known by written twice. */
function quoted(text: string): string {
  const escaped = JSON.stringify(text.replaceAll('$', '$$$$'));
  return escaped.replace(/[^ -~]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => unit(character.charCodeAt(index))).join(''),
  );
}

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** What arrived in the container, in the order of the strings. */
async function arrived(
  app: Scenario,
  strings: readonly string[],
): Promise<Readonly<Record<string, readonly (string | undefined)[]>>> {
  const container = `${app.project}-web-1`;
  const inside = async (file: string): Promise<readonly string[]> => {
    const { stdout } = await app.host.run('podman', ['exec', container, 'cat', `/proc/1/${file}`], slow);
    return stdout.split('\0').slice(0, -1);
  };
  const environment = new Map(
    (await inside('environ')).map((line) => [
      line.slice(0, line.indexOf('=')),
      line.slice(line.indexOf('=') + 1),
    ]),
  );
  const [found] = (await app.host.podmanJson(['inspect', container])) as readonly [Inspected];
  const { Labels, Annotations, Healthcheck } = found.Config;
  return {
    environment: strings.map((_, index) => environment.get(`V${index}`)),
    command: (await inside('cmdline')).slice(3),
    labels: strings.map((_, index) => Labels[`l${index}`]),
    annotations: strings.map((_, index) => Annotations[`a${index}`]),
    healthcheck: Healthcheck.Test.slice(1),
  };
}

interface Inspected {
  readonly Config: {
    readonly Labels: Readonly<Record<string, string>>;
    readonly Annotations: Readonly<Record<string, string>>;
    readonly Healthcheck: { readonly Test: readonly string[] };
  };
}

scenarios('values in units', () => {
  test.each([
    ['quadlet', '/etc/containers/systemd', (name: string) => `${name}-web`],
    ['units', '/run/systemd/system', (name: string) => `container-${name}-web-1`],
    ['kube', '/etc/containers/systemd', (name: string) => `${name}-kube`],
  ] as const)('any string arrives unchanged, as %s', async (format, folder, unitOf) => {
    const app = await project(import.meta.dirname);
    const texts = format === 'kube' ? strings.filter((text) => !isTooMuchForKube(text)) : strings;
    const unitName = unitOf(app.project);
    await app.write('compose.yaml', composeFile(texts));
    await app.ok(['systemd', 'generate', '--format', format, '-o', 'out'], slow);
    const placed = join(folder, app.project);
    const run = async (command: string): Promise<string> => {
      const { exitCode, stdout, stderr } = await app.host.run('sh', ['-c', command], slow);
      if (exitCode !== 0) throw new Error(stderr.slice(0, 2000));
      return stdout;
    };
    // Plain units lie side by side, Quadlet files may have a folder of their own.
    const isPlain = format === 'units';
    onTestFinished(async () => {
      await run(
        `systemctl stop '*${app.project}*'; rm -rf ${placed} ${folder}/*${app.project}*; systemctl daemon-reload`,
      );
    }, 120_000);
    await run(
      `cp -r '${app.folder}/out'${isPlain ? '/.' : ''} ${isPlain ? folder : placed}; systemctl daemon-reload`,
    );
    await run(`systemctl start ${unitName}`);
    expect(await arrived(app, texts)).toEqual({
      environment: texts,
      command: texts,
      labels: texts,
      annotations: texts,
      healthcheck: texts,
    });
  });
});
