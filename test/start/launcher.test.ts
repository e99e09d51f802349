import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { launcherText, markName, snapshotName } from '../../src/start/launcher.ts';

let above = '';
let folder = '';
let node = '';

/** A program that prints its name and each of its arguments on a line. */
function stand(path: string): void {
  writeFileSync(path, `#!/bin/sh\nfor word in "\${0##*/}" "$@"; do printf '%s\\n' "$word"; done\n`);
  chmodSync(path, 0o755);
}

const madeAt = new Date('2026-01-02T03:04:05Z');

beforeEach(() => {
  above = mkdtempSync(join(tmpdir(), 'selkie-launcher-'));
  folder = join(above, `it's "$(here)" & there`);
  node = join(above, 'made with');
  mkdirSync(folder);
  mkdirSync(join(above, 'bin'));
  stand(node);
  stand(join(above, 'bin', 'node'));
  utimesSync(node, madeAt, madeAt);
  for (const name of [snapshotName('small'), snapshotName('large'), markName])
    writeFileSync(join(folder, name), '');
  utimesSync(join(folder, markName), madeAt, madeAt);
  const snapshots = { small: ['config'], large: ['ps', 'logs'] };
  const launch = { folder, node, flags: ['--flag=1'], snapshots, valueOptions: ['-f', '--file'] };
  writeFileSync(join(folder, 'selkie'), launcherText(launch), { mode: 0o755 });
});

afterEach(() => {
  rmSync(above, { recursive: true });
});

function run(argv: readonly string[], env: Record<string, string> = {}, path = join(folder, 'selkie')) {
  const { stdout, stderr } = spawnSync(path, argv, {
    env: { PATH: `${join(above, 'bin')}:${process.env['PATH'] ?? ''}`, ...env },
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.split('\n').slice(0, -1);
}

const snapshot = (argv: readonly string[], name = 'small') => [
  'made with',
  '--flag=1',
  '--snapshot-blob',
  join(folder, snapshotName(name)),
  '--',
  ...argv,
];
const usual = (argv: readonly string[], home = folder) => ['node', '--', `${home}/main.cjs`, ...argv];

describe('which commands start from the snapshot', () => {
  test.each([
    [['config']],
    [['config', '--format', 'json', '']],
    [['-f', 'up', '--file', 'a b', 'config', '$x', '*']],
    [['--version']],
    [['-v']],
  ])('%j does', (argv) => {
    expect(run(argv)).toEqual(snapshot(argv));
  });

  test.each([[['ps']], [['-f', 'config', 'logs', '--follow']]])('%j has another one', (argv) => {
    expect(run(argv)).toEqual(snapshot(argv, 'large'));
  });

  test.each([
    [[]],
    [['up', 'config']],
    [['-f', 'config', 'up']],
    [['--file', 'config']],
    [['--other', 'config']],
    [['--version', 'config']],
    [['--', 'config']],
  ])('%j does not', (argv) => {
    expect(run(argv)).toEqual(usual(argv));
  });
});

describe('when the snapshot does not fit', () => {
  test('another Node in the same place', () => {
    utimesSync(node, madeAt, new Date(madeAt.getTime() - 1000));
    expect(run(['config'])).toEqual(usual(['config']));
    utimesSync(node, madeAt, new Date(madeAt.getTime() + 1000));
    expect(run(['config'])).toEqual(usual(['config']));
  });

  test('options for Node, which may be others than it was made with', () => {
    expect(run(['config'], { NODE_OPTIONS: '--no-warnings' })).toEqual(usual(['config']));
  });

  test('no snapshot, or none that is finished', () => {
    rmSync(join(folder, snapshotName('small')));
    expect(run(['config'])).toEqual(usual(['config']));
    expect(run(['ps'])).toEqual(snapshot(['ps'], 'large'));
    rmSync(join(folder, markName));
    expect(run(['ps'])).toEqual(usual(['ps']));
  });

  test('a Node that is gone is looked for in PATH', () => {
    rmSync(node);
    expect(run(['config'])).toEqual(usual(['config']));
    utimesSync(join(above, 'bin', 'node'), madeAt, madeAt);
    expect(run(['config'])).toEqual(['node', ...snapshot(['config']).slice(1)]);
  });
});

test('started by a link, as npm makes one', () => {
  symlinkSync(join(folder, 'selkie'), join(above, 'bin', 'selkie'));
  expect(run(['config'], {}, join(above, 'bin', 'selkie'))).toEqual(snapshot(['config']));
  expect(run(['up'], {}, join(above, 'bin', 'selkie'))).toEqual(usual(['up']));
});

test('in a folder that was moved it finds its files, by links too', () => {
  const moved = join(above, 'moved');
  renameSync(folder, moved);
  expect(run(['up'], {}, join(moved, 'selkie'))).toEqual(usual(['up'], moved));
  symlinkSync('../moved/selkie', join(above, 'bin', 'link'));
  symlinkSync('link', join(above, 'bin', 'selkie'));
  expect(run(['up'], {}, join(above, 'bin', 'selkie'))).toEqual(usual(['up'], `${above}/bin/../moved`));
});
