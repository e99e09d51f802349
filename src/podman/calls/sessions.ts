import type { Api } from '../api.ts';
import { jsonBody, segment } from '../api.ts';
import type { PodmanClient } from '../client.ts';
import { badReply, fieldsOf } from '../decode/fields.ts';

type SessionCalls = Pick<
  PodmanClient,
  | 'attachContainer'
  | 'resizeContainer'
  | 'waitRemoved'
  | 'createExec'
  | 'startExec'
  | 'startExecDetached'
  | 'resizeExec'
  | 'inspectExec'
>;

/** The calls that connect to processes in containers. */
export function sessionCalls({ transport, at }: Api): SessionCalls {
  const container = (name: string, verb: string): string => at(`/containers/${segment(name)}${verb}`);
  const exec = (id: string, verb: string): string => at(`/exec/${segment(id)}${verb}`);
  return {
    attachContainer: (name, { stdin, stdout, stderr, detachKeys }, signal) =>
      transport.hijack({
        method: 'POST',
        path: container(name, '/attach'),
        query: { stream: true, stdin, stdout, stderr, detachKeys },
        action: `attach to container \`${name}\``,
        signal,
      }),
    resizeContainer: async (name, { columns, rows }, signal) => {
      await transport.send({
        method: 'POST',
        path: container(name, '/resize'),
        query: { h: rows, w: columns },
        action: `resize the terminal of container \`${name}\``,
        // It may not run yet, or no more.
        accept: [404, 409, 500],
        signal,
      });
    },
    waitRemoved: async (name, signal) => {
      const reply = await transport.json({
        method: 'POST',
        path: container(name, '/wait'),
        query: { condition: ['removing'], interval: '50ms' },
        action: `wait for container \`${name}\``,
        isUnhurried: true,
        signal,
      });
      if (typeof reply !== 'number') throw badReply('wait', 'a number was expected');
      return reply;
    },
    createExec: async (name, spec, signal) => {
      const reply = await transport.json({
        method: 'POST',
        path: container(name, '/exec'),
        body: jsonBody({
          Cmd: spec.command,
          Env: spec.environment,
          User: spec.user,
          WorkingDir: spec.workingDir,
          Privileged: spec.isPrivileged,
          Tty: spec.hasTty,
          AttachStdin: spec.hasInput,
          AttachStdout: spec.hasOutput,
          AttachStderr: spec.hasOutput,
          DetachKeys: spec.detachKeys,
        }),
        action: `run a command in container \`${name}\``,
        signal,
      });
      return fieldsOf(reply, 'exec').requiredText('Id');
    },
    startExec: (id, { tty, size }, signal) =>
      transport.hijack({
        method: 'POST',
        path: exec(id, '/start'),
        body: jsonBody({ Detach: false, Tty: tty, h: size?.rows, w: size?.columns }),
        action: 'start the command',
        signal,
      }),
    startExecDetached: async (id, signal) => {
      await transport.send({
        method: 'POST',
        path: exec(id, '/start'),
        body: jsonBody({ Detach: true }),
        action: 'start the command',
        isUnhurried: true,
        signal,
      });
    },
    resizeExec: async (id, { columns, rows }, signal) => {
      await transport.send({
        method: 'POST',
        path: exec(id, '/resize'),
        query: { h: rows, w: columns },
        action: 'resize the terminal',
        accept: [404, 409, 500],
        signal,
      });
    },
    inspectExec: async (id, signal) => {
      const state = fieldsOf(
        await transport.json({
          method: 'GET',
          path: exec(id, '/json'),
          action: 'ask for the status of the command',
          signal,
        }),
        'exec',
      );
      return {
        isRunning: state.flag('Running'),
        exitCode: state.number('ExitCode'),
        hostPid: state.number('Pid'),
      };
    },
  };
}
