import type { PodmanClient } from '../../src/podman/client.ts';
import { featuresOf } from '../../src/podman/features.ts';
import { createClient } from '../../src/podman/libpod-client.ts';
import { createTransport } from '../../src/podman/transport.ts';
import type { FakePodman } from './fake-podman.ts';

/** The real client, of a fake Podman 5.8.6. */
export function clientOf(engine: FakePodman): PodmanClient {
  return createClient(createTransport({ kind: 'unix', path: engine.socket }), featuresOf([5, 8, 6]), {
    uri: `unix://${engine.socket}`,
    source: 'a test',
  });
}
