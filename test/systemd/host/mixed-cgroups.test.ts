import { expect, test } from 'vitest';
import { ToolError } from '../../../src/diagnostics/tool-error.ts';
import type { Version } from '../../../src/podman/version.ts';
import { refuseMixedCgroups } from '../../../src/systemd/host/mixed-cgroups.ts';
import { memoryHost } from '../../support/memory-host.ts';

const unified = { '/sys/fs/cgroup/cgroup.controllers': 'cpu memory\n' };
const v2 = '0::/user.slice/user-1000.slice/user@1000.service/app.slice/x.service\n';

/** What is said of a machine with those files, where a process is in those cgroups. */
async function refusal(
  cgroups: string,
  version: Version,
  { scope = 'user', files = unified }: { scope?: 'user' | 'system'; files?: Record<string, string> } = {},
): Promise<unknown> {
  const host = memoryHost({
    files,
    processes: { run: () => Promise.resolve({ exitCode: 0, stdout: cgroups, stderr: '' }) },
  });
  const refused = refuseMixedCgroups(host, { scope }, version, new AbortController().signal);
  return refused.then(
    () => 'fine',
    (error: unknown) => (error instanceof ToolError ? error.diagnostics.map(({ args }) => args) : error),
  );
}

test('units of a user are refused where an old Podman would leave them for cgroup v1', async () => {
  expect(await refusal(`2:net_cls:/\n1:name=systemd:/\n${v2}`, [4, 3, 1])).toEqual([
    { version: '4.3.1', controllers: ['net_cls', 'name=systemd'] },
  ]);
});

test.each([
  ['there is only v2', v2, [4, 3, 1], {}],
  ['there is only v1', '1:name=systemd:/user.slice\n', [4, 3, 1], { files: {} }],
  ['Podman knows better', `1:net_cls:/\n${v2}`, [5, 3, 0], {}],
  ['they are root’s', `1:net_cls:/\n${v2}`, [4, 3, 1], { scope: 'system' }],
] as const)('where %s, nothing is said', async (_, cgroups, version, options) => {
  expect(await refusal(cgroups, version, options)).toBe('fine');
});
