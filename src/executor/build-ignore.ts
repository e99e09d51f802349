import { posix } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { Files } from '../host/host.ts';
import { sentenceOf } from './engine-failure.ts';

/** Which files of a context stay behind. Paths are relative to the context, with `/`. */
export interface ContextFilter {
  readonly isExcluded: (path: string) => boolean;
  /** False: nothing below that excluded folder can be let in again, so it need not be looked at. */
  readonly mayIncludeBelow: (folder: string) => boolean;
}

/**
 * The filter of a context: the ignore file named after its Dockerfile, else `.containerignore`, else `.dockerignore`.
 * The Dockerfile and the ignore file themselves are the engine's to read, and are never kept back.
 */
export async function readContextFilter(
  files: Files,
  context: string,
  dockerfile: string | undefined,
): Promise<ContextFilter> {
  const found = await readIgnoreFile(files, context, dockerfile);
  if (found === undefined) return { isExcluded: () => false, mayIncludeBelow: () => true };
  const always = new Set([found.name, ...(dockerfile === undefined ? [] : [posix.normalize(dockerfile)])]);
  return contextFilter(found.text, found.path, always);
}

/** A context's ignore file: where it is, and what it says. */
export interface IgnoreFile {
  /** Relative to the context. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

/** The ignore file that holds for a context, if there is one. */
export async function readIgnoreFile(
  files: Files,
  context: string,
  dockerfile: string | undefined,
): Promise<IgnoreFile | undefined> {
  const candidates = [
    ...(dockerfile === undefined ? [] : [`${dockerfile}.containerignore`, `${dockerfile}.dockerignore`]),
    '.containerignore',
    '.dockerignore',
  ];
  for (const name of candidates) {
    const path = posix.join(context, name);
    if ((await files.stat(path))?.kind === 'file') return { name, path, text: await files.readText(path) };
  }
  return undefined;
}

/** The filter that an ignore file's text means. `always` is never excluded. */
export function contextFilter(text: string, path: string, always: ReadonlySet<string>): ContextFilter {
  // A byte order mark would become part of the first pattern.
  const rules = dockerignore.default({ ignorecase: false }).add(text.replace(/^\uFEFF/, ''));
  try {
    rules.ignores('probe');
  } catch (error) {
    throw new ToolError(diagnose('execute/bad-ignore-file', { path, problem: sentenceOf(error) }), {
      cause: error,
    });
  }
  const exceptions = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('!'))
    .map((line) => posix.normalize(line.slice(1).trim()).replace(/^\/+|\/+$/g, ''));
  const isFixed = (exception: string): boolean => !/[*?[\\]/.test(exception);
  return {
    isExcluded: (candidate) => !always.has(candidate) && rules.ignores(candidate),
    mayIncludeBelow: (folder) =>
      [...always, ...exceptions].some(
        (exception) => !isFixed(exception) || exception.startsWith(`${folder}/`),
      ),
  };
}
