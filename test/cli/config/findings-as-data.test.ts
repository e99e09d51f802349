import { expect, test } from 'vitest';
import { memoryHost } from '../../support/memory-host.ts';
import { runCli } from '../../support/run-cli.ts';
import type { CliResult } from '../../support/run-cli.ts';

function lint(files: Readonly<Record<string, string>>): Promise<CliResult> {
  return runCli(['config', '-q', '--format', 'json'], { host: memoryHost({ files }) });
}

test('a file without mistakes gives an empty list', async () => {
  const result = await lint({ '/project/compose.yaml': 'services: {web: {image: x}}\n' });
  expect(result).toEqual({ exitCode: 0, stdout: '[]\n', stderr: '' });
});

test('a warning is data, and no failure', async () => {
  const result = await lint({ '/project/compose.yaml': 'version: "3"\nservices: {web: {image: x}}\n' });
  expect(result.exitCode).toBe(0);
  expect(result.stdout).toContain('"code": "compose/obsolete-version"');
});

test('an error comes with its place, its help and what explains it', async () => {
  const result = await lint({
    '/project/compose.yaml':
      'services:\n  web: {extends: {file: sub/base.yaml, service: app}, mem_limit: 1g}\n',
    '/project/sub/base.yaml':
      'services:\n  app:\n    image: x\n    deploy: {resources: {limits: {memory: 2g}}}\n',
  });
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toBe('');
  expect(JSON.parse(result.stdout)).toEqual([
    {
      code: 'compose/distinct-values',
      severity: 'error',
      message: 'the service `web` sets `mem_limit` and `deploy.resources.limits.memory` to different values',
      help: 'keep one of them',
      file: 'compose.yaml',
      line: 2,
      column: 66,
      endLine: 2,
      endColumn: 68,
      args: { service: 'web', keys: ['mem_limit', 'deploy.resources.limits.memory'] },
      related: [
        {
          message: 'the other one',
          file: 'sub/base.yaml',
          line: 4,
          column: 43,
          endLine: 4,
          endColumn: 45,
        },
      ],
    },
  ]);
});

test('a container name that two services have is found as well, where it is written', async () => {
  const result = await lint({
    '/project/compose.yaml':
      'services:\n  a: {image: x, container_name: one}\n  b: {image: x, container_name: one}\n',
  });
  expect(result.exitCode).toBe(2);
  expect(JSON.parse(result.stdout)).toMatchObject([
    { code: 'compose/same-container-name', file: 'compose.yaml' },
  ]);
});
