import { createHash } from 'node:crypto';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { Host } from '../host/host.ts';
import type { Project } from '../model/project.ts';
import type { FileObject } from '../model/secret.ts';
import type { Service } from '../model/service.ts';
import { contentsKey, fileObjectUses } from '../planner/file-object-mounts.ts';
import type { FileObjectContents, FileObjectFacts } from '../planner/file-object-mounts.ts';

/** What planning has to know of the secrets and configs that these services use. Each is read once. */
export async function fileObjectContents(
  project: Project,
  services: readonly Service[],
  host: Host,
): Promise<Outcome<FileObjectContents>> {
  const { contents, diagnostics } = await readableContents(project, services, host);
  return { value: diagnostics.length === 0 ? contents : undefined, diagnostics };
}

/** The same for what can be read, for those who can do without the rest; `unread` are the others. */
export async function readableContents(
  project: Project,
  services: readonly Service[],
  host: Host,
): Promise<ReadableContents> {
  const objects = new Map<string, FileObject>();
  for (const service of services) {
    for (const { object } of fileObjectUses(project, service)) objects.set(contentsKey(object), object);
  }
  const diagnostics: Diagnostic[] = [];
  const contents = new Map<string, FileObjectFacts>();
  const unread: FileObject[] = [];
  await Promise.all(
    [...objects].map(async ([key, object]) => {
      try {
        const facts = await factsOf(object, project, host);
        if (facts !== undefined) contents.set(key, facts);
      } catch (error) {
        if (!(error instanceof ToolError)) throw error;
        diagnostics.push(...error.diagnostics);
        unread.push(object);
      }
    }),
  );
  return { contents, unread, diagnostics };
}

/** What could be read of secrets and configs, and what not. */
export interface ReadableContents {
  readonly contents: FileObjectContents;
  readonly unread: readonly FileObject[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The bytes of a secret or config that is not external. A missing file or variable is a ToolError that names it. */
export async function fileObjectBytes(object: FileObject, project: Project, host: Host): Promise<Uint8Array> {
  const { source } = object;
  switch (source.kind) {
    case 'content':
      return new TextEncoder().encode(source.content);
    case 'environment': {
      const value =
        project.environment.get(source.variable) ??
        project.includedValues.get(`${object.kind}s.${object.key}`);
      if (value !== undefined) return new TextEncoder().encode(value);
      throw failure(
        project,
        object,
        diagnose('execute/missing-variable', {
          object: object.kind,
          key: object.key,
          variable: source.variable,
        }),
      );
    }
    case 'file':
      try {
        return await host.files.readBytes(source.path);
      } catch (error) {
        throw failure(project, object, unreadable(object, source.path, error), error);
      }
    case 'external':
    case 'driver':
      throw new Error(`the engine alone has the content of ${object.kind} ${object.key}`);
  }
}

async function factsOf(
  object: FileObject,
  project: Project,
  host: Host,
): Promise<FileObjectFacts | undefined> {
  if (object.source.kind === 'external' || object.source.kind === 'driver') return undefined;
  if (object.source.kind === 'file') {
    const stat = await host.files.stat(object.source.path);
    if (stat?.kind === 'directory') return { kind: 'directory', sizeBytes: 0, digest: 'folder' };
  }
  const bytes = await fileObjectBytes(object, project, host);
  return { kind: 'file', sizeBytes: bytes.byteLength, digest: fileObjectDigest(object, project, bytes) };
}

/** What tells a secret's or config's content from another, and nothing of what it is. */
export function fileObjectDigest(
  object: Pick<FileObject, 'kind' | 'key'>,
  project: Pick<Project, 'name'>,
  bytes: Uint8Array,
): string {
  return createHash('sha256')
    .update(`${project.name} ${contentsKey(object)}\0`)
    .update(bytes)
    .digest('hex')
    .slice(0, 8);
}

function failure(project: Project, object: FileObject, failed: Diagnostic, cause?: unknown): ToolError {
  const span = project.origins.find([`${object.kind}s`, object.key]);
  return new ToolError(span === undefined ? failed : { ...failed, span }, { cause });
}

function unreadable(object: FileObject, path: string, error: unknown): Diagnostic {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const problem =
    code === 'ENOENT' ? 'it is not there' : code === 'EACCES' ? 'permission denied' : code || String(error);
  return diagnose('execute/unreadable-file', { object: `${object.kind} \`${object.key}\``, path, problem });
}
