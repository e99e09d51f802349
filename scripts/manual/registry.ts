import type { registryEntries } from '../../src/diagnostics/catalog/registry.ts';
import type { Manual } from './section.ts';

const image = 'registry.example/shop/web:2';
const registry = 'registry.example';

export const registryManual: Manual<typeof registryEntries> = {
  'registry/bad-name': {
    meaning: 'The image is to be looked up in a registry, and its name cannot be one.',
    repair: 'Correct the name: letters are small, and a digest is `sha256:` and 64 hexadecimal digits.',
    args: { image: 'Shop:latest:2' },
  },
  'registry/unreachable': {
    meaning:
      'No connection to the registry came about. Its certificate is checked, unless the registry is on this machine or `insecure` in registries.conf.',
    repair:
      'See the reason in the message. Certificates of your own go into `/etc/containers/certs.d/HOST/`.',
    args: { image, registry, reason: 'getaddrinfo ENOTFOUND registry.example' },
  },
  'registry/denied': {
    meaning:
      'The registry wants to know who asks, or this user may not see the image. Some say so for images that are not there, too.',
    repair: 'Check the name, and log in with `podman login` or `docker login`: the logins of both are used.',
    args: { image, registry },
  },
  'registry/no-image': {
    meaning: 'The registry has no such repository, or not this tag in it.',
    repair: 'Check the name and the tag, or push the image first.',
    args: { image, registry },
  },
  'registry/failed': {
    meaning: 'The registry answered with an error of its own, also when asked again.',
    repair: 'Wait, or ask who runs it.',
    args: { image, registry, reason: 'too many requests (status 429)' },
  },
  'registry/blocked': {
    meaning: 'registries.conf has `blocked = true` for the registry or a part of it.',
    repair: 'Take the image from another registry, or change the file.',
    args: { image, file: '/etc/containers/registries.conf' },
  },
};
