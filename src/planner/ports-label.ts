import { isJsonObject } from '../lib/json.ts';
import { stableJson } from '../lib/stable-json.ts';
import type { PublishedPort } from './container-design.ts';

/** A published port as a container's label has it; `hostPort` 0 was the engine's choice. */
export type LabelPort = Omit<PublishedPort, 'protocol'> & { readonly protocol: string };

/** The text of the label of published ports. */
export function portsLabel(ports: readonly PublishedPort[]): string {
  return stableJson(ports.map((port) => ({ ...port })));
}

/** Reads that label. Another tool may have written it: what is not as expected is left out. */
export function parsePortsLabel(text: string): readonly LabelPort[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items
    .filter(isJsonObject)
    .flatMap(({ containerPort, hostPort, hostIp, protocol }) =>
      typeof containerPort === 'number' && typeof hostPort === 'number' && typeof protocol === 'string'
        ? [{ containerPort, hostPort, protocol, hostIp: typeof hostIp === 'string' ? hostIp : undefined }]
        : [],
    );
}
