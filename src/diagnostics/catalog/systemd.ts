import { entry } from '../entry.ts';

/** What can be said about systemd units. */
export const systemdEntries = {
  'systemd/no-equivalent': entry<{ key: string; service: string; why: string }>({
    severity: 'warning',
    message: ({ key, service, why }) => `\`${key}\` of \`${service}\` is not kept in units: ${why}`,
  }),
  'systemd/strict': entry<{ count: number }>({
    severity: 'error',
    message: ({ count }) =>
      count === 1 ? 'one key cannot be kept in units' : `${count} keys cannot be kept in units`,
    help: () => 'leave `--strict` out to have the units without them',
  }),
  'systemd/version': entry<{ text: string }>({
    severity: 'error',
    message: ({ text }) => `\`${text}\` is no version of Podman`,
    help: () => 'give it as `5.4` or `5.4.2`',
  }),
  'systemd/too-old': entry<{ version: string }>({
    severity: 'error',
    message: ({ version }) =>
      `Podman ${version} cannot give the names that Selkie needs to its Quadlet units`,
    help: () => '`--format units` writes plain units for it',
  }),
  'systemd/no-pods': entry<{ version: string }>({
    severity: 'error',
    message: ({ version }) => `Podman ${version} has no pods in Quadlet, and placement is \`pod\``,
    help: () => 'leave the placement to Selkie, or take Podman 5.0 or newer',
  }),
} as const;
