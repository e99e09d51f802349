import { describe, expect, test } from 'vitest';
import { memoryHost } from '../support/memory-host.ts';
import { runCli } from '../support/run-cli.ts';

const compose = `name: shop
services:
  web:
    image: nginx
    depends_on: [db]
  db:
    image: postgres
  other:
    image: busybox
`;

function host(text = compose) {
  return memoryHost({ files: { '/project/compose.yaml': text } });
}

describe('selkie graph', () => {
  test('draws a file without an engine, as SVG unless told otherwise', async () => {
    const { exitCode, stdout, stderr } = await runCli(['graph'], { host: host() });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^<svg xmlns=/u);
  });

  test('draws the named services and what they depend on', async () => {
    const { stdout } = await runCli(['graph', '--format', 'json', 'web'], { host: host() });
    const value = JSON.parse(stdout) as { readonly services: readonly { readonly name: string }[] };
    expect(value.services.map(({ name }) => name)).toEqual(['db', 'web']);
  });

  test('writes to a file', async () => {
    const memory = host();
    const { stdout } = await runCli(['graph', '--format', 'dot', '-o', 'shop.dot'], { host: memory });
    expect(stdout).toBe('');
    expect(await memory.files.readText('/project/shop.dot')).toMatch(/^digraph "shop" \{/u);
  });

  test('a cycle is an error with the path and the place', async () => {
    const cyclic = compose.replace('image: postgres', 'image: postgres\n    depends_on: [web]');
    const { exitCode, stderr } = await runCli(['graph'], { host: host(cyclic) });
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/services depend on each other: (web → db → web|db → web → db)/u);
    expect(stderr).toContain('compose.yaml:');
  });
});

describe('selkie plan', () => {
  test('without an engine it says so, and touches nothing', async () => {
    const { exitCode, stdout, stderr } = await runCli(['plan', '--format', 'json'], { host: host() });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('engine/');
  });

  test('--format of a command that would do its work is refused', async () => {
    const { exitCode, stderr } = await runCli(['up', '-d', '--format', 'svg'], { host: host() });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('(cli/format-without-plan)');
  });
});
