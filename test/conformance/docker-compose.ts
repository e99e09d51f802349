import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';

const run = promisify(execFile);

/** What docker compose prints for compose files that merge in their order, with `/project` as their folder; undefined when it refuses. */
export async function dockerComposeConfig(
  binary: string,
  texts: readonly string[],
  others: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const root = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const project = join(root, 'project');
    const names = texts.map((_, index) => (index === 0 ? 'compose.yaml' : `over-${index}.yaml`));
    const files = {
      ...others,
      ...Object.fromEntries(texts.map((text, index) => [names[index] ?? '', text])),
    };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(project, path)), { recursive: true });
      await writeFile(join(project, path), text);
    }
    const { stdout } = await run(binary, ['-p', 'test', ...names.flatMap((name) => ['-f', name]), 'config'], {
      cwd: project,
      env: { ...env, HOME: join(root, 'home/user') },
    });
    return parse(stdout.replaceAll(`${root}/`, '/').replaceAll(root, '/').replaceAll('$$', '$'));
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && typeof cause.code === 'number') return undefined;
    throw cause;
  } finally {
    await rm(root, { recursive: true });
  }
}
