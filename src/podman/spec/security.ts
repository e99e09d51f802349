import type { JsonObject } from '../../lib/json.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import { isOwnNamespace, withLowPorts } from './low-ports.ts';
import { listOrNone, mapOrNone } from './process.ts';

/** Rights: capabilities, privilege, security options, sysctls. */
export function securitySpec({ service, place }: ContainerDesign): JsonObject {
  // The pod holds the network's sysctls: set on a member, they would change all members.
  const own = new Map(
    [...service.sysctls].filter(([key]) => place.kind !== 'pod' || !key.startsWith('net.')),
  );
  const hasNamespace = place.kind === 'beside' || (place.kind === 'mode' && isOwnNamespace(place.mode));
  return {
    cap_add: listOrNone(service.capAdd.map(capability)),
    cap_drop: listOrNone(service.capDrop.map(capability)),
    privileged: service.isPrivileged,
    sysctl: mapOrNone(hasNamespace ? withLowPorts(own) : own),
    ...optionSpec(service.securityOptions),
  };
}

/** `cap_net_admin` and `NET_ADMIN` are one. */
function capability(text: string): string {
  return text.toUpperCase().replace(/^CAP_/, '');
}

/** `security_opt`: `key=value`, or Docker's older `key:value`. Later ones win where only one can be. */
function optionSpec(options: readonly string[]): JsonObject {
  const spec: {
    no_new_privileges?: boolean;
    seccomp_profile_path?: string;
    apparmor_profile?: string;
    label_nested?: boolean;
    selinux_opts?: string[];
    mask?: string[];
    unmask?: string[];
    procfs_opts?: string[];
  } = {};
  for (const option of options) {
    const [, key = '', value = ''] = /^([a-z-]+)(?:[=:](.*))?$/s.exec(option) ?? [];
    switch (key) {
      case 'no-new-privileges':
        spec.no_new_privileges = value !== 'false';
        break;
      case 'seccomp':
        spec.seccomp_profile_path = value;
        break;
      case 'apparmor':
        spec.apparmor_profile = value;
        break;
      case 'label':
        if (value === 'nested') spec.label_nested = true;
        else spec.selinux_opts = [...(spec.selinux_opts ?? []), value];
        break;
      case 'mask':
        spec.mask = [...(spec.mask ?? []), ...value.split(':')];
        break;
      case 'unmask':
        spec.unmask = [...(spec.unmask ?? []), ...value.split(':')];
        break;
      case 'proc-opts':
        spec.procfs_opts = value.split(',');
        break;
      case 'systempaths':
        if (value === 'unconfined') spec.unmask = ['ALL'];
        break;
      default:
        break;
    }
  }
  return spec;
}
