import { posix } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { sentenceOf } from '../engine-failure.ts';

/** Tells whether a path relative to where the patterns hold is meant by them, or a folder around it is. */
export type PathMatcher = (relative: string) => boolean;

/** What editors and tools write beside the files that are worked on, and what versions are kept in. */
const passing = [
  '**/.git',
  // Vim
  '**/4913',
  '**/*~',
  '**/.*.sw[nopx]',
  // Emacs
  '**/.#*',
  '**/#*#',
  // Kate
  '**/.*.kate-swp',
  // JetBrains
  '**/*___jb_old___',
  '**/*___jb_tmp___',
  '**/.idea',
  // Go
  '**/*-go-tmp-umask',
];

/** What is wrong with a pattern, or undefined. */
export function patternProblem(pattern: string): string | undefined {
  try {
    matcherOf([pattern], '/')('probe');
    return undefined;
  } catch (error) {
    return sentenceOf(error);
  }
}

/** True for files that are never of interest. */
export const isPassing: PathMatcher = matcherOf(passing, '/');

/**
 * The matcher of patterns as in a `.dockerignore`, relative to `folder`; a later one that begins with `!` lets in again what
 * an earlier one meant. An absolute pattern in `folder` means the same as a relative one.
 */
export function matcherOf(patterns: readonly string[], folder: string): PathMatcher {
  const relative = patterns.flatMap((written) => {
    const text = written.trim();
    const [sign, pattern] = text.startsWith('!') ? ['!', text.slice(1).trim()] : ['', text];
    if (pattern === '') return [];
    const inside = pattern.startsWith(`${folder}/`) ? pattern.slice(folder.length) : pattern;
    const clean = posix.normalize(inside).replace(/^\/+|\/+$/gu, '');
    // `#` would begin a comment.
    return clean === '' || clean === '.' ? [] : [`${sign}${clean.replace(/^#/u, '[#]')}`];
  });
  if (relative.length === 0) return () => false;
  const rules = dockerignore.default({ ignorecase: false }).add(relative);
  return (path) => path !== '' && rules.ignores(path);
}
