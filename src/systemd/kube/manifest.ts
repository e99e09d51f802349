import type { Json, JsonObject } from '../../lib/json.ts';

/** A Kubernetes object, as far as it differs from others of its kind. */
export function manifest(
  kind: 'Pod' | 'PersistentVolumeClaim' | 'ConfigMap',
  metadata: {
    readonly name: string;
    readonly labels?: ReadonlyMap<string, string>;
    readonly annotations?: ReadonlyMap<string, string>;
  },
  body: JsonObject,
): JsonObject {
  const { name, labels = new Map<string, string>(), annotations = new Map<string, string>() } = metadata;
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, labels: unlessEmpty(labels), annotations: unlessEmpty(annotations) },
    ...body,
  };
}

/** A list, or nothing for an empty one. */
export function unlessNone<T extends Json>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** An object, or nothing where nothing in it is said. */
export function unlessBlank(value: JsonObject): JsonObject | undefined {
  return Object.values(value).every((member) => member === undefined) ? undefined : value;
}

function unlessEmpty(map: ReadonlyMap<string, string>): JsonObject | undefined {
  return map.size === 0 ? undefined : Object.fromEntries(map);
}
