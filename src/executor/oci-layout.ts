import { posix } from 'node:path';
import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import { isJsonObject } from '../lib/json.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { contextStream } from './build-context.ts';
import { contextFilter } from './build-ignore.ts';
import { sentenceOf } from './engine-failure.ts';
import type { Work } from './operations/work.ts';

const refName = 'org.opencontainers.image.ref.name';

/** Brings the image of `oci-layout://PATH[:TAG][@DIGEST]` to the engine, under the given name and no other. */
export async function loadLayout(
  context: string,
  image: string,
  service: string,
  { host, client, project, signal }: Work,
): Promise<void> {
  const [, path = '', tag, digest] =
    /^oci-layout:\/\/(.*?)(?::([\w][\w.-]{0,127}))?(?:@(\w+:[0-9a-f]+))?$/s.exec(context) ?? [];
  const folder = posix.resolve(project?.workingDir ?? '/', path);
  const index = await readIndex(posix.join(folder, 'index.json'), service, host.files);
  const manifests = manifestsOf(index);
  const found = manifests.filter(
    (manifest) =>
      (digest === undefined || manifest['digest'] === digest) &&
      (tag === undefined || digest !== undefined || annotation(manifest) === tag),
  );
  const [only] = found;
  if (only === undefined || found.length > 1) {
    const problem = only === undefined ? 'it has no such image' : `it has ${found.length} images`;
    throw new ToolError(diagnose('execute/bad-oci-layout', { service, path: folder, problem }));
  }
  // The archive says what the image is called, and must not take a name from another one.
  const renamed = { ...index, manifests: [{ ...only, annotations: { [refName]: image } }] };
  const extra = [{ path: 'index.json', data: Buffer.from(JSON.stringify(renamed), 'utf8') }];
  const stream = contextStream(host.files, folder, contextFilter('', folder, new Set()), extra, signal);
  try {
    await client.loadImage(stream.body, signal);
  } catch (error) {
    throw stream.failure() ?? error;
  } finally {
    stream.body.destroy();
  }
}

async function readIndex(path: string, service: string, files: Work['host']['files']): Promise<JsonObject> {
  try {
    const value: unknown = JSON.parse(await files.readText(path));
    if (isJsonObject(value)) return value;
    throw new Error('it is no object');
  } catch (error) {
    throw new ToolError(diagnose('execute/bad-oci-layout', { service, path, problem: sentenceOf(error) }), {
      cause: error,
    });
  }
}

function manifestsOf({ manifests }: JsonObject): readonly JsonObject[] {
  return isList(manifests) ? manifests.filter(isJsonObject) : [];
}

function annotation(manifest: JsonObject): Json | undefined {
  const { annotations } = manifest;
  return isJsonObject(annotations) ? annotations[refName] : undefined;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
