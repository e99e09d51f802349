import type { JsonObject } from '../../lib/json.ts';
import type { BindMount, Mount, TmpfsMount, VolumeMount } from '../../model/mount.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';
import { listOrNone, mapOrNone } from './process.ts';

/** Everything that is mounted into the container, and its root file system. */
export function mountSpec(design: ContainerDesign): JsonObject {
  const { service, siblings, fileObjects } = design;
  const of = <K extends Mount['kind']>(kind: K): readonly Extract<Mount, { kind: K }>[] =>
    service.mounts.filter((mount): mount is Extract<Mount, { kind: K }> => mount.kind === kind);
  const binds = of('bind');
  return {
    mounts: listOrNone([
      ...binds.filter((mount) => !isOverlay(mount)).map(bindSpec),
      ...of('tmpfs').map(tmpfsSpec),
      ...sharedMemory(design),
      ...apiSocket(design),
      ...fileObjects.flatMap((object) =>
        object.kind === 'bind'
          ? [
              {
                type: 'bind',
                source: object.path,
                destination: object.target,
                options: ['rbind', 'ro', ...(object.selinux === undefined ? [] : [object.selinux])],
              },
            ]
          : [],
      ),
    ]),
    overlay_volumes: listOrNone(
      binds.filter(isOverlay).map(({ source, target }) => ({ source, destination: target })),
    ),
    volumes: listOrNone([
      ...of('volume').map((mount) => volumeSpecOf(mount, design)),
      ...imageVolumes(design),
    ]),
    image_volumes: listOrNone(
      of('image').map((mount) => ({
        Source: mount.source,
        Destination: mount.target,
        ReadWrite: !mount.isReadOnly,
        subPath: mount.subpath,
      })),
    ),
    volumes_from: listOrNone(
      service.volumesFrom.map(({ from, isReadOnly }) => {
        const container = from.kind === 'container' ? from.container : siblings.get(from.service);
        return `${container ?? ''}${isReadOnly ? ':ro' : ''}`;
      }),
    ),
    secrets: listOrNone(
      fileObjects.flatMap((object) =>
        object.kind === 'engine-secret'
          ? [
              {
                Source: object.name,
                Target: object.target,
                UID: object.uid,
                GID: object.gid,
                Mode: object.mode,
              },
            ]
          : [],
      ),
    ),
    read_only_filesystem: service.isReadOnly,
    // As Docker does: read-only means it, and a writable /tmp is asked for with `tmpfs`.
    read_write_tmpfs: false,
    shm_size: design.place.kind === 'pod' ? undefined : service.shmSizeBytes,
    storage_opts: mapOrNone(service.storageOptions),
  };
}

/** Host folders that must be there before the container is created, because `create_host_path` asks for them. */
export function hostPathsToCreate({ service }: ContainerDesign): readonly string[] {
  const paths = service.mounts.flatMap((mount) =>
    mount.kind === 'bind' && mount.createHostPath ? [mount.source] : [],
  );
  return [...new Set(paths)];
}

function bindSpec(mount: BindMount): JsonObject {
  const { source, target, isReadOnly, recursive, propagation, selinux, engineFlags } = mount;
  return {
    type: 'bind',
    source,
    destination: target,
    options: [
      recursive === 'disabled' ? 'bind' : 'rbind',
      isReadOnly ? 'ro' : 'rw',
      ...(propagation === undefined || propagation === '' ? [] : [propagation]),
      ...(selinux === undefined ? [] : [selinux]),
      ...engineFlags,
    ],
  };
}

function isOverlay({ engineFlags }: BindMount): boolean {
  return engineFlags.includes('O');
}

function tmpfsSpec({ target, isReadOnly, sizeBytes, mode, options }: TmpfsMount): JsonObject {
  return {
    type: 'tmpfs',
    source: 'tmpfs',
    destination: target,
    options: [
      ...(isReadOnly ? ['ro'] : []),
      ...(sizeBytes === undefined ? [] : [`size=${sizeBytes}`]),
      ...(mode === undefined ? [] : [`mode=${mode.toString(8)}`]),
      ...tmpfsOptions(options),
    ],
  };
}

/** The engine refuses an owner's id on a tmpfs, and has `U` for what it is used for: the container's own user owns it. */
function tmpfsOptions(options: readonly string[]): readonly string[] {
  const kept = options.filter((option) => !/^[ug]id=/.test(option));
  return kept.length === options.length ? options : [...kept, 'U'];
}

/** A pod's member cannot have `shm_size`: the infra container's is used. A tmpfs in its place can be any size. */
function sharedMemory({ place, service }: ContainerDesign): readonly JsonObject[] {
  const { shmSizeBytes, mounts } = service;
  if (place.kind !== 'pod' || shmSizeBytes === undefined) return [];
  if (service.ipcMode !== undefined || mounts.some(({ target }) => target === '/dev/shm')) return [];
  return [
    {
      type: 'tmpfs',
      source: 'tmpfs',
      destination: '/dev/shm',
      options: [`size=${shmSizeBytes}`, 'mode=1777', 'nosuid', 'nodev', 'noexec', 'notmpcopyup'],
    },
  ];
}

/** Where clients of Docker look for an engine by themselves. */
function apiSocket({ apiSocket: source }: ContainerDesign): readonly JsonObject[] {
  if (source === undefined) return [];
  return [{ type: 'bind', source, destination: '/var/run/docker.sock', options: ['rbind', 'rw'] }];
}

function volumeSpecOf(mount: VolumeMount, { volumeNames, inheritedVolumes }: ContainerDesign): JsonObject {
  const { source, target, isReadOnly, noCopy, subpath, engineFlags } = mount;
  const name = source === undefined ? inheritedVolumes.get(target) : (volumeNames.get(source) ?? source);
  return {
    Name: name,
    Dest: target,
    Options: [isReadOnly ? 'ro' : 'rw', ...(noCopy ? ['nocopy'] : []), ...engineFlags],
    SubPath: subpath,
    IsAnonymous: source === undefined ? true : undefined,
  };
}

/** Anonymous volumes that the image declares, carried over from the container that this one replaces. */
function imageVolumes({ service, inheritedVolumes }: ContainerDesign): readonly JsonObject[] {
  const taken = new Set(service.mounts.map((mount) => mount.target));
  return [...inheritedVolumes]
    .filter(([target]) => !taken.has(target))
    .map(([target, name]) => ({ Name: name, Dest: target, Options: ['rw'], IsAnonymous: true }));
}
