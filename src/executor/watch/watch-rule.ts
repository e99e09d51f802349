import { posix } from 'node:path';
import type { ServiceName } from '../../model/ids.ts';
import type { WatchTrigger } from '../../model/watch.ts';
import type { ContextFilter } from '../build-ignore.ts';
import { isPassing, matcherOf } from './patterns.ts';

/** One entry of `develop.watch` of one service, ready to be asked about files. */
export interface WatchRule {
  readonly service: ServiceName;
  readonly trigger: WatchTrigger;
  /** Where it looks: absolute and without links. */
  readonly path: string;
  /** True when a change of this file or folder concerns it. */
  readonly matches: (path: string) => boolean;
  /** False for a path that is outside, or ignored with all below it. */
  readonly reaches: (path: string) => boolean;
}

/** What the build of a service leaves out: its ignore file, if there is one. */
export interface BuildIgnore {
  /** The context: absolute and without links. */
  readonly folder: string;
  readonly filter: ContextFilter;
}

/** Makes a rule. `path` is the trigger's, without links. */
export function watchRule(
  service: ServiceName,
  trigger: WatchTrigger,
  path: string,
  ignoreFile: BuildIgnore | undefined,
): WatchRule {
  const isIncluded = matcherOf(trigger.include, trigger.path);
  const isIgnoredHere = matcherOf(trigger.ignore, trigger.path);
  const hasExceptions = trigger.ignore.some((pattern) => pattern.trim().startsWith('!'));
  const fromBuild = (inside: string) => {
    if (ignoreFile === undefined) return undefined;
    const relative = relativeTo(ignoreFile.folder, inside);
    return relative === undefined || relative === '' ? undefined : relative;
  };
  const isLeftOut = (inside: string): boolean => {
    const relative = fromBuild(inside);
    return relative !== undefined && ignoreFile?.filter.isExcluded(relative) === true;
  };
  // Who names a file that the build leaves out wants to have it watched nevertheless.
  const obeysBuild = !isLeftOut(path);
  return {
    service,
    trigger,
    path,
    matches: (changed) => {
      const relative = relativeTo(path, changed);
      if (relative === undefined) return false;
      if (trigger.include.length > 0 && !isIncluded(relative)) return false;
      return !isPassing(relative) && !isIgnoredHere(relative) && !(obeysBuild && isLeftOut(changed));
    },
    reaches: (changed) => {
      const relative = relativeTo(path, changed);
      if (relative === undefined || isPassing(relative)) return false;
      if (isIgnoredHere(relative) && !hasExceptions) return false;
      if (!obeysBuild || !isLeftOut(changed)) return true;
      const inContext = fromBuild(changed);
      return inContext !== undefined && ignoreFile?.filter.mayIncludeBelow(inContext) === true;
    },
  };
}

/**
 * Where what a rule matches goes in the container; undefined where nothing is copied. A file with a target that ends in `/`
 * goes into that folder; so does the rule's path when it is gone, as it may have been a file.
 */
export function targetOf(
  { trigger, path }: WatchRule,
  changed: string,
  { isFolder }: { readonly isFolder: boolean },
): string | undefined {
  const relative = relativeTo(path, changed);
  if (trigger.target === undefined || relative === undefined) return undefined;
  const isInside = relative === '' && !isFolder && trigger.target.endsWith('/');
  return posix.join(posix.resolve('/', trigger.target), isInside ? posix.basename(path) : relative);
}

/** The way from a folder to what is in it, empty for itself; undefined for what is elsewhere. */
export function relativeTo(folder: string, path: string): string | undefined {
  if (path === folder) return '';
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
