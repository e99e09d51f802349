import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { Version } from './version.ts';
import { formatVersion, isAtLeast } from './version.ts';

/** The oldest engine that Selkie works with. */
const oldestVersion: Version = [4, 3, 0];

interface FeatureEntry {
  readonly since: Version;
  /** What an engine without it lacks, as `info` prints it. */
  readonly words: string;
}

/** Every difference between engine versions that Selkie's behaviour depends on, with the version that brought it. */
const table = {
  canIgnoreExistingVolume: { since: [4, 4, 0], words: 'creating a volume that may exist already' },
  hasVolumeSubpath: { since: [4, 4, 0], words: 'mounting a folder inside a volume (`subpath`)' },
  hasStartupHealthcheck: {
    since: [4, 4, 0],
    words: 'a health check interval for the start (`start_interval`)',
  },
  canWaitHealthy: { since: [4, 6, 0], words: 'waiting for health (Selkie asks for it again and again)' },
  hasPodRestartPolicy: { since: [4, 6, 0], words: 'restart policies of pods' },
  keepsMemberRestartPolicy: {
    since: [4, 6, 2],
    words: "a restart policy of its own for each of a pod's members",
  },
  endsByKill: {
    since: [4, 7, 0],
    words: 'ending a container that has a restart policy by a signal',
  },
  canReplaceSecret: { since: [4, 7, 0], words: 'replacing a secret in one step' },
  hasLayerProgress: { since: [4, 8, 0], words: 'progress of each layer in pulls' },
  canRemoveExec: { since: [4, 8, 0], words: 'removing ended exec sessions' },
  hasBaseHostsFile: { since: [5, 0, 0], words: "keeping the host's own /etc/hosts out of containers" },
  hasPasta: { since: [5, 0, 0], words: 'pasta as the rootless network' },
  hasHealthLogOptions: { since: [5, 3, 0], words: 'limits for the log of health checks' },
  hasParallelPodRemoval: {
    since: [5, 5, 0],
    words: 'stopping the members of a pod all at once when it is removed',
  },
  hasOrderedPodStop: { since: [5, 5, 0], words: 'stopping the members of a pod in order' },
  hasUnlimitedRlimits: { since: [5, 5, 1], words: 'unlimited (`-1`) ulimits' },
  keepsPlatformsApart: { since: [5, 6, 0], words: 'a build cache that knows platforms' },
  hasRepeatedBuildContexts: { since: [5, 6, 0], words: 'uploading several build contexts' },
  hasLocalBuild: { since: [5, 7, 0], words: 'builds without uploading the context' },
} as const satisfies Record<string, FeatureEntry>;

/** The name of a feature. */
export type FeatureName = keyof typeof table;

/** What one engine can do. */
export type Features = Readonly<Record<FeatureName, boolean>> & {
  readonly version: Version;
  /** Starting, stopping or removing one member holds the whole pod's lock: concurrency gains nothing there. */
  readonly hasPodWideLock: boolean;
  /** Without explicit limits these engines keep the output of health checks without bound. */
  readonly needsHealthLogLimits: boolean;
};

/** What an engine of that version can do. The only place that compares versions. */
export function featuresOf(version: Version): Features {
  const has = (name: FeatureName): boolean => isAtLeast(version, table[name].since);
  const entries = featureNames().map((name) => [name, has(name)] as const);
  return {
    ...(Object.fromEntries(entries) as Readonly<Record<FeatureName, boolean>>),
    version,
    hasPodWideLock: isAtLeast(version, [5, 5, 0]),
    needsHealthLogLimits: isAtLeast(version, [5, 3, 0]) && !isAtLeast(version, [5, 4, 2]),
  };
}

/** What an engine of that version lacks, each with the version that has it. */
export function lackingFeatures(
  version: Version,
): readonly { readonly name: FeatureName; readonly words: string; readonly since: string }[] {
  return featureNames()
    .filter((name) => !isAtLeast(version, table[name].since))
    .map((name) => ({ name, words: table[name].words, since: formatVersion(table[name].since) }));
}

/** Rejects engines that Selkie cannot work with. */
export function refuseTooOld(version: Version, uri: string): void {
  if (isAtLeast(version, oldestVersion)) return;
  throw new ToolError(
    diagnose('engine/too-old', {
      uri,
      version: formatVersion(version),
      oldest: formatVersion(oldestVersion),
    }),
  );
}

function featureNames(): readonly FeatureName[] {
  return Object.keys(table) as FeatureName[];
}
