import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Project } from '../model/project.ts';
import type { Service } from '../model/service.ts';
import {
  unappliedFileObjectKeys,
  unappliedKeys,
  unappliedNetworkKeys,
  unappliedTopLevelKeys,
  unappliedVolumeKeys,
} from './unapplied.ts';
import type { UnappliedKey } from './unapplied.ts';

/** One warning for each key that is valid but not applied, wherever it stands: nothing is dropped in silence. */
export function unappliedWarnings(project: Project, services: readonly Service[]): readonly Diagnostic[] {
  const found = new Map<string, { why: string; users: string[]; span: Span | undefined }>();
  const add = (
    where: string,
    path: readonly string[],
    user: string | undefined,
    keys: readonly UnappliedKey[],
  ) => {
    for (const { key, path: inner, why } of keys) {
      const name = `${where}${key}`;
      const known = found.get(name);
      if (known === undefined) {
        const span = project.origins.find([...path, ...inner]);
        found.set(name, { why, users: user === undefined ? [] : [user], span });
      } else if (user !== undefined && !known.users.includes(user)) known.users.push(user);
    }
  };
  for (const service of services) {
    add('', ['services', service.name], service.name, unappliedKeys(service));
  }
  for (const [key, network] of project.networks) {
    add('networks.*.', ['networks', key], undefined, unappliedNetworkKeys(network));
  }
  for (const [key, volume] of project.volumes) {
    add('volumes.*.', ['volumes', key], undefined, unappliedVolumeKeys(volume));
  }
  for (const [section, objects] of [
    ['secrets', project.secrets],
    ['configs', project.configs],
  ] as const) {
    for (const [key, object] of objects) {
      add(`${section}.*.`, [section, key], undefined, unappliedFileObjectKeys(object));
    }
  }
  add('', [], undefined, unappliedTopLevelKeys(project));
  return [...found].map(([key, { why, users, span }]) =>
    diagnose('plan/not-applied', { key, services: users, why }, span),
  );
}
