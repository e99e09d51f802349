import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { parseImageRef } from '../model/image-ref.ts';
import type { Service } from '../model/service.ts';
import { isAtLeast } from '../podman/version.ts';
import type { Emission } from './emission.ts';
import { firstWithPods } from './versions.ts';

/** A key of a service that units cannot say, and what comes of it. */
interface Finding {
  readonly path: readonly (string | number)[];
  readonly why: string;
}

/** One warning for each key that has no equivalent in units, with the place where it is written. */
export function withoutEquivalent(emission: Emission): readonly Diagnostic[] {
  const services = new Map(emission.containers.map(({ service }) => [service.name, service] as const));
  const warning = (service: string, { path, why }: Finding): Diagnostic => {
    const key = path.filter((step) => typeof step === 'string').join('.');
    const span = emission.project.origins.find(['services', service, ...path]);
    return diagnose('systemd/no-equivalent', { key, service, why }, span);
  };
  return [
    ...[...services.values()].flatMap((service) =>
      rules.flatMap((rule) => rule(service, emission).map((finding) => warning(service.name, finding))),
    ),
    ...emission.plan.operations.flatMap((operation) => {
      if (operation.kind === 'start-provider') return [warning(operation.service, provided)];
      if (operation.kind !== 'start-model') return [];
      const path = ['models', operation.model.key];
      return operation.services.map((service) => warning(service, { path, why: modelWhy }));
    }),
  ];
}

const provided: Finding = {
  path: ['provider'],
  why: 'no unit runs its program, and services that depend on it are without the variables that it tells',
};
const modelWhy = 'no unit runs the model, and the variables that say where it is are missing';

/** Images whose names are none: no unit can be made of them. */
export function badImages({ containers, names, project }: Emission): readonly Diagnostic[] {
  const images = new Map(containers.map(({ image, service }) => [image, service.name] as const));
  return [...images].flatMap(([image, service]) =>
    names.images.has(image) || parseImageRef(image) !== undefined || isImageId(image)
      ? []
      : [
          diagnose(
            'systemd/bad-image',
            { image, service },
            project.origins.find(['services', service, 'image']),
          ),
        ],
  );
}

function isImageId(image: string): boolean {
  return /^(?:sha256:)?[0-9a-f]{12,64}$/u.test(image);
}

type Rule = (service: Service, emission: Emission) => readonly Finding[];

const rules: readonly Rule[] = [
  ({ pullPolicy }) =>
    pullPolicy.kind === 'older-than'
      ? [{ path: ['pull_policy'], why: 'a unit fetches its image when it is missing, or at every start' }]
      : [],
  ({ healthcheck }) =>
    healthcheck?.kind === 'check' && healthcheck.test === undefined
      ? [
          {
            path: ['healthcheck'],
            why: "Podman's command line heeds the times only beside a `test`: repeat the image's",
          },
        ]
      : [],
  ({ build }, { names }) =>
    build === undefined || names.images.size > 0
      ? []
      : [
          {
            path: ['build'],
            why: 'only Quadlet of Podman 5.2 and newer builds; `selkie build` has to come first',
          },
        ],
  ({ command, entrypoint }) =>
    command?.length === 0 && entrypoint === undefined
      ? [{ path: ['command'], why: "an empty one is taken for none, and the image's own is run" }]
      : [],
  ({ mounts }) =>
    mounts.flatMap((mount, index) =>
      mount.kind === 'volume' && mount.noCopy && mount.subpath !== undefined
        ? [
            {
              path: ['volumes', index, 'volume', 'nocopy'],
              why: "Podman's command line has no way to say it beside `subpath`",
            },
          ]
        : [],
    ),
  ({ mounts }) =>
    mounts.flatMap((mount, index) =>
      mount.kind === 'volume' && mount.source === undefined
        ? [
            {
              path: ['volumes', index],
              why: 'a volume without a name goes with its container, at every stop',
            },
          ]
        : [],
    ),
  ({ dependsOn }, { target, isQuadlet }) =>
    !isQuadlet || isAtLeast(target.version, firstWithPods)
      ? []
      : [...dependsOn].flatMap(([name, { condition }]) =>
          condition === 'service_healthy'
            ? [
                {
                  path: ['depends_on', name, 'condition'],
                  why: 'units wait for health from Podman 5.0 on; this one waits for the start',
                },
              ]
            : [],
        ),
  ({ build }, { project }) =>
    (build?.secrets ?? []).flatMap(({ source }, index) =>
      project.secrets.get(source)?.source.kind === 'file'
        ? []
        : [{ path: ['build', 'secrets', index], why: 'a unit that builds takes secrets from files only' }],
    ),
];
