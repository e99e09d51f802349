import { expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

test.each(['init', 'start', 'stop', 'rm'])('machine %s has no dry run, and does nothing', async (command) => {
  const { exitCode, stderr } = await runCli(['--dry-run', 'machine', command]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('cli/no-dry-run');
});
