import type { Project } from '../model/project.ts';
import type { ObservedState } from './observed.ts';
import type { ReconcileOptions } from './reconcile-options.ts';

/** An engine of that version that has nothing yet. */
export function emptyEngine(engineVersion: ObservedState['engineVersion']): ObservedState {
  return {
    engineVersion,
    containers: [],
    pods: [],
    networks: [],
    volumes: [],
    secrets: [],
    images: new Map(),
  };
}

/** What `up` without options asks for: all services, started, and only what differs made anew. Nothing is read of secrets' files. */
export function plainUp({ services, placement }: Project): ReconcileOptions {
  const all = new Set(services.keys());
  return {
    selected: all,
    targets: all,
    placement: placement.mode,
    recreate: 'diverged',
    recreateDependencies: false,
    renewAnonymousVolumes: false,
    removeOrphans: false,
    build: 'missing',
    pull: undefined,
    start: true,
    wait: undefined,
    graceMs: undefined,
    scale: new Map(),
    contents: new Map(),
  };
}
