import { expect, test } from 'vitest';
import { watchRule } from '../../../src/executor/watch/watch-rule.ts';
import type { FileChange } from '../../../src/executor/watch/work.ts';
import { initialWork, workOf } from '../../../src/executor/watch/work.ts';
import type { WatchTrigger } from '../../../src/model/watch.ts';
import { service, trigger } from './rules.ts';

const rules = (given: Readonly<Record<string, readonly Partial<WatchTrigger>[]>>) =>
  Object.entries(given).flatMap(([name, triggers]) =>
    triggers.map((one) => {
      const made = trigger(one);
      return watchRule(service(name), made, made.path, undefined);
    }),
  );

const change = (path: string, state: FileChange['state'] = 'present'): FileChange => ({
  path: path.replace(/\/$/u, ''),
  state,
  isFolder: path.endsWith('/'),
});

/** The work in one line for each thing that is done. */
function told(changes: readonly FileChange[], given: Parameters<typeof rules>[0]): readonly string[] {
  const { rebuild, sync, restart, exec } = workOf(changes, rules(given));
  return [
    ...rebuild.map((name) => `rebuild ${name}`),
    ...[...sync].flatMap(([name, { deletes, copies, count }]) => [
      `sync ${name} (${count})`,
      ...deletes.map((path) => `  - ${path}`),
      ...[...copies].map(([target, source]) => `  ${source} -> ${target}`),
    ]),
    ...restart.map((name) => `restart ${name}`),
    ...exec.map((rule) => `exec ${rule.service} ${rule.trigger.exec.command.join(' ')}`),
  ];
}

const src = { path: '/p/src', target: '/app' } as const;

test('every service that a file concerns gets it', () => {
  expect(
    told([change('/p/src/a')], { web: [src], worker: [{ ...src, target: '/w' }], other: [{ path: '/q' }] }),
  ).toEqual(['sync web (1)', '  /p/src/a -> /app/a', 'sync worker (1)', '  /p/src/a -> /w/a']);
});

test('what is gone is removed, and what is in a folder that is gone goes with it', () => {
  const changes = [change('/p/src/old/a', 'gone'), change('/p/src/old', 'gone'), change('/p/src/b')];
  expect(told(changes, { web: [src] })).toEqual(['sync web (2)', '  - /app/old', '  /p/src/b -> /app/b']);
});

test('a folder in the place of another is removed first and then copied', () => {
  const changes = [
    change('/p/src/dist/', 'replaced'),
    change('/p/src/dist/a'),
    change('/p/src/dist/b', 'gone'),
  ];
  expect(told(changes, { web: [src] })).toEqual([
    'sync web (2)',
    '  - /app/dist',
    '  /p/src/dist -> /app/dist',
    '  /p/src/dist/a -> /app/dist/a',
  ]);
});

test('the folder of the rule itself is not copied, and no container is emptied', () => {
  expect(told([change('/p/src/')], { web: [src] })).toEqual([]);
  expect(told([change('/p/src/', 'new')], { web: [src] })).toEqual(['sync web (1)', '  /p/src -> /app']);
  expect(told([change('/p/src', 'gone')], { web: [src] })).toEqual(['sync web (1)', '  - /app']);
  for (const state of ['gone', 'new', 'replaced'] as const) {
    expect(told([change('/p/src/', state)], { web: [{ ...src, target: '/' }] })).toEqual([]);
  }
});

test('rebuild, then copies, then restarts, then commands, each once', () => {
  const exec = { ...trigger({}).exec, command: ['make'] };
  const changes = [change('/p/src/a'), change('/p/src/b')];
  expect(
    told(changes, {
      run: [{ ...src, action: 'sync+exec', exec }],
      web: [{ ...src, action: 'sync+restart' }],
      api: [{ path: '/p/src', action: 'restart' }],
      img: [
        { path: '/p/src', action: 'rebuild' },
        { path: '/p', action: 'rebuild' },
      ],
    }),
  ).toEqual([
    'rebuild img',
    'sync run (2)',
    '  /p/src/a -> /app/a',
    '  /p/src/b -> /app/b',
    'sync web (2)',
    '  /p/src/a -> /app/a',
    '  /p/src/b -> /app/b',
    'restart api',
    'restart web',
    'exec run make',
  ]);
});

test('what is built anew is started by that, unless files have come after it', () => {
  const rebuild = { path: '/p/src/Dockerfile', action: 'rebuild' } as const;
  const changes = [change('/p/src/Dockerfile')];
  expect(told(changes, { web: [rebuild, { path: '/p/src', action: 'restart' }] })).toEqual(['rebuild web']);
  expect(told(changes, { web: [rebuild, { ...src, action: 'sync+restart' }] })).toEqual([
    'rebuild web',
    'sync web (1)',
    '  /p/src/Dockerfile -> /app/Dockerfile',
    'restart web',
  ]);
});

test('nothing for files that nobody watches', () => {
  expect(told([change('/p/README.md')], { web: [src] })).toEqual([]);
});

test('at the beginning all files are copied, and folders only where they are empty', () => {
  const [rule] = rules({ web: [{ ...src, ignore: ['skip'] }] });
  if (rule === undefined) throw new Error('no rule');
  const work = initialWork(
    rule,
    ['/p/src/', '/p/src/a', '/p/src/d/', '/p/src/d/b', '/p/src/e/', '/p/src/skip'].map((path) =>
      change(path),
    ),
  );
  expect(work).toEqual({
    deletes: [],
    copies: new Map([
      ['/app/a', '/p/src/a'],
      ['/app/d/b', '/p/src/d/b'],
      ['/app/e', '/p/src/e'],
    ]),
    count: 3,
  });
});
