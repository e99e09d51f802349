import type { BuildContainer, ImageInspect } from '../replies.ts';
import { fieldsOf, rowsOf } from './fields.ts';

/** `images/N/json`. */
export function decodeImage(value: unknown): ImageInspect {
  const all = fieldsOf(value, 'image');
  const config = all.child('Config');
  // OCI images have no health check in their config; the engine puts a Docker image's at the top.
  const holder = all.has('Healthcheck') ? all : config;
  const test = holder.child('Healthcheck').texts('Test');
  const digest = all.text('Digest');
  return {
    id: all.requiredText('Id'),
    digest: digest === '' ? undefined : digest,
    tags: all.texts('RepoTags'),
    exposedPorts: config.keys('ExposedPorts'),
    volumes: config.keys('Volumes'),
    hasHealthcheck: test.length > 0 && test[0] !== 'NONE',
    createdMs: all.time('Created'),
    labels: config.textMap('Labels'),
    sizeBytes: all.number('Size'),
    os: all.text('Os'),
    architecture: all.text('Architecture'),
  };
}

/** `containers/json?external=true`, without the containers of Podman itself. */
export function decodeBuildContainers(value: unknown): readonly BuildContainer[] {
  return rowsOf(value, 'containers')
    .filter((row) => row.text('State') === 'storage' && row.texts('Command')[0] === 'buildah')
    .map((row) => ({
      id: row.requiredText('Id'),
      image: row.text('Image'),
      imageId: row.text('ImageID'),
      createdMs: row.time('Created') ?? 0,
    }));
}
