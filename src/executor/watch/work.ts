import { posix } from 'node:path';
import type { ServiceName } from '../../model/ids.ts';
import type { WatchRule } from './watch-rule.ts';
import { relativeTo, targetOf } from './watch-rule.ts';

/** One file, folder or link that has changed. */
export interface FileChange {
  /** Absolute and without links. */
  readonly path: string;
  /** `gone`: nothing is there any more; `new`: a folder that was not there; `replaced`: one in the place of another. */
  readonly state: 'present' | 'new' | 'replaced' | 'gone';
  readonly isFolder: boolean;
}

/** What is to be copied into a service's containers. */
export interface SyncWork {
  /** Paths in the container, to be removed first, with all in them. */
  readonly deletes: readonly string[];
  /** Path in the container → path here. */
  readonly copies: ReadonlyMap<string, string>;
  /** How many files, folders and links have changed. */
  readonly count: number;
}

/** What a batch of changes asks for, in the order in which it is done. Services are named once. */
export interface WatchWork {
  readonly rebuild: readonly ServiceName[];
  readonly sync: ReadonlyMap<ServiceName, SyncWork>;
  readonly restart: readonly ServiceName[];
  /** Rules whose command runs, each once. */
  readonly exec: readonly WatchRule[];
}

/** The work that changes make. A service that is built anew is not restarted as well, unless files were copied for that. */
export function workOf(changes: readonly FileChange[], rules: readonly WatchRule[]): WatchWork {
  const rebuild = new Set<ServiceName>();
  const restart = new Set<ServiceName>();
  const restartWithFiles = new Set<ServiceName>();
  const exec = new Set<WatchRule>();
  const sync = new Map<ServiceName, Sync>();
  for (const rule of rules) {
    const { service, trigger } = rule;
    const own = changes.filter(({ path }) => rule.matches(path));
    if (own.length === 0) continue;
    switch (trigger.action) {
      case 'rebuild':
        rebuild.add(service);
        continue;
      case 'restart':
        restart.add(service);
        continue;
      case 'sync+restart':
        restartWithFiles.add(service);
        break;
      case 'sync+exec':
        exec.add(rule);
        break;
      case 'sync':
        break;
    }
    const work = sync.get(service) ?? { deletes: new Set(), copies: new Map() };
    sync.set(service, work);
    for (const change of own) addTo(work, rule, change);
  }
  for (const service of rebuild) restart.delete(service);
  return {
    rebuild: [...rebuild],
    sync: new Map(
      [...sync]
        .map(([service, work]) => [service, finished(work)] as const)
        .filter(([, { count }]) => count > 0),
    ),
    restart: [...new Set([...restart, ...restartWithFiles])],
    exec: [...exec],
  };
}

/** What is copied when watching begins, of all that is there: folders only where nothing in them is. */
export function initialWork(rule: WatchRule, present: readonly FileChange[]): SyncWork {
  const work: Sync = { deletes: new Set(), copies: new Map() };
  for (const change of present) if (rule.matches(change.path)) addTo(work, rule, change);
  const filled = new Set([...work.copies.keys()].map((target) => posix.dirname(target)));
  for (const target of filled) work.copies.delete(target);
  return finished(work);
}

interface Sync {
  readonly deletes: Set<string>;
  readonly copies: Map<string, string>;
}

function addTo({ deletes, copies }: Sync, rule: WatchRule, change: FileChange): void {
  const { path, state, isFolder } = change;
  const target = targetOf(rule, path, change);
  if (target === undefined) return;
  // That the folder for `/` is gone cannot mean that a container is to be emptied.
  const isWhole = path === rule.path && posix.resolve('/', rule.trigger.target ?? '') === '/';
  if ((state === 'gone' || state === 'replaced') && !isWhole) deletes.add(target);
  // The folder that is copied into keeps the owner and the mode that it has there.
  const isKept = isFolder && path === rule.path && (state === 'present' || isWhole);
  if (state !== 'gone' && !isKept) copies.set(target, path);
}

function finished({ deletes, copies }: Sync): SyncWork {
  const outermost = [...deletes]
    .filter((path) => ![...deletes].some((other) => other !== path && relativeTo(other, path) !== undefined))
    .sort();
  return {
    deletes: outermost,
    copies: new Map([...copies].sort(([a], [b]) => (a < b ? -1 : 1))),
    count: new Set([...outermost, ...copies.keys()]).size,
  };
}
