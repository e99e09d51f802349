import { entry } from '../entry.ts';

/** Image registries, asked without the engine. */
export const registryEntries = {
  'registry/bad-name': entry<{ image: string }>({
    severity: 'error',
    message: ({ image }) => `\`${image}\` is no image name`,
    help: () => 'an image is `[HOST/]PATH[:TAG][@DIGEST]`, the path in small letters',
  }),
  'registry/unreachable': entry<{ image: string; registry: string; reason: string }>({
    severity: 'error',
    message: ({ image, registry, reason }) =>
      `the registry \`${registry}\` cannot be asked for \`${image}\`: ${reason}`,
    help: ({ registry }) =>
      registry === 'localhost'
        ? 'images named `localhost/…` are of this machine only: no registry has them'
        : undefined,
  }),
  'registry/denied': entry<{ image: string; registry: string }>({
    severity: 'error',
    message: ({ image, registry }) => `the registry \`${registry}\` does not show \`${image}\` to this user`,
    help: ({ registry }) => `is the name right, and does \`podman login ${registry}\` help?`,
  }),
  'registry/no-image': entry<{ image: string; registry: string }>({
    severity: 'error',
    message: ({ image, registry }) => `the registry \`${registry}\` has no \`${image}\``,
    help: () => 'check the name and the tag, or push the image first',
  }),
  'registry/failed': entry<{ image: string; registry: string; reason: string }>({
    severity: 'error',
    message: ({ image, registry, reason }) =>
      `the registry \`${registry}\` does not answer for \`${image}\`: ${reason}`,
  }),
  'registry/blocked': entry<{ image: string; file: string }>({
    severity: 'error',
    message: ({ image, file }) => `\`${image}\` is of a registry that \`${file}\` blocks`,
    help: () => 'take the image from another registry, or remove `blocked` from the file',
  }),
} as const;
