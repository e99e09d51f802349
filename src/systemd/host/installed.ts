import { join } from 'node:path/posix';
import type { Places } from './places.ts';
import type { Site } from './site.ts';

/** Name → text of every file of a project, those that are no Quadlet files among them. */
export type FileTexts = ReadonlyMap<string, string>;

/** The first line of every unit that is written. */
export function firstLine(project: string): string {
  return `Made by \`selkie systemd\` for project ${project}.`;
}

/** Where a file of a project belongs. */
export function pathOf({ quadlets, units }: Places, project: string, file: string): string {
  return isPlain(file) ? join(units, file) : join(quadlets, project, file);
}

/** True for a file that systemd reads itself, without Podman's generator. */
export function isPlain(file: string): boolean {
  return /\.(?:target|service)$/u.test(file);
}

/** The files of a project that are installed; empty when it is not. */
export async function readInstalled(site: Site, places: Places, project: string): Promise<FileTexts> {
  const quadlets = await site.readTexts(join(places.quadlets, project), () => true);
  const plain = await plainUnits(site, places);
  return new Map([
    // What somebody else put there stays theirs.
    ...[...quadlets].filter(([name, text]) => ownerOf(text) === project || name.endsWith('.Containerfile')),
    ...plain.flatMap(({ name, text, owner }) => (owner === project ? [[name, text] as const] : [])),
  ]);
}

/** Removes a project's folder once nothing is left in it. */
export async function removeFolder(site: Site, { quadlets }: Places, project: string): Promise<void> {
  const folder = join(quadlets, project);
  const isThere = (await site.files.stat(folder))?.kind === 'directory';
  if (isThere && (await site.files.list(folder)).length === 0) await site.files.remove(folder);
}

/** The projects that are installed, sorted. */
export async function installedProjects(site: Site, places: Places): Promise<readonly string[]> {
  const found = new Set((await plainUnits(site, places)).map(({ owner }) => owner));
  const isThere = (await site.files.stat(places.quadlets))?.kind === 'directory';
  for (const name of isThere ? await site.files.list(places.quadlets) : []) {
    const texts = await site.readTexts(join(places.quadlets, name), () => true);
    if ([...texts.values()].some((text) => ownerOf(text) === name)) found.add(name);
  }
  return [...found].sort();
}

/** The unit that comes of a file; undefined for one that is no unit. */
export function unitOfFile(file: string): string | undefined {
  if (isPlain(file)) return file;
  const [, stem, kind] = /^(.*)\.(container|pod|network|volume|build)$/u.exec(file) ?? [];
  if (stem === undefined || kind === undefined) return undefined;
  return kind === 'container' ? `${stem}.service` : `${stem}-${kind}.service`;
}

/** The units of some files that run something: not those that only make a network, volume or image. */
export function runningUnits(files: Iterable<string>): readonly string[] {
  return [...files]
    .filter((file) => /\.(?:container|pod|target)$|^(?:container|pod)-.*\.service$/u.test(file))
    .flatMap((file) => unitOfFile(file) ?? []);
}

/** True for a file whose unit makes a network. */
export function isNetwork(file: string): boolean {
  return /\.network$|^network-.*\.service$/u.test(file);
}

/** True for a project whose containers are plain units, without Quadlet. */
export function isPlainProject(texts: FileTexts): boolean {
  return [...texts.keys()].some((file) => file.endsWith('.service'));
}

/** Every unit of some files. */
export function allUnits(files: Iterable<string>): readonly string[] {
  return [...files].flatMap((file) => unitOfFile(file) ?? []);
}

interface PlainUnit {
  readonly name: string;
  readonly text: string;
  /** The project that it was made for. */
  readonly owner: string;
}

/** The units of ours that stand among everybody's. */
async function plainUnits(site: Site, { units }: Places): Promise<readonly PlainUnit[]> {
  const mayBeOurs = /^(?:container|pod|network|volume)-.*\.service$|\.target$/u;
  const texts = await site.readTexts(units, (name) => mayBeOurs.test(name));
  return [...texts].flatMap(([name, text]) => {
    const owner = ownerOf(text);
    return owner === undefined ? [] : [{ name, text, owner }];
  });
}

function ownerOf(text: string): string | undefined {
  return /^# Made by `selkie systemd` for project (\S+)\.$/mu.exec(text)?.[1];
}
