import { posix } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Project } from '../model/project.ts';
import type { FileObject, FileObjectUse } from '../model/secret.ts';
import type { Service } from '../model/service.ts';
import type { FileObjectMount } from './container-design.ts';
import { engineSecretName } from './names.ts';

/** What planning knows of a secret's or config's bytes, never the bytes. */
export interface FileObjectFacts {
  readonly kind: 'file' | 'directory';
  readonly sizeBytes: number;
  /** Eight hexadecimal digits over project, key and bytes: enough to see a change, too little to find a password by. */
  readonly digest: string;
}

/** `secret:KEY` or `config:KEY` → its facts; external objects are not in it. */
export type FileObjectContents = ReadonlyMap<string, FileObjectFacts>;

/** An engine's secret holds 1 to 511,999 bytes (Podman's own bounds). */
const largestSecretBytes = 511_999;

/** The key of a secret or config in `FileObjectContents`. */
export function contentsKey(object: Pick<FileObject, 'kind' | 'key'>): string {
  return `${object.kind}:${object.key}`;
}

/** True when the engine keeps a copy as a secret of its own; what does not fit there is mounted from its file. */
export function isEngineSecret(object: FileObject, contents: FileObjectContents): boolean {
  if (object.source.kind === 'external') return true;
  const facts = contents.get(contentsKey(object));
  return facts?.kind === 'file' && facts.sizeBytes > 0 && facts.sizeBytes <= largestSecretBytes;
}

/** Where a service's secrets and configs are mounted, and from what. */
export function fileObjectMounts(
  project: Project,
  service: Service,
  contents: FileObjectContents,
): { readonly mounts: readonly FileObjectMount[]; readonly diagnostics: readonly Diagnostic[] } {
  const mounts: FileObjectMount[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { object, use } of fileObjectUses(project, service)) {
    const target = targetOf(object, use);
    if (isEngineSecret(object, contents)) {
      mounts.push({
        kind: 'engine-secret',
        name: engineSecretName(object),
        target,
        uid: numericId(use.uid),
        gid: numericId(use.gid),
        mode: use.mode ?? 0o444,
      });
    } else if (object.source.kind === 'file') {
      const { selinux } = object;
      mounts.push({
        kind: 'bind',
        path: object.source.path,
        target,
        ...(selinux === undefined ? {} : { selinux }),
      });
    } else {
      const span = project.origins.find([`${object.kind}s`, object.key]);
      const { kind, key, source } = object;
      diagnostics.push(
        source.kind === 'driver'
          ? diagnose('plan/content-driver', { kind, key, driver: source.driver }, span)
          : diagnose('plan/content-size', { kind, key }, span),
      );
    }
  }
  return { mounts, diagnostics };
}

/** A service's uses of secrets and configs, each with the object that it names. */
export function fileObjectUses(
  project: Project,
  service: Service,
): readonly { readonly object: FileObject; readonly use: FileObjectUse }[] {
  const of = (uses: readonly FileObjectUse[], objects: ReadonlyMap<string, FileObject>) =>
    uses.flatMap((use) => {
      const object = objects.get(use.source);
      return object === undefined ? [] : [{ object, use }];
    });
  return [...of(service.secrets, project.secrets), ...of(service.configs, project.configs)];
}

function targetOf(object: FileObject, use: FileObjectUse): string {
  const base = object.kind === 'secret' ? '/run/secrets' : '/';
  return posix.resolve(base, use.target ?? object.key);
}

function numericId(id: string | undefined): number {
  return id !== undefined && /^\d+$/.test(id) ? Number(id) : 0;
}
