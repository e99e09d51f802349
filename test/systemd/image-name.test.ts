import { expect, test } from 'vitest';
import { knownName, qualifiedImage } from '../../src/systemd/image-name.ts';

test.each<[image: string, names: readonly string[], expected: string | undefined]>([
  ['app', ['localhost/app:latest'], 'localhost/app'],
  ['app:2', ['quay.io/team/app:2', 'quay.io/team/app:latest'], 'quay.io/team/app:2'],
  // Podman itself looks there first.
  ['app', ['docker.io/library/app:latest', 'localhost/app:latest'], 'localhost/app'],
  ['team/app', ['quay.io/team/app:latest'], 'quay.io/team/app'],
  ['app', ['localhost/my-app:latest'], undefined],
  ['app', [], undefined],
])('%s is known as one of %j: %s', (image, names, expected) => {
  expect(knownName(image, names)).toBe(expected);
});

test.each<[image: string, isBuiltHere: boolean, expected: string]>([
  ['nginx', false, 'docker.io/library/nginx'],
  ['team/app:1', false, 'docker.io/team/app:1'],
  ['web', true, 'localhost/web'],
  ['fedora', false, 'registry.fedoraproject.org/fedora'],
  ['quay.io/team/app', false, 'quay.io/team/app'],
])('%s, built here or not (%s), is %s', (image, isBuiltHere, expected) => {
  expect(qualifiedImage(image, isBuiltHere, new Map([['fedora', 'registry.fedoraproject.org/fedora']]))).toBe(
    expected,
  );
});
