import type { Api } from '../api.ts';
import { filtersParameter, jsonBody, segment } from '../api.ts';
import type { PodmanClient } from '../client.ts';
import { decodeContainer, decodeContainers } from '../decode/container.ts';
import { fieldsOf } from '../decode/fields.ts';
import { readFrameBatches, readRaw } from '../frames.ts';

type ContainerCalls = Pick<
  PodmanClient,
  | 'listContainers'
  | 'inspectContainer'
  | 'createContainer'
  | 'initContainer'
  | 'startContainer'
  | 'stopContainer'
  | 'killContainer'
  | 'pauseContainer'
  | 'unpauseContainer'
  | 'waitContainer'
  | 'removeContainer'
  | 'renameContainer'
  | 'runHealthcheck'
  | 'containerLogs'
>;

/** The calls on containers. */
export function containerCalls({ transport, at }: Api): ContainerCalls {
  const path = (container: string, verb: string): string => at(`/containers/${segment(container)}${verb}`);
  return {
    listContainers: async (filters, signal) =>
      decodeContainers(
        await transport.json({
          method: 'GET',
          path: at('/containers/json'),
          query: { all: true, filters: filtersParameter(filters) },
          action: 'list containers',
          signal,
        }),
      ),
    inspectContainer: async (container, signal) =>
      decodeContainer(
        await transport.json({
          method: 'GET',
          path: path(container, '/json'),
          action: `inspect container \`${container}\``,
          signal,
        }),
      ),
    createContainer: async (spec, signal) => {
      const name = typeof spec['name'] === 'string' ? ` \`${spec['name']}\`` : '';
      const reply = await transport.json({
        method: 'POST',
        path: at('/containers/create'),
        body: jsonBody(spec),
        action: `create container${name}`,
        signal,
      });
      return fieldsOf(reply, 'containers/create').requiredText('Id');
    },
    initContainer: async (container, signal) => {
      await transport.send({
        method: 'POST',
        path: path(container, '/init'),
        action: `prepare container \`${container}\``,
        accept: [304],
        isUnhurried: true,
        signal,
      });
    },
    startContainer: async (container, signal) => {
      await transport.send({
        method: 'POST',
        path: path(container, '/start'),
        action: `start container \`${container}\``,
        accept: [304],
        isUnhurried: true,
        signal,
      });
    },
    stopContainer: async (container, { timeoutSeconds }, signal) => {
      await transport.send({
        method: 'POST',
        path: path(container, '/stop'),
        query: { timeout: timeoutSeconds },
        action: `stop container \`${container}\``,
        accept: [304],
        isUnhurried: true,
        signal,
      });
    },
    killContainer: async (container, killSignal, signal) => {
      // 409: it does not run; 404: it is gone. Both are what the caller wants.
      await transport.send({
        method: 'POST',
        path: path(container, '/kill'),
        query: { signal: killSignal },
        action: `send ${killSignal} to container \`${container}\``,
        accept: [404, 409],
        signal,
      });
    },
    pauseContainer: async (container, signal) => {
      await transport.send({
        method: 'POST',
        path: path(container, '/pause'),
        action: `pause container \`${container}\``,
        signal,
      });
    },
    unpauseContainer: async (container, signal) => {
      await transport.send({
        method: 'POST',
        path: path(container, '/unpause'),
        action: `unpause container \`${container}\``,
        signal,
      });
    },
    waitContainer: async (container, conditions, signal) => {
      const { body } = await transport.open({
        method: 'POST',
        path: path(container, '/wait'),
        query: { condition: conditions, interval: '100ms' },
        action: `wait for container \`${container}\``,
        isUnhurried: true,
        signal,
      });
      const answer = (await body.text()).trim();
      return /^\d+$/.test(answer) ? Number(answer) : undefined;
    },
    removeContainer: async (container, { force, volumes, timeoutSeconds }, signal) => {
      await transport.send({
        method: 'DELETE',
        path: path(container, ''),
        query: { force, volumes, timeout: timeoutSeconds },
        action: `remove container \`${container}\``,
        accept: [404],
        isUnhurried: true,
        signal,
      });
    },
    renameContainer: async (container, name, signal) => {
      await transport.send({
        method: 'POST',
        path: path(container, '/rename'),
        query: { name },
        action: `rename container \`${container}\` to \`${name}\``,
        signal,
      });
    },
    runHealthcheck: async (container, signal) => {
      const reply = await transport.json({
        method: 'GET',
        path: path(container, '/healthcheck'),
        action: `run the health check of container \`${container}\``,
        isUnhurried: true,
        signal,
      });
      return fieldsOf(reply, 'healthcheck').text('Status');
    },
    async *containerLogs(container, { isTty, ...options }, signal) {
      const { body } = await transport.open({
        method: 'GET',
        path: path(container, '/logs'),
        query: { stdout: true, stderr: true, ...options },
        action: `read the logs of container \`${container}\``,
        isUnhurried: true,
        signal,
      });
      if (isTty !== true) yield* readFrameBatches(body);
      else for await (const frame of readRaw(body)) yield [frame];
    },
  };
}
