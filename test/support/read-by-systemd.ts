import { expect } from 'vitest';
import type { TestHost } from './test-host.ts';

const generator = '/usr/lib/systemd/system-generators/podman-system-generator';
const slow = { timeoutMs: 300_000 };

/**
 * Has the host's own generator make units of all Quadlet files in a folder, and systemd read those. Neither may say a word.
 * Gives how many units there are.
 */
export async function readBySystemd(host: TestHost, folder: string): Promise<number> {
  const run = (script: string) => host.run('sh', ['-c', script], slow);
  const made = `${folder}.made`;
  const generated = await run(
    `mkdir -p ${made} ${made}.early ${made}.late && ` +
      `QUADLET_UNIT_DIRS=${folder} ${generator} ${made} ${made}.early ${made}.late && cp ${folder}/*.target ${made} 2>/dev/null; ` +
      `QUADLET_UNIT_DIRS=${folder} ${generator} --dryrun 2>&1 >/dev/null`,
  );
  const words = generated.stdout.split('\n').filter((line) => !/^$|Loading source unit file/u.test(line));
  expect([generated.exitCode, words]).toEqual([0, []]);
  const verified = await run(
    // All at once, what it takes grows faster than their number.
    `cd ${made} && ls ./*.service | SYSTEMD_UNIT_PATH=${made}: xargs --max-args=200 systemd-analyze verify --man=no`,
  );
  expect([verified.exitCode, verified.stdout + verified.stderr]).toEqual([0, '']);
  return Number((await run(`ls ${made}/*.service | wc -l`)).stdout);
}

/** The version of Podman's command line on the host. */
export async function podmanVersion(host: TestHost): Promise<string> {
  const { stdout } = await host.run('podman', ['version', '--format', '{{.Client.Version}}'], slow);
  return stdout.trim();
}
