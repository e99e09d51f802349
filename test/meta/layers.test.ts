import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const src = join(import.meta.dirname, '..', '..', 'src');

/** What each folder of src/ may import beside itself. `main`, `run-process` and `index` are the files of that name. */
const beforePodman = ['lib', 'diagnostics', 'model', 'host', 'planner'];
const layers: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  diagnostics: ['lib'],
  model: ['lib', 'diagnostics'],
  host: ['lib', 'diagnostics', 'model'],
  planner: ['lib', 'diagnostics', 'model'],
  drawing: ['lib', 'model', 'planner'],
  parser: ['lib', 'diagnostics', 'model', 'host'],
  podman: beforePodman,
  executor: [...beforePodman, 'podman'],
  systemd: [...beforePodman, 'podman'],
  machine: [...beforePodman, 'podman'],
  cli: [...beforePodman, 'drawing', 'parser', 'podman', 'executor', 'systemd', 'machine'],
  'run-process': ['lib', 'host', 'cli'],
  main: ['run-process'],
  start: ['cli', 'run-process'],
  index: [...beforePodman, 'parser', 'podman', 'executor', 'systemd'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes(`${sep}generated${sep}`))
  .sort();

const edges = files.flatMap((file) =>
  importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => ({ file, to: relative(src, join(src, dirname(file), specifier)) })),
);

describe('imports go one way', () => {
  test('the sources were found', () => {
    expect(edges.length).toBeGreaterThan(100);
  });

  test.each(edges)('$file may import $to', ({ file, to }) => {
    const from = layerOf(file);
    expect([from, ...(layers[from] ?? [])]).toContain(layerOf(to));
  });

  test('the real host is made at the doors only: the program and the library', () => {
    const importers = edges.filter(({ to }) => to === 'host/node-host.ts').map(({ file }) => layerOf(file));
    expect(new Set(importers)).toEqual(new Set(['index', 'run-process']));
  });
});

function layerOf(path: string): string {
  return (path.split(sep)[0] ?? '').replace(/\.ts$/u, '');
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(src, file), 'utf8');
  return ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
}
