import { isAbsolute, join } from 'node:path';
import type { BuildSpec } from '../../model/build.ts';
import type { Service } from '../../model/service.ts';
import { label } from '../../planner/labels.ts';
import { cacheRepository, isolationOf } from '../../podman/spec-generator.ts';
import type { Emission } from '../emission.ts';
import { rawText, word, words } from '../escape.ts';
import { qualifiedImage } from '../image-name.ts';
import type { Entry, UnitFile } from '../unit-file.ts';
import { hasKey } from '../versions.ts';
import { labelEntries, quadletSection } from './common.ts';

/** The `.build` file of an image. Like `up`, it builds what is not there, and leaves alone what is. */
export function buildUnit(image: string, service: Service, build: BuildSpec, emission: Emission): UnitFile {
  const stem = emission.names.images.get(image) ?? service.name;
  const { target, project } = emission;
  const name = qualifiedImage(image, true, target.imageNames);
  const labels = new Map([[label.project, String(project.name)], ...build.labels]);
  const test = '! /usr/bin/podman image exists "$$0"';
  return {
    name: `${stem}.build`,
    unit: `${stem}-build.service`,
    role: { kind: 'image', name },
    sections: [
      { name: 'Unit', entries: [['Description', `Image of ${service.name} of ${project.name}`]] },
      {
        name: 'Build',
        entries: [
          ['ImageTag', rawText(name) ?? name],
          ['SetWorkingDirectory', rawText(build.context) ?? build.context],
          ...fileEntries(build, stem),
          ...(build.target === undefined ? [] : [['Target', rawText(build.target) ?? build.target] as const]),
          ...(build.network === undefined
            ? []
            : [['Network', rawText(build.network) ?? build.network] as const]),
          ...(build.pull ? ([['Pull', 'always']] as const) : []),
          ...argumentEntries(build, emission),
          ...secretEntries(build, emission),
          ...labelEntries(labels, 'Build', emission),
          ...flagEntries(service, build),
        ],
      },
      {
        name: 'Service',
        entries: [
          ['RemainAfterExit', 'yes'],
          ['TimeoutStartSec', 'infinity'],
          ['ExecCondition', `/bin/sh -c '${test}' ${word(name)}`],
        ],
      },
      quadletSection(emission),
    ],
  };

  function argumentEntries({ args }: BuildSpec, { project: { environment } }: Emission): readonly Entry[] {
    const isKey = hasKey('Build', 'BuildArg', target.version);
    return [...args].flatMap(([key, written]): readonly Entry[] => {
      const value = written ?? environment.get(key);
      if (value === undefined) return [];
      return [
        isKey ? ['BuildArg', word(`${key}=${value}`)] : ['PodmanArgs', word(`--build-arg=${key}=${value}`)],
      ];
    });
  }
}

/** The name of the file that a Dockerfile written into the compose file becomes. */
export function inlineFileName(stem: string): string {
  return `${stem}.Containerfile`;
}

function fileEntries({ context, dockerfile, dockerfileInline }: BuildSpec, stem: string): readonly Entry[] {
  if (dockerfileInline !== undefined) return [['File', `./${inlineFileName(stem)}`]];
  if (dockerfile === undefined) return [];
  const path = isAbsolute(dockerfile) || !isAbsolute(context) ? dockerfile : join(context, dockerfile);
  return [['File', rawText(path) ?? path]];
}

/** Secrets from files. What comes from elsewhere is only at hand when Selkie itself builds. */
function secretEntries({ secrets }: BuildSpec, { project }: Emission): readonly Entry[] {
  return secrets.flatMap(({ source, target }): readonly Entry[] => {
    const object = project.secrets.get(source);
    if (object?.source.kind !== 'file') return [];
    return [['Secret', word(`id=${target ?? source},src=${object.source.path}`)]];
  });
}

function flagEntries(service: Service, build: BuildSpec): readonly Entry[] {
  const platform = service.platform ?? build.platforms[0];
  const isolation = isolationOf(build);
  const flags = [
    // Keeps HEALTHCHECK, SHELL and ONBUILD, which the other format has no place for.
    '--format=docker',
    ...build.tags.map((tag) => `--tag=${tag}`),
    ...(platform === undefined ? [] : [`--platform=${platform}`]),
    // Podman's cache knows no stages.
    ...(build.noCache || build.noCacheFilter.length > 0 ? ['--no-cache'] : []),
    ...(isolation === undefined ? [] : [`--isolation=${isolation}`]),
    ...(build.isPrivileged ? privileges : []),
    ...build.cacheFrom.flatMap(cacheRepository).map((from) => `--cache-from=${from}`),
    ...build.cacheTo.flatMap(cacheRepository).map((to) => `--cache-to=${to}`),
    ...[...build.additionalContexts].map(([key, value]) => `--build-context=${key}=${value}`),
    ...[...build.ssh].map(([id, path]) => `--ssh=${id}${path === undefined ? '' : `=${path}`}`),
    ...build.extraHosts.map(({ host, address }) => `--add-host=${host}:${address}`),
    ...(build.shmSizeBytes === undefined ? [] : [`--shm-size=${build.shmSizeBytes}b`]),
    ...[...build.ulimits].map(([key, { soft, hard }]) => `--ulimit=${key}=${soft}:${hard}`),
  ];
  return flags.map((flag): Entry => ['PodmanArgs', words([flag])]);
}

/** What `privileged` means for the commands of a build. */
const privileges = ['--cap-add=ALL', '--security-opt=seccomp=unconfined', '--security-opt=label=disable'];
