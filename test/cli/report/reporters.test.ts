import { expect, test } from 'vitest';
import type { ProgressChoice } from '../../../src/cli/report/choose.ts';
import { chooseReporter } from '../../../src/cli/report/choose.ts';
import type { Reporter, ResourceUpdate } from '../../../src/cli/report/reporter.ts';
import { memoryHost } from '../../support/memory-host.ts';
import { collector } from '../../support/run-cli.ts';

const updates: readonly ResourceUpdate[] = [
  { kind: 'Image', name: 'web', status: 'Working', text: 'Pulling', current: 10, total: 40 },
  { kind: 'Image', name: 'web', status: 'Working', text: 'Pulling', current: 20, total: 40 },
  { kind: 'Container', name: 'app-web-1', status: 'Done', text: 'Started' },
];

function shown(
  globals: Partial<ProgressChoice['globals']>,
  env: Readonly<Record<string, string>> = {},
  terminal?: { readonly columns: number; readonly rows: number },
): { readonly stdout: string; readonly stderr: string } {
  const [stdout, stderr] = [collector(terminal), collector(terminal)];
  const reporter: Reporter = chooseReporter(
    {
      globals: { progress: undefined, ansi: undefined, isDryRun: false, ...globals },
      env,
      streams: { stdout: stdout.stream, stderr: stderr.stream },
    },
    memoryHost().clock,
  );
  reporter.begin('up');
  for (const update of updates) reporter.update(update);
  reporter.end();
  reporter.end();
  return { stdout: stdout.text(), stderr: stderr.text() };
}

test('plain: one line for each change of state, bytes are no change', () => {
  expect(shown({ progress: 'plain' })).toEqual({
    stdout: '',
    stderr: ' Image web  Pulling\n Container app-web-1  Started\n',
  });
});

test('plain under --dry-run says so on every line', () => {
  expect(shown({ progress: 'plain', isDryRun: true }).stderr).toBe(
    'DRY-RUN MODE -  Image web  Pulling\nDRY-RUN MODE -  Container app-web-1  Started\n',
  );
});

test('json: every update is an object on a line', () => {
  const { stderr } = shown({ progress: 'json' });
  expect(
    stderr
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toEqual([
    { id: 'Image web', status: 'Working', text: 'Pulling', current: 10, total: 40, percent: 25 },
    { id: 'Image web', status: 'Working', text: 'Pulling', current: 20, total: 40, percent: 50 },
    { id: 'Container app-web-1', status: 'Done', text: 'Started' },
  ]);
});

test('quiet: nothing', () => {
  expect(shown({ progress: 'quiet' })).toEqual({ stdout: '', stderr: '' });
});

test('tty: the last state stays, below it nothing, and the cursor is back', () => {
  const { stderr } = shown({}, {}, { columns: 80, rows: 24 });
  const lastFrame = stderr.slice(stderr.lastIndexOf('\u001b[?2026h'));
  expect(lastFrame).toContain('Container app-web-1');
  expect(lastFrame).toContain('\u001b[J');
  expect(stderr.match(/\u001b\[\?25h/gu)).toHaveLength(1);
  expect(stderr.match(/\u001b\[\?25l/gu)).toHaveLength(1);
});

test.each<[string, Parameters<typeof shown>, 'plain' | 'json' | 'tty' | 'quiet']>([
  ['a pipe', [{}], 'plain'],
  ['a terminal', [{}, {}, { columns: 80, rows: 24 }], 'tty'],
  ['a dumb terminal', [{}, { TERM: 'dumb' }, { columns: 80, rows: 24 }], 'plain'],
  ['--ansi never on a terminal', [{ ansi: 'never' }, {}, { columns: 80, rows: 24 }], 'plain'],
  ['COMPOSE_PROGRESS', [{}, { COMPOSE_PROGRESS: 'json' }], 'json'],
  ['an option over COMPOSE_PROGRESS', [{ progress: 'quiet' }, { COMPOSE_PROGRESS: 'json' }], 'quiet'],
  ['a COMPOSE_PROGRESS that is none', [{}, { COMPOSE_PROGRESS: 'loud' }], 'plain'],
])('%s', (_, args, expected) => {
  expect(kindOf(shown(...args).stderr)).toBe(expected);
});

test('COMPOSE_STATUS_STDOUT moves progress to stdout', () => {
  const { stdout, stderr } = shown({ progress: 'plain' }, { COMPOSE_STATUS_STDOUT: '1' });
  expect([stdout.length > 0, stderr]).toEqual([true, '']);
});

function kindOf(text: string): string {
  if (text === '') return 'quiet';
  if (text.startsWith('{')) return 'json';
  return text.includes('\u001b[?2026h') ? 'tty' : 'plain';
}
