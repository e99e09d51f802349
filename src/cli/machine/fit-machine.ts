import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { EngineMachine } from '../../machine/engine-machine.ts';
import { machineOfEngine, placeInMachine } from '../../machine/engine-machine.ts';
import type { ServiceName } from '../../model/ids.ts';
import type { Mount } from '../../model/mount.ts';
import type { Project } from '../../model/project.ts';
import type { Service } from '../../model/service.ts';
import type { CommandContext, Engine } from '../context.ts';

/**
 * The project as an engine in a machine sees it: folders of the host are where the machine has them. One that it does not have
 * rejects with a ToolError before anything is made; a device that it may not have is warned of. Elsewhere the project as it is.
 */
export async function fitMachine(
  context: CommandContext,
  { uri }: Pick<Engine, 'uri'>,
  project: Project,
  selected: ReadonlySet<ServiceName>,
): Promise<Project> {
  const services = [...project.services.values()].filter(({ name }) => selected.has(name));
  if (!services.some(({ mounts, devices }) => mounts.some(isBind) || devices.length > 0)) return project;
  const machine = await machineOfEngine(context.host, uri);
  if (machine === undefined) return project;
  context.report(devicesNotThere(project, services, machine));
  const found: Diagnostic[] = [];
  const fitting = services.map(async (service) => {
    const places = { ...service, mounts: await fit(context, project, service, machine, found) };
    return [service.name, places] as const;
  });
  const fitted = await Promise.all(fitting);
  if (found.length > 0) throw new ToolError(found);
  return { ...project, services: new Map([...project.services, ...fitted]) };
}

function fit(
  { host }: CommandContext,
  project: Project,
  service: Service,
  machine: EngineMachine,
  found: Diagnostic[],
): Promise<readonly Mount[]> {
  const fitted = service.mounts.map(async (mount) => {
    if (!isBind(mount)) return mount;
    const source = await placeInMachine(host, mount.source, machine);
    if (source !== undefined) return source === mount.source ? mount : { ...mount, source };
    // Sockets and the like belong to the machine's own system.
    if (/^\/(?:run|var\/run|proc|sys|dev|etc)(?:\/|$)/u.test(mount.source)) return mount;
    const { name, provider, folders } = machine;
    const span = project.origins.find(['services', service.name, 'volumes']);
    found.push(
      diagnose(
        'machine/not-shared',
        {
          service: service.name,
          source: mount.source,
          name,
          isChangeable: provider === 'rootfs',
          shared: folders === 'drives' ? [] : folders.map((folder) => folder.source),
        },
        span,
      ),
    );
    return mount;
  });
  return Promise.all(fitted);
}

function devicesNotThere(
  project: Project,
  services: readonly Service[],
  { name, provider, usbCount }: EngineMachine,
): readonly Diagnostic[] {
  if (provider !== 'podman' || usbCount > 0) return [];
  return services.flatMap((service) =>
    service.devices
      .filter(({ source }) =>
        /^\/dev\/(?:tty(?:USB|ACM)\d+|bus\/usb|serial\/|hidraw\d+|video\d+)/u.test(source),
      )
      .map(({ source }) =>
        diagnose(
          'machine/device-not-there',
          { service: service.name, device: source, name },
          project.origins.find(['services', service.name, 'devices']),
        ),
      ),
  );
}

function isBind(mount: Mount): mount is Extract<Mount, { kind: 'bind' }> {
  return mount.kind === 'bind';
}
