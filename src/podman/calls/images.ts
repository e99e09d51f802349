import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Api } from '../api.ts';
import { segment } from '../api.ts';
import type { PodmanClient } from '../client.ts';
import { badReply, fieldsOf } from '../decode/fields.ts';
import { decodeBuildContainers, decodeImage } from '../decode/image.ts';
import { decodeProgress } from '../decode/progress.ts';
import { explainRefusal } from '../errors.ts';
import { readJsonLines } from '../ndjson.ts';
import type { ProgressLine } from '../replies.ts';
import type { Answer } from '../transport.ts';

type ImageCalls = Pick<
  PodmanClient,
  | 'imageExists'
  | 'inspectImage'
  | 'pullImage'
  | 'pushImage'
  | 'buildImage'
  | 'tagImage'
  | 'removeImage'
  | 'removeManifest'
  | 'manifestExists'
  | 'loadImage'
  | 'listBuildContainers'
>;

/** The calls on images. */
export function imageCalls({ transport, features, at }: Api): ImageCalls {
  const path = (image: string, verb: string): string => at(`/images/${segment(image)}${verb}`);
  const removeManifest = async (name: string, signal?: AbortSignal): Promise<void> => {
    await transport.send({
      method: 'DELETE',
      path: at(`/manifests/${segment(name)}`),
      action: `remove image \`${name}\``,
      accept: [404],
      isUnhurried: true,
      signal,
    });
  };
  return {
    imageExists: async (image, signal) => {
      const status = await transport.send({
        method: 'GET',
        path: path(image, '/exists'),
        action: `look for image \`${image}\``,
        accept: [404],
        signal,
      });
      return status !== 404;
    },
    inspectImage: async (image, signal) => {
      const { status, body } = await transport.open({
        method: 'GET',
        path: path(image, '/json'),
        action: `inspect image \`${image}\``,
        accept: [404],
        signal,
      });
      if (status === 404) {
        await body.dump();
        return undefined;
      }
      const text = await body.text();
      try {
        return decodeImage(JSON.parse(text));
      } catch (error) {
        throw error instanceof ToolError ? error : badReply('image', 'it is no JSON');
      }
    },
    async *pullImage(image, { policy, platform, auth, isInsecure }, signal) {
      const action = `pull image \`${image}\``;
      const { body } = await transport.open({
        method: 'POST',
        path: at('/images/pull'),
        query: {
          reference: image,
          policy: policy ?? 'always',
          ...platformQuery(platform),
          ...insecureQuery(isInsecure),
          // Only the Docker-shaped answer counts bytes.
          ...(features.hasLayerProgress ? { compatMode: true } : {}),
        },
        ...(auth === undefined ? {} : { headers: { 'X-Registry-Auth': auth } }),
        action,
        isUnhurried: true,
        signal,
      });
      yield* progress(body, (message) => explainRefusal({ action, cause: message }, 500));
    },
    async *pushImage(image, { destination, isForAllPlatforms, auth, isInsecure }, signal) {
      const action = `push image \`${image}\``;
      const { body } = await transport.open({
        method: 'POST',
        path:
          isForAllPlatforms === true
            ? at(`/manifests/${segment(image)}/registry/${segment(destination)}`)
            : path(image, '/push'),
        query: {
          ...(isForAllPlatforms === true ? { all: true } : { destination }),
          // Quiet is the default, and a quiet failure looks like success.
          quiet: false,
          ...insecureQuery(isInsecure),
        },
        ...(auth === undefined ? {} : { headers: { 'X-Registry-Auth': auth } }),
        action,
        isUnhurried: true,
        signal,
      });
      yield* progress(body, (message) => explainRefusal({ action, cause: message }, 500));
    },
    async *buildImage(context, { query, auth }, signal) {
      const tag = query['t'];
      const name = typeof tag === 'string' ? tag : tag?.[0];
      const action = name === undefined ? 'build the image' : `build image \`${name}\``;
      const { body } = await transport.open({
        method: 'POST',
        path: at('/build'),
        query,
        body: { kind: 'stream', value: context, type: 'application/x-tar' },
        ...(auth === undefined ? {} : { headers: { 'X-Registry-Config': auth } }),
        action,
        isUnhurried: true,
        signal,
      });
      // The Dockerfile's own failures are worded by the build; what lies beneath may have a better explanation.
      const explain = (message: string): ReturnType<typeof explainRefusal> => {
        const found = explainRefusal({ action, cause: message }, 500);
        return found.code === 'engine/request-failed' || found.code === 'engine/path-missing'
          ? diagnose('engine/build-failed', { action, cause: message })
          : found;
      };
      yield* imageLast(progress(body, explain));
    },
    tagImage: async (image, repository, tag, signal) => {
      await transport.send({
        method: 'POST',
        path: path(image, '/tag'),
        query: { repo: repository, tag },
        action: `tag image \`${image}\` as \`${repository}:${tag}\``,
        signal,
      });
    },
    removeImage: async (image, signal) => {
      try {
        await transport.send({
          method: 'DELETE',
          path: path(image, ''),
          action: `remove image \`${image}\``,
          accept: [404],
          isUnhurried: true,
          signal,
        });
      } catch (error) {
        if (!isListsName(error)) throw error;
        await removeManifest(image, signal);
      }
    },
    removeManifest,
    manifestExists: async (name, signal) => {
      const status = await transport.send({
        method: 'GET',
        path: at(`/manifests/${segment(name)}/exists`),
        action: `look for image \`${name}\``,
        accept: [404],
        signal,
      });
      return status !== 404;
    },
    loadImage: async (archive, signal) => {
      const { body } = await transport.open({
        method: 'POST',
        path: at('/images/load'),
        body: { kind: 'stream', value: archive, type: 'application/x-tar' },
        action: 'load an image',
        isUnhurried: true,
        signal,
      });
      const [name] = fieldsOf(JSON.parse(await body.text()), 'loaded images').texts('Names');
      if (name === undefined) throw badReply('loaded images', 'there is no name in it');
      return name;
    },
    listBuildContainers: async (signal) =>
      decodeBuildContainers(
        await transport.json({
          method: 'GET',
          path: at('/containers/json'),
          query: { all: true, external: true },
          action: 'list what builds left behind',
          signal,
        }),
      ),
  };
}

