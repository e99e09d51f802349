import type { Project } from '../../model/project.ts';
import { label } from '../../planner/labels.ts';
import type { VolumeSummary } from '../../podman/replies.ts';
import type { CommandContext } from '../context.ts';
import { exitCode } from '../exit-code.ts';
import { formatRows } from '../format/format-rows.ts';
import type { Row } from '../format/format-rows.ts';
import { printed } from '../format/template-functions.ts';
import { projectContainers } from '../project-containers.ts';
import type { VolumesOptions } from './volumes-command.ts';

/** `selkie volumes` */
export async function run(context: CommandContext, options: VolumesOptions): Promise<number> {
  const { engine, known } = await projectContainers(context, options.targets);
  const all = await engine.client.listVolumes({ label: [`${label.project}=${known.name}`] }, context.signal);
  const wanted = known.project === undefined ? undefined : mountedBy(known.project, options.targets);
  const volumes = all
    .filter(({ name }) => wanted?.has(name) ?? true)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  context.streams.stdout.write(
    options.quiet === true
      ? volumes.map(({ name }) => `${name}\n`).join('')
      : formatRows(volumes.map(rowOf), {
          format: options.format,
          columns: [
            ['DRIVER', 'Driver'],
            ['VOLUME NAME', 'Name'],
          ],
        }),
  );
  return exitCode.done;
}

/** Names of the volumes that services mount; undefined is all. */
function mountedBy(project: Project, services: readonly string[]): ReadonlySet<string> | undefined {
  if (services.length === 0) return undefined;
  const keys = [...project.services.values()]
    .filter(({ name }) => services.includes(name))
    .flatMap(({ mounts }) => mounts)
    .flatMap((mount) => (mount.kind === 'volume' && mount.source !== undefined ? [mount.source] : []));
  return new Set(keys.flatMap((key) => project.volumes.get(key)?.name ?? []));
}

function rowOf({ name, driver, labels, mountpoint, scope }: VolumeSummary): Row {
  return {
    Availability: 'N/A',
    Driver: driver,
    Group: 'N/A',
    Label: (key = '') => labels.get(printed(key)) ?? '',
    Labels: [...labels]
      .map(([key, value]) => `${key}=${value}`)
      .sort()
      .join(','),
    Links: 'N/A',
    Mountpoint: mountpoint,
    Name: name,
    Scope: scope,
    Size: 'N/A',
    Status: 'N/A',
  };
}
