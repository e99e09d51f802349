import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';

const prefix = 'PODMAN_COMPOSE_';

/** Read elsewhere, or by Podman itself. */
const taken: ReadonlySet<string> = new Set([
  'IN_POD',
  'POD_ARGS',
  'DOCKER_COMPOSE_COMPAT',
  'PROVIDER',
  'WARNING_LOGS',
]);

const isOn = (value: string): boolean => /^(?:1|true|yes|on)$/iu.test(value);
const isOff = (value: string): boolean => /^(?:0|false|no|off)$/iu.test(value);

/** Whether `PODMAN_COMPOSE_DOCKER_COMPOSE_COMPAT` asks for docker compose's shape, which is no pod. */
export function wantsDockerShape(env: Readonly<Record<string, string | undefined>>): boolean {
  return isOn(env[`${prefix}DOCKER_COMPOSE_COMPAT`] ?? '');
}

/** Tells of podman-compose's variables that have no effect here, each with what there is instead. */
export function unappliedVariables(env: Readonly<Record<string, string | undefined>>): readonly Diagnostic[] {
  return Object.entries(env)
    .filter(([name, value]) => name.startsWith(prefix) && value !== undefined && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, value = '']) => {
      const why = reason(name.slice(prefix.length), value);
      return why === undefined ? [] : [diagnose('cli/option-ignored', { option: `${name}=${value}`, why })];
    });
}

function reason(key: string, value: string): string | undefined {
  if (taken.has(key)) return undefined;
  switch (key) {
    case 'NAME_SEPARATOR_COMPAT':
      return isOff(value) ? 'names are joined with `-`, as with docker compose' : undefined;
    case 'DEFAULT_NET_BEHAVIOR_COMPAT':
      return isOff(value)
        ? 'services without networks are on one called `default`, as with docker compose'
        : undefined;
    case 'DEFAULT_NET_NAME_COMPAT':
      return isOff(value)
        ? undefined
        : 'podman-compose heeds it in the file only: write `x-podman: {default_net_name_compat: true}`';
    default:
      return 'podman-compose has no such setting';
  }
}
