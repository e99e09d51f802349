import type { JsonObject } from '../../lib/json.ts';
import type { BindMount, Mount, TmpfsMount } from '../../model/mount.ts';
import { parseBytes } from '../normalize/bytes.ts';
import { bytesAt, choiceAt, flagAt, numberAt, objectAt, pairsAt, textAt, textsAt } from './read.ts';

/** A mount in canonical form. */
export function decodeMount(mount: JsonObject): Mount {
  const base = {
    target: textAt(mount, 'target') ?? '',
    isReadOnly: flagAt(mount, 'read_only'),
    consistency: textAt(mount, 'consistency'),
  };
  const source = textAt(mount, 'source');
  const engineFlags = engineFlagsOf(mount);
  const type = textAt(mount, 'type') ?? 'volume';
  switch (type) {
    case 'bind':
      return {
        ...base,
        kind: 'bind',
        source: source ?? '',
        engineFlags,
        ...bindOptions(objectAt(mount, 'bind')),
      };
    case 'tmpfs': {
      const options = objectAt(mount, 'tmpfs');
      return {
        ...base,
        kind: 'tmpfs',
        sizeBytes: bytesAt(options, 'size'),
        mode: numberAt(options, 'mode'),
        options: [],
      };
    }
    case 'image':
      return {
        ...base,
        kind: 'image',
        source: source ?? '',
        subpath: textAt(objectAt(mount, 'image'), 'subpath'),
      };
    case 'npipe':
    case 'cluster':
    case 'glob':
      return { ...base, kind: type, source };
    default: {
      const options = objectAt(mount, 'volume');
      return {
        ...base,
        kind: 'volume',
        source,
        noCopy: flagAt(options, 'nocopy'),
        subpath: textAt(options, 'subpath'),
        labels: pairsAt(options, 'labels'),
        engineFlags: [...engineFlags, ...selinuxFlag(objectAt(mount, 'bind'))],
      };
    }
  }
}

/** `z` and `Z` of a volume's short form. */
function selinuxFlag(bind: JsonObject): readonly string[] {
  const selinux = textAt(bind, 'selinux');
  return selinux === undefined ? [] : [selinux];
}

function engineFlagsOf(mount: JsonObject): readonly string[] {
  return textsAt(mount, 'x-podman-flags');
}

function bindOptions(
  bind: JsonObject,
): Pick<BindMount, 'propagation' | 'createHostPath' | 'selinux' | 'recursive'> {
  const selinux = textAt(bind, 'selinux');
  const recursive = textAt(bind, 'recursive');
  return {
    propagation: textAt(bind, 'propagation'),
    createHostPath: choiceAt(bind, 'create_host_path') ?? true,
    selinux: selinux === 'z' || selinux === 'Z' ? selinux : undefined,
    recursive:
      recursive === 'enabled' ||
      recursive === 'disabled' ||
      recursive === 'writable' ||
      recursive === 'readonly'
        ? recursive
        : undefined,
  };
}

/** One line of `tmpfs`: `PATH[:OPTION,…]`. */
export function decodeTmpfs(text: string): TmpfsMount {
  const colon = text.indexOf(':');
  const target = colon === -1 ? text : text.slice(0, colon);
  const options =
    colon === -1
      ? []
      : text
          .slice(colon + 1)
          .split(',')
          .filter((option) => option !== '');
  const value = (name: string): string | undefined =>
    options.find((option) => option.startsWith(`${name}=`))?.slice(name.length + 1);
  const size = value('size');
  const sizeBytes = size === undefined ? undefined : parseBytes(size);
  const mode = value('mode');
  const isReadOnly = options.includes('ro');
  return {
    kind: 'tmpfs',
    target,
    isReadOnly,
    consistency: undefined,
    sizeBytes,
    mode: mode === undefined ? undefined : Number.parseInt(mode, 8),
    // The engine refuses an option that is there twice. A share of the memory (`size=50%`) is no number of bytes.
    options: options.filter(
      (option) =>
        option !== 'ro' &&
        !option.startsWith('mode=') &&
        !(option.startsWith('size=') && sizeBytes !== undefined),
    ),
  };
}
