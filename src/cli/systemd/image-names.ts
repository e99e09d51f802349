import { bareImageId } from '../../lib/image-id.ts';
import type { ObservedImage } from '../../planner/observed.ts';
import { readShortNames } from '../../podman/registry/short-names.ts';
import { isShortName, knownName } from '../../systemd/image-name.ts';
import type { CommandContext, Engine } from '../context.ts';

/**
 * Short image names → whole ones as Podman resolves them: by the image that it has under the short name, or, where the engine
 * is this machine's, by the aliases that are set up here. What neither tells is absent.
 */
export async function imageNames(
  { host, signal }: CommandContext,
  engine: Engine,
  references: readonly string[],
  images: ReadonlyMap<string, ObservedImage>,
): Promise<ReadonlyMap<string, string>> {
  const short = [...new Set(references)].filter(isShortName);
  if (short.length === 0) return new Map();
  const names = new Map(
    (await engine.client.listImages(signal)).map((image) => [bareImageId(image.id), image.names] as const),
  );
  const isHere = !engine.isRemote && engine.shell === undefined;
  const aliases = isHere ? await readShortNames(host) : new Map<string, string>();
  return new Map(
    short.flatMap((reference) => {
      const id = images.get(reference)?.id;
      const known = id === undefined ? undefined : knownName(reference, names.get(bareImageId(id)) ?? []);
      const [, name = '', tag = ''] = /^(.*?)([:@][^/]*)?$/u.exec(reference) ?? [];
      const alias = aliases.get(name);
      const whole = known ?? (alias === undefined ? undefined : `${alias}${tag}`);
      return whole === undefined ? [] : [[reference, whole] as const];
    }),
  );
}
