import type { BuildSpec } from '../../model/build.ts';

/** Docker's `default` and the words of Windows are no isolation of Podman's. */
export function isolationOf({ isolation }: BuildSpec): string | undefined {
  return isolation === 'oci' || isolation === 'chroot' || isolation === 'rootless' ? isolation : undefined;
}

/** Podman keeps a build's cache in a repository of its own, under tags that it chooses itself. */
export function cacheRepository(written: string): readonly string[] {
  const fields = new Map(
    written.split(',').map((field) => [keyOf(field), field.slice(keyOf(field).length + 1)]),
  );
  const type = fields.get('type');
  if (type !== undefined && type !== 'registry') return [];
  const reference = type === undefined ? written : fields.get('ref');
  return reference === undefined ? [] : [reference.replace(/@.*$/s, '').replace(/:[^/:]*$/, '')];
}

function keyOf(field: string): string {
  const equals = field.indexOf('=');
  return equals === -1 ? field : field.slice(0, equals);
}
