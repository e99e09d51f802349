import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { eventually } from './scenario.ts';
import type { TestHost } from './test-host.ts';

/** Runs a registry on the test host at `127.0.0.1:PORT` until the test ends: for anybody, or for `ann` with the password `s3cret`. */
export async function startRegistry(host: TestHost, port: number, access: 'open' | 'login'): Promise<void> {
  const unit = `selkie-registry-${port}`;
  const node = process.env['SELKIE_TEST_NODE'] ?? '';
  const program = join(import.meta.dirname, 'registry.mjs');
  await host.run('systemd-run', ['--unit', unit, '--', node, program, String(port), access]);
  onTestFinished(async () => {
    await host.run('systemctl', ['stop', unit]);
  });
  await eventually(
    () => host.run('busybox', ['wget', '-q', '-O', '-', `http://127.0.0.1:${port}/v2/`]),
    ({ exitCode, stderr }) => (access === 'open' ? exitCode === 0 : stderr.includes('401')),
  );
}
