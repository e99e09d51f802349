import { createApi, jsonBody } from './api.ts';
import { containerFileCalls } from './calls/container-files.ts';
import { containerCalls } from './calls/containers.ts';
import { eventCalls } from './calls/events.ts';
import { imageListCalls } from './calls/image-list.ts';
import { imageCalls } from './calls/images.ts';
import { inspectionCalls } from './calls/inspection.ts';
import { podCalls } from './calls/pods.ts';
import { resourceCalls } from './calls/resources.ts';
import { sessionCalls } from './calls/sessions.ts';
import type { Whereabouts } from './calls/system.ts';
import { systemCalls } from './calls/system.ts';
import type { PodmanClient } from './client.ts';
import type { Features } from './features.ts';
import type { Call, Transport } from './transport.ts';

/** The client of one engine, whose version is known. Closing it closes the transport. */
export function createClient(transport: Transport, features: Features, where: Whereabouts): PodmanClient {
  const api = createApi(transport, features);
  return {
    ...systemCalls(api, where),
    ...containerCalls(api),
    ...sessionCalls(api),
    ...containerFileCalls(api),
    ...inspectionCalls(api),
    ...podCalls(api),
    ...imageCalls(api),
    ...imageListCalls(api),
    ...resourceCalls(api),
    ...eventCalls(api),
    raw: (method, path, body, signal) =>
      transport.json({
        method: methodOf(method),
        path: api.at(path),
        ...(body === undefined ? {} : { body: jsonBody(body) }),
        action: `${method} ${path}`,
        isUnhurried: true,
        signal,
      }),
    close: () => transport.close(),
  };
}

function methodOf(text: string): Call['method'] {
  switch (text) {
    case 'GET':
    case 'POST':
    case 'PUT':
    case 'DELETE':
    case 'HEAD':
      return text;
    default:
      throw new Error(`not an HTTP method: ${text}`);
  }
}
