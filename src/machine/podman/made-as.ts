import { isJsonObject } from '../../lib/json.ts';
import type { RealSettings } from '../machine.ts';
import type { MachineContext } from '../provider.ts';

/** What Podman forgets of a machine once it is made. */
export type MadeAs = Pick<RealSettings, 'image' | 'timezone' | 'swapBytes'>;

type Place = Pick<MachineContext, 'host' | 'stateDir'>;

/** Keeps what a machine was made as. `created` tells it from another one of the same name. */
export async function keepMadeAs(place: Place, name: string, created: string, made: MadeAs): Promise<void> {
  await place.host.files.write(
    fileOf(place, name),
    `${JSON.stringify({ created, ...made }, undefined, 2)}\n`,
  );
}

/** What the machine of that name and time was made as; undefined where Selkie did not make it. */
export async function readMadeAs(place: Place, name: string, created: string): Promise<MadeAs | undefined> {
  const text = await place.host.files.readText(fileOf(place, name)).catch(() => '');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonObject(data) || data['created'] !== created) return undefined;
  const { image, timezone, swapBytes } = data;
  return {
    image: typeof image === 'string' ? image : undefined,
    timezone: typeof timezone === 'string' ? timezone : undefined,
    swapBytes: typeof swapBytes === 'number' ? swapBytes : undefined,
  };
}

/** Forgets it again. */
export async function forgetMadeAs(place: Place, name: string): Promise<void> {
  await place.host.files.remove(fileOf(place, name));
}

function fileOf({ stateDir }: Place, name: string): string {
  return `${stateDir}/podman-machines/${name}.json`;
}
