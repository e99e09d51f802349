import { pathTable } from './path-table.ts';
import type { PathTable } from './path-table.ts';

/**
 * How two values of a key merge. `deep` is the rule of all others: mappings member by member, lists one behind the other, scalars replaced.
 * `lines` makes both a list of `KEY=value` lines; `union` does so without lines that are there already.
 */
export type MergeRule =
  | 'deep'
  | 'replace'
  | 'lines'
  | 'union'
  | 'logging'
  | 'build'
  | 'dependencies'
  | 'keyed'
  | 'ulimit'
  | 'pools';

/** Keys that merge by a rule of their own. */
export const mergeRules: PathTable<MergeRule> = pathTable<MergeRule>({
  'networks.*.ipam.config': 'pools',
  'networks.*.labels': 'lines',
  'volumes.*.labels': 'lines',
  'services.*.annotations': 'lines',
  'services.*.build': 'build',
  'services.*.build.args': 'lines',
  'services.*.build.additional_contexts': 'lines',
  'services.*.build.extra_hosts': 'union',
  'services.*.build.labels': 'lines',
  'services.*.command': 'replace',
  'services.*.depends_on': 'dependencies',
  'services.*.deploy.labels': 'lines',
  'services.*.dns': 'lines',
  'services.*.dns_opt': 'lines',
  'services.*.dns_search': 'lines',
  'services.*.entrypoint': 'replace',
  'services.*.env_file': 'lines',
  'services.*.label_file': 'lines',
  'services.*.environment': 'lines',
  'services.*.extra_hosts': 'union',
  'services.*.healthcheck.test': 'replace',
  'services.*.labels': 'lines',
  'services.*.volumes.*.volume.labels': 'lines',
  'services.*.logging': 'logging',
  'services.*.models': 'keyed',
  'services.*.networks': 'keyed',
  'services.*.sysctls': 'lines',
  'services.*.tmpfs': 'lines',
  'services.*.ulimits.*': 'ulimit',
});
