import { posix } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { Files } from '../host/host.ts';
import { nearest } from '../lib/nearest.ts';
import type { BuildSpec } from '../model/build.ts';

/** Where the instructions of a build come from. */
export type Dockerfile =
  /** A file of the context; the path is relative to it. */
  | { readonly kind: 'inside'; readonly path: string }
  /** Text that is to be sent along; `name` is what ignore files beside it are called after, when it has one. */
  | { readonly kind: 'outside'; readonly data: Uint8Array };

const defaultNames = ['Dockerfile', 'Containerfile'];

/** Finds the Dockerfile of a build whose context is a folder. */
export async function findDockerfile(service: string, build: BuildSpec, files: Files): Promise<Dockerfile> {
  const { context, dockerfile, dockerfileInline } = build;
  if (dockerfileInline !== undefined) return { kind: 'outside', data: Buffer.from(dockerfileInline, 'utf8') };
  // The name that is meant where none is written is written out by then.
  const names = dockerfile === undefined || dockerfile === 'Dockerfile' ? defaultNames : [dockerfile];
  for (const name of names) {
    const path = posix.resolve(context, name);
    if ((await files.stat(path))?.kind !== 'file') continue;
    const inside = posix.relative(context, path);
    if (inside !== '..' && !inside.startsWith('../')) return { kind: 'inside', path: inside };
    return { kind: 'outside', data: await files.readBytes(path) };
  }
  const path = posix.resolve(context, names[0] ?? '');
  throw new ToolError(
    diagnose('execute/dockerfile-missing', { service, path, nearest: await similar(path, files) }),
  );
}

async function similar(path: string, files: Files): Promise<string | undefined> {
  try {
    const folder = posix.dirname(path);
    const names = (await files.list(folder)).filter((name) => !name.endsWith('ignore'));
    return (
      nearest(posix.basename(path), names) ??
      names.find((name) => /^(dockerfile|containerfile)\b/i.test(name))
    );
  } catch {
    return undefined;
  }
}
