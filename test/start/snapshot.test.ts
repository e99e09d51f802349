import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRehearsalEngine } from '../../src/start/rehearsal-engine.ts';

const dist = join(import.meta.dirname, '..', '..', 'dist');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'selkie-snapshot-'));
  const services = Array.from({ length: 3000 }, (_, n) => `  s${n}: { image: "nginx:\${TAG:-${n}}" }\n`);
  writeFileSync(join(folder, 'large.yaml'), `services:\n${services.join('')}`);
  writeFileSync(
    join(folder, 'wrong.yaml'),
    'services:\n  web: { image: 7, port: [80] }\n  db: { build: { x: 1 } }\n',
  );
  writeFileSync(
    join(folder, 'compose.yaml'),
    'services:\n  web:\n    image: nginx\n    environment: [HOME, A=$$1]\n',
  );
  writeFileSync(
    join(folder, 'life.yaml'),
    `services:
  web: { image: nginx, depends_on: [db], volumes: ['data:/data', './src:/src'], configs: [settings] }
  db: { image: postgres, restart: always, secrets: [password] }
volumes: { data: {} }
secrets: { password: { environment: HOME } }
configs: { settings: { content: 'a=1' } }
`,
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

/** Does not block: some commands talk to an engine in this process. */
function run(
  command: readonly [string, ...string[]],
  argv: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Answer> {
  const [file, ...words] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...words, ...argv], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, TAG: '', ...env },
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => (output[name] += text));
    }
    child.stdin.on('error', () => undefined).end(input);
    child.once('error', reject).once('close', (status) => resolve({ ...output, status }));
  });
}

const usually = [process.execPath, join(dist, 'main.cjs')] as const;
const quickly = [join(dist, 'selkie')] as const;

describe.skipIf(process.platform === 'win32')('the same from a snapshot', () => {
  test('they are there', () => {
    const files = ['config', 'look', 'change'].map((name) => join(dist, `${name}.snapshot`));
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  test.each([
    [['--version']],
    [['config']],
    [['config', '--format', 'json']],
    [['config', '--hash', '*']],
    [['config', '--environment']],
    [['config', '--help']],
    [['config', '--formt', 'json']],
    [['-f', 'wrong.yaml', 'config']],
    [['-f', 'missing.yaml', 'config', '-q', '--format', 'json']],
    [['-f', 'large.yaml', 'config', '--images']],
    [['-f', 'large.yaml', 'config']],
    [['-f', '-', 'config']],
    [['-f', 'https://127.0.0.1:1/a.git', 'config']],
    [['ps', '--help']],
    [['up', '--watsch']],
    [['--url', 'unix:///no/such', 'ps']],
    [['--url', 'ssh://nobody@127.0.0.1:1', 'ps']],
    [['--url', 'tcp://127.0.0.1:1', 'up', '-d']],
  ])('%j', async (argv) => {
    const input = 'services: { piped: { image: busybox } }\n';
    expect(await run(quickly, argv, { input })).toEqual(await run(usually, argv, { input }));
  });

  test('from a folder that was moved, with a library that is loaded late', async () => {
    const moved = join(folder, 'moved');
    cpSync(dist, moved, { recursive: true });
    const argv = ['--url', 'ssh://nobody@127.0.0.1:1', 'ps'];
    const answer = await run([join(moved, 'selkie')], argv);
    expect(answer.stderr).toContain('nobody@127.0.0.1:1');
    expect(answer).toEqual(await run(usually, argv));
  });

  test('a life on an engine', async () => {
    const lines = [
      ['plan'],
      ['up', '-d'],
      ['ps', '--format', 'json'],
      ['up', '-d'],
      ['scale', 'web=2'],
      ['--parallel', '1', 'restart', '-t', '0'],
      ['logs', '--no-log-prefix'],
      ['images'],
      ['ls'],
      ['stop', '-t', '0'],
      ['rm', '-f', 'web'],
      ['down', '-v'],
      ['ps', '-q'],
    ];
    const live = async (program: readonly [string, ...string[]]) => {
      const socket = join(folder, 's');
      const engine = await openRehearsalEngine(socket);
      const env = { CONTAINER_HOST: `unix://${socket}` };
      const answers = [];
      for (const argv of lines) {
        const { stdout, stderr, status } = await run(program, ['-f', 'life.yaml', ...argv], { env });
        // What happens at the same time is told in any order.
        answers.push({ argv, stdout, stderr: stderr.split('\n').sort(), status });
      }
      engine.close();
      return answers;
    };
    const usual = await live(usually);
    expect(usual.map(({ status }) => status)).toEqual(lines.map(() => 0));
    expect(usual[2]?.stdout).toContain('"Service":"web"');
    expect(await live(quickly)).toEqual(usual);
  }, 60_000);
});