/** The lines of a pull's or build's answer; a failure that it reports is thrown. */
async function* progress(
  body: Answer['body'],
  explain: (message: string) => ReturnType<typeof explainRefusal>,
): AsyncGenerator<ProgressLine> {
  const lines = readJsonLines(body, (line) => {
    throw badReply('progress', `a line is no JSON (\`${line.slice(0, 60)}\`)`);
  });
  for await (const value of lines) {
    const line = decodeProgress(value);
    if (line === undefined) continue;
    if (line.kind === 'failure') throw new ToolError(explain(line.message));
    yield line;
  }
}

/** A build's last text is the bare image id: it becomes an `image` line. */
async function* imageLast(lines: AsyncIterable<ProgressLine>): AsyncGenerator<ProgressLine> {
  for await (const line of lines) {
    const id = line.kind === 'text' ? /^([0-9a-f]{64})\n?$/.exec(line.text)?.[1] : undefined;
    yield id === undefined ? line : { kind: 'image', id };
  }
}

/** Absent leaves it to the engine's registries.conf. */
function insecureQuery(isInsecure: boolean | undefined): Record<string, boolean> {
  return isInsecure === true ? { tlsVerify: false } : {};
}

/** `linux/arm64/v8` as the three parameters of a pull. */
function platformQuery(platform: string | undefined): Record<string, string | undefined> {
  if (platform === undefined) return {};
  const [os, arch, variant] = platform.split('/');
  return { OS: os, Arch: arch, Variant: variant };
}

/** The name is that of a list for several platforms, which the engine looks for on the image of its own platform. */
function isListsName(error: unknown): boolean {
  return error instanceof ToolError && /\btag not known\b/.test(JSON.stringify(error.diagnostics));
}
