import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

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
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

function run(command: readonly [string, ...string[]], argv: readonly string[], input: string): Answer {
  const [file, ...words] = command;
  const { stdout, stderr, status } = spawnSync(file, [...words, ...argv], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, TAG: '' },
    encoding: 'utf8',
    input,
    maxBuffer: 10_000_000,
  });
  return { stdout, stderr, status };
}

test
  .skipIf(process.platform === 'win32')
  .each([
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
  ])('%j is the same from the snapshot', (argv) => {
  const input = 'services: { piped: { image: busybox } }\n';
  const usual = run([process.execPath, join(dist, 'main.cjs')], argv, input);
  expect(existsSync(join(dist, 'selkie.snapshot'))).toBe(true);
  expect(run([join(dist, 'selkie')], argv, input)).toEqual(usual);
});
