import type { PlacementMode, PlacementSettings } from '../model/placement.ts';
import type { Project } from '../model/project.ts';
import { decodePodArgs } from '../parser/decode/pod-args.ts';
import { shellWords } from '../parser/normalize/shell-words.ts';
import type { GlobalOptions } from './globals.ts';
import { wantsDockerShape } from './podman-compose-variables.ts';

/**
 * The file's settings under those of the command line and podman-compose's variables (`PODMAN_COMPOSE_IN_POD`,
 * `PODMAN_COMPOSE_POD_ARGS`, `PODMAN_COMPOSE_DOCKER_COMPOSE_COMPAT`). `--placement` comes first, then `--in-pod`, the variable,
 * and the file.
 */
export function placementOf(
  { placement: written }: Pick<Project, 'placement'>,
  globals: Pick<GlobalOptions, 'placement' | 'inPod' | 'podArgs'>,
  env: Readonly<Record<string, string | undefined>>,
): PlacementSettings {
  const inPod = globals.inPod ?? nonEmpty(env['PODMAN_COMPOSE_IN_POD']);
  const podArgs = globals.podArgs ?? nonEmpty(env['PODMAN_COMPOSE_POD_ARGS']);
  const isOff = inPod === 'false' || inPod === '0';
  const isOn = inPod === 'true' || inPod === '1';
  return {
    mode: globals.placement ?? (inPod === undefined ? modeWithout(written, env) : isOff ? 'network' : 'auto'),
    podName: inPod === undefined || isOff || isOn ? written.podName : inPod,
    podOptions: podArgs === undefined ? written.podOptions : decodePodArgs(shellWords(podArgs) ?? [podArgs]),
  };
}

/** Docker compose's shape, which is no pod, unless the file says where services live. */
function modeWithout(
  { mode, podName }: PlacementSettings,
  env: Readonly<Record<string, string | undefined>>,
): PlacementMode {
  return mode === 'auto' && podName === undefined && wantsDockerShape(env) ? 'network' : mode;
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
