// Plain Node without dependencies: the fewest calls that bring the same containers up in one pod, with nothing else done.
import { Agent, request } from 'node:http';
import { names } from './projects.mjs';

const concurrency = 4;
const prefix = '/v5.0.0/libpod';
const pod = 'bench-floor';

/** Calls on one engine over connections that are kept. */
export function openApi(socketPath) {
  const agent = new Agent({ keepAlive: true, timeout: 60_000 });
  const call = (method, path, body, accepted = []) =>
    new Promise((resolve, reject) => {
      const payload = body === undefined ? undefined : JSON.stringify(body);
      const headers =
        payload === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
      const sent = request({ agent, socketPath, method, path, headers }, (reply) => {
        const chunks = [];
        reply.on('data', (chunk) => chunks.push(chunk));
        reply.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isFine = reply.statusCode < 300 || accepted.includes(reply.statusCode);
          if (isFine) resolve(text);
          else reject(new Error(`${method} ${path}: ${reply.statusCode} ${text}`));
        });
      });
      sent.on('error', reject);
      sent.end(payload);
    });
  return { call, ping: () => call('GET', '/_ping'), close: () => agent.destroy() };
}

/** Network, volumes and pod; then the infra container starts while the members are made, prepared and started, four at a time. */
export async function floorUp(api, count, image) {
  const { call } = api;
  const post = (path, body) => call('POST', `${prefix}${path}`, body);
  await Promise.all([
    post('/networks/create', { name: `${pod}_default`, driver: 'bridge', dns_enabled: true }),
    ...['data', 'cache'].map((name) => post('/volumes/create', { Name: `${pod}_${name}` })),
  ]);
  const { Id } = JSON.parse(
    await post('/pods/create', {
      name: pod,
      netns: { nsmode: 'bridge' },
      Networks: { [`${pod}_default`]: { aliases: names(count) } },
      shared_namespaces: ['net', 'ipc'],
      hostadd: names(count).map((name) => `${name}:127.0.0.1`),
    }),
  );
  const infra = post(`/containers/${Id.slice(0, 12)}-infra/start`);
  const queue = names(count);
  const work = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const member = `${pod}-${name}-1`;
      await post('/containers/create', {
        name: member,
        image,
        pod,
        command: ['sleep', '3600'],
        init: true,
        utsns: { nsmode: 'private' },
        hostname: name,
        volumes: [
          ...(name === 's1' ? [{ Name: `${pod}_data`, Dest: '/data' }] : []),
          ...(name === `s${count}` ? [{ Name: `${pod}_cache`, Dest: '/cache' }] : []),
        ],
      });
      await infra;
      await post(`/containers/${member}/init`);
      await post(`/containers/${member}/start`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}

/** The pod with all in it, and its network. Volumes stay, as they do with compose. */
export async function floorDown({ call }) {
  await call('DELETE', `${prefix}/pods/${pod}?force=true`, undefined, [404]);
  await call('DELETE', `${prefix}/networks/${pod}_default`, undefined, [404]);
}
