import { join } from 'node:path';
import type { Host } from '../../host/host.ts';
import type { Places } from './places.ts';

/** Name → text of every file of a project, its target among them. */
export type FileTexts = ReadonlyMap<string, string>;

/** The first line of every unit that is written. */
export function firstLine(project: string): string {
  return `Made by \`selkie systemd\` for project ${project}.`;
}

/** Where a file of a project belongs. */
export function pathOf({ quadlets, units }: Places, project: string, file: string): string {
  return file.endsWith('.target') ? join(units, file) : join(quadlets, project, file);
}

/** The files of a project that are installed; empty when it is not. */
export async function readInstalled(host: Host, places: Places, project: string): Promise<FileTexts> {
  const folder = join(places.quadlets, project);
  const names = await listOf(host, folder);
  const target = `${project}.target`;
  const texts = new Map<string, string>();
  for (const name of names) texts.set(name, await host.files.readText(join(folder, name)));
  const path = join(places.units, target);
  if ((await host.files.stat(path)) !== undefined) {
    const text = await host.files.readText(path);
    if (text.includes(firstLine(project))) texts.set(target, text);
  }
  return texts;
}

/** The projects that are installed, sorted. */
export async function installedProjects(host: Host, places: Places): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await listOf(host, places.quadlets)) {
    if ((await host.files.stat(join(places.quadlets, name)))?.kind !== 'directory') continue;
    const texts = await readInstalled(host, places, name);
    if ([...texts.values()].some((text) => text.includes(firstLine(name)))) found.push(name);
  }
  return found;
}

/** The unit that the generator makes of a file; undefined for one that is no unit. */
export function unitOfFile(file: string): string | undefined {
  const [, stem, kind] = /^(.*)\.(container|pod|network|volume|build|target)$/u.exec(file) ?? [];
  if (stem === undefined || kind === undefined) return undefined;
  if (kind === 'target') return file;
  return kind === 'container' ? `${stem}.service` : `${stem}-${kind}.service`;
}

/** The units of some files that run something: not those that only make a network, volume or image. */
export function runningUnits(files: Iterable<string>): readonly string[] {
  return [...files]
    .filter((file) => /\.(?:container|pod|target)$/u.test(file))
    .flatMap((file) => unitOfFile(file) ?? []);
}

/** Every unit of some files. */
export function allUnits(files: Iterable<string>): readonly string[] {
  return [...files].flatMap((file) => unitOfFile(file) ?? []);
}

async function listOf(host: Host, folder: string): Promise<readonly string[]> {
  return (await host.files.stat(folder))?.kind === 'directory' ? host.files.list(folder) : [];
}
