import type { Hook } from '../../model/service.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import { words } from '../escape.ts';
import type { Entry } from '../unit-file.ts';

/** Commands in the container after its start and before its stop. */
export function hookEntries({ name, service }: ContainerDesign): readonly Entry[] {
  return [
    ...service.postStart.map((hook): Entry => ['ExecStartPost', execLine(name, hook)]),
    // What goes wrong there must not keep the container from stopping.
    ...service.preStop.map((hook): Entry => ['ExecStop', `-${execLine(name, hook)}`]),
  ];
}

function execLine(container: string, { user, isPrivileged, workingDir, environment, command }: Hook): string {
  return words([
    '/usr/bin/podman',
    'exec',
    ...(user === undefined ? [] : [`--user=${user}`]),
    ...(isPrivileged ? ['--privileged'] : []),
    ...(workingDir === undefined ? [] : [`--workdir=${workingDir}`]),
    ...[...environment].map(([key, value]) => `--env=${key}${value === null ? '' : `=${value}`}`),
    container,
    ...command,
  ]);
}
