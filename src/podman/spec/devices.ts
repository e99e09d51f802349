import type { JsonObject } from '../../lib/json.ts';
import type { DeviceMapping, DeviceRequest } from '../../model/resources.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import { listOrNone } from './process.ts';

/** Devices, by path and by CDI name, and the rules of the device cgroup. */
export function deviceSpec({ service }: ContainerDesign): JsonObject {
  const paths = [...service.devices.map(devicePath), ...service.deviceRequests.flatMap(cdiNames)];
  return {
    devices: listOrNone([...new Set(paths)].map((path) => ({ path }))),
    device_cgroup_rule: listOrNone(service.deviceCgroupRules.flatMap(cgroupRule)),
  };
}

/** The CDI names that a request for devices stands for: Podman knows no other kind of request. */
function cdiNames({ driver, count, deviceIds, capabilities }: DeviceRequest): readonly string[] {
  if (driver === 'cdi' || deviceIds.some((id) => id.includes('='))) return deviceIds;
  const kind = cdiKind(driver, capabilities);
  if (kind === undefined) return [];
  if (deviceIds.length > 0) return deviceIds.map((id) => `${kind}=${id}`);
  if (count === undefined || count === -1) return [`${kind}=all`];
  return Array.from({ length: count }, (_, index) => `${kind}=${index}`);
}

function cdiKind(driver: string | undefined, capabilities: readonly string[]): string | undefined {
  if (driver !== undefined && driver !== '') return driver.includes('/') ? driver : `${driver}.com/gpu`;
  return capabilities.some((word) => word === 'gpu' || word === 'nvidia') ? 'nvidia.com/gpu' : undefined;
}

/** `PATH[:TARGET[:RIGHTS]]`, or a CDI name, which stands alone whatever its canonical form says beside it. */
function devicePath({ source, target, permissions }: DeviceMapping): string {
  if (isCdiName(source)) return source;
  if (target === undefined && permissions === undefined) return source;
  return [source, target ?? source, ...(permissions === undefined ? [] : [permissions])].join(':');
}

/** `c 1:3 rwm`; `*` is any number. */
function cgroupRule(text: string): readonly JsonObject[] {
  const match = /^\s*([abc])\s+(\d+|\*):(\d+|\*)\s+([rwm]+)\s*$/.exec(text);
  if (match === null) return [];
  const number = (word: string | undefined): number | undefined =>
    word === undefined || word === '*' ? undefined : Number(word);
  return [
    { allow: true, type: match[1], major: number(match[2]), minor: number(match[3]), access: match[4] },
  ];
}

/** `VENDOR.example/CLASS=NAME`. */
function isCdiName(text: string): boolean {
  return /^[\w.-]+\/[\w.-]+=[\w.:-]+$/.test(text);
}
