import { randomBytes } from 'node:crypto';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { BuildSpec } from '../model/build.ts';
import { contextStream } from './build-context.ts';
import { readContextFilter } from './build-ignore.ts';
import { fetchGitFolder, isGitContext } from './git-context.ts';
import { loadLayout } from './oci-layout.ts';
import type { OperationOf, Work } from './operations/work.ts';

/** A context that a Dockerfile reads from by name. */
export interface NamedContext {
  readonly name: string;
  /** `url`: of an archive that the engine fetches itself. */
  readonly kind: 'image' | 'url';
  readonly value: string;
}

/** The contexts of a build as the engine takes them. */
export interface NamedContexts {
  readonly contexts: readonly NamedContext[];
  /** Takes away what was only made for the build. */
  readonly dispose: () => Promise<void>;
}

/**
 * Makes the additional contexts of a build ready. The endpoint of builds takes folders of this machine from Podman 5.6 on only,
 * and in another way than before; an image of the folder does with every version, and keeps the cache as long as files stay.
 */
export async function prepareContexts(
  { service, contextImages }: OperationOf<'build-image'>,
  build: BuildSpec,
  work: Work,
): Promise<NamedContexts> {
  const own: string[] = [];
  const dispose = async (): Promise<void> => {
    // Nothing depends on it, and the build has failed or succeeded already.
    await Promise.all(own.map((image) => work.client.removeImage(image).catch(() => undefined)));
  };
  const prepare = async (name: string, written: string): Promise<NamedContext> => {
    const image = contextImages.get(written) ?? imageNamed(written);
    if (image !== undefined) return { name, kind: 'image', value: image };
    if (!isGitContext(written) && /^https?:\/\//.test(written)) return { name, kind: 'url', value: written };
    const made = `localhost/selkie-context:${randomBytes(8).toString('hex')}`;
    own.push(made);
    if (written.startsWith('oci-layout://')) await loadLayout(written, made, service.name, work);
    else {
      const folder = isGitContext(written) ? await fetchGitFolder(service.name, written, work) : written;
      await imageOfFolder(folder, made, service.name, work);
    }
    return { name, kind: 'image', value: made };
  };
  try {
    const contexts: NamedContext[] = [];
    for (const [name, written] of build.additionalContexts) contexts.push(await prepare(name, written));
    return { contexts, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

function imageNamed(context: string): string | undefined {
  return /^(?:docker-image|container-image|docker):\/\/(.*)$/s.exec(context)?.[1];
}

async function imageOfFolder(
  folder: string,
  image: string,
  service: string,
  { host, client, signal }: Work,
): Promise<void> {
  if ((await host.files.stat(folder))?.kind !== 'directory') {
    throw new ToolError(diagnose('execute/context-missing', { service, path: folder }));
  }
  const filter = await readContextFilter(host.files, folder, undefined);
  const dockerfile = `.selkie-${randomBytes(6).toString('hex')}.dockerfile`;
  const extra = [
    { path: dockerfile, data: Buffer.from('FROM scratch\nCOPY . /\n', 'utf8') },
    { path: '.containerignore', data: Buffer.from(`.containerignore\n${dockerfile}\n`, 'utf8') },
  ];
  const stream = contextStream(host.files, folder, filter, extra, signal);
  const query = { dockerfile, t: image, layers: 'true', timestamp: '0', rm: 'true', forcerm: 'true' };
  try {
    const lines = client.buildImage(stream.body, { query }, signal);
    for await (const line of lines) if (line.kind === 'image') return;
  } catch (error) {
    throw stream.failure() ?? error;
  } finally {
    stream.body.destroy();
  }
}
