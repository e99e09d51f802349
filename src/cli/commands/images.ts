import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { formatRows } from '../format/format-rows.ts';
import { roughDuration } from '../ps/ago.ts';
import { projectContainers } from '../project-containers.ts';
import { bareImageId, fullImageId } from '../../lib/image-id.ts';
import { formatBytes } from '../../lib/format-bytes.ts';
import type { ImagesOptions } from './images-command.ts';

/** `selkie images` */
export async function run(context: CommandContext, options: ImagesOptions): Promise<number> {
  const { engine, containers } = await projectContainers(context, options.targets);
  const ids = [...new Set(containers.map(({ imageId }) => imageId))];
  const { stdout } = context.streams;
  if (options.quiet === true) {
    stdout.write(ids.map((id) => `${bareImageId(id)}\n`).join(''));
    return exitCode.done;
  }
  const found = await Promise.all(ids.map((id) => engine.client.inspectImage(id, context.signal)));
  const images = new Map(ids.map((id, index) => [id, found[index]]));
  const now = context.host.clock.now();
  const isJson = options.format === 'json';
  const rows = containers.map(({ name, image: reference, imageId }) => {
    const image = images.get(imageId);
    const [repository, tag] = nameOf(image?.tags.includes(reference) === true ? reference : image?.tags[0]);
    const created = image?.createdMs;
    return {
      ID: isJson ? fullImageId(imageId) : bareImageId(imageId).slice(0, 12),
      ContainerName: name,
      Repository: repository,
      Tag: tag,
      Platform: image === undefined ? '' : `${image.os}/${image.architecture}`,
      Size: isJson ? (image?.sizeBytes ?? 0) : formatBytes(image?.sizeBytes ?? 0, 3),
      ...(created === undefined ? {} : { Created: createdText(created, now, isJson) }),
    };
  });
  stdout.write(
    formatRows(rows, {
      format: options.format,
      isJsonList: true,
      columns: [
        ['CONTAINER', 'ContainerName'],
        ['REPOSITORY', 'Repository'],
        ['TAG', 'Tag'],
        ['PLATFORM', 'Platform'],
        ['IMAGE ID', 'ID'],
        ['SIZE', 'Size'],
        ['CREATED', 'Created'],
      ],
    }),
  );
  return exitCode.done;
}

function createdText(createdMs: number, nowMs: number, isJson: boolean): string {
  return isJson ? new Date(createdMs).toISOString() : `${roughDuration(nowMs - createdMs)} ago`;
}

/** Repository and tag; a colon before a slash belongs to a port. */
function nameOf(tag: string | undefined): readonly [string, string] {
  const [, repository = '<none>', word = '<none>'] = /^(.*):([^/:]+)$/u.exec(tag ?? '') ?? [];
  return [repository, word];
}
