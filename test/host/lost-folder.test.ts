import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
// From another folder a loader would not be found, so it comes by its path.
const loader = import.meta.resolve('tsx');
const script = `
  import { rmdirSync } from 'node:fs';
  const { nodeHost } = await import(${JSON.stringify(join(root, 'src/host/node-host.ts'))});
  rmdirSync(process.env.PWD);
  console.log(nodeHost().workingDir);
`;

test('a folder that was deleted under the shell is still known by its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'selkie-lost-'));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', loader, '--input-type=module', '-e', script],
    { cwd: folder, env: { ...process.env, PWD: folder } },
  );
  expect(stdout.trim()).toBe(folder);
});
