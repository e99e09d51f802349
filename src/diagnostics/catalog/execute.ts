import { entry } from '../entry.ts';

/** The end of a container's output, or of its health check's: what explains a failure best. */
export interface Output {
  /** At most five lines, oldest first; empty when there is none. */
  readonly lines: readonly string[];
}

/** Applying a plan. */
export const executeEntries = {
  'execute/dependency-unhealthy': entry<{ container: string; service: string; checkOutput: string } & Output>(
    {
      severity: 'error',
      message: ({ container }) => `dependency failed to start: container ${container} is unhealthy`,
      help: ({ checkOutput, service, lines }) =>
        checkOutput === ''
          ? withOutput(`its health check fails and says nothing; see \`selkie logs ${service}\``, lines)
          : withOutput(`its health check said: ${checkOutput}`, lines),
    },
  ),
  'execute/dependency-exited': entry<
    { container: string; service: string; exitCode: number; problem: string } & Output
  >({
    severity: 'error',
    message: ({ container, exitCode }) =>
      `dependency failed to start: container ${container} exited (${exitCode})`,
    help: ({ exitCode, problem, service, lines }) =>
      withOutput(problem === '' ? exitHint(exitCode, service, lines) : problem, lines),
  }),
  'execute/dependency-gone': entry<{ container: string }>({
    severity: 'error',
    message: ({ container }) => `dependency failed to start: container ${container} was removed meanwhile`,
    help: () => 'something else works on this project at the same time; run the command again',
  }),
  'execute/not-completed': entry<
    { service: string; container: string; exitCode: number; problem: string } & Output
  >({
    severity: 'error',
    message: ({ service, exitCode }) => `service "${service}" didn't complete successfully: exit ${exitCode}`,
    help: ({ exitCode, problem, service, lines }) =>
      withOutput(problem === '' ? exitHint(exitCode, service, lines) : problem, lines),
  }),
  'execute/hook-failed': entry<
    {
      service: string;
      container: string;
      point: 'post_start' | 'pre_stop';
      index: number;
      /** undefined: it was not run. */
      status: number | undefined;
      /** Why it could not run; empty where it did. */
      problem: string;
    } & Output
  >({
    severity: 'error',
    // docker compose's own words, which scripts look for.
    message: ({ service, status }) =>
      status === undefined ? `${service} hook was not run` : `${service} hook exited with status ${status}`,
    help: ({ service, container, point, index, problem, lines }) => {
      const what = `it is \`${point}[${index}]\` of container ${container}${problem === '' ? '' : `: ${problem}`}`;
      const way = `\`selkie kill ${service}\` ends the container without its hooks`;
      return withOutput(point === 'pre_stop' ? `${what}; ${way}` : what, lines);
    },
  }),
  'execute/pre-start-failed': entry<
    { service: string; index: number; exitCode: number; container: string } & Output
  >({
    severity: 'error',
    message: ({ service, index, exitCode }) =>
      `service "${service}" pre_start[${index}] exited with code ${exitCode}`,
    help: ({ container, lines }) =>
      withOutput(`its container ${container} stays for a look until the next \`up\` or \`down\``, lines),
  }),
  'execute/provider-missing': entry<{ service: string; type: string }>({
    severity: 'error',
    message: ({ service, type }) => `service \`${service}\` is provided by \`${type}\`, which is not here`,
    help: ({ type }) =>
      `install the program \`docker-${type}\` as a plugin of Docker’s command line, or \`${type}\` on PATH`,
  }),
  'execute/provider-parameter': entry<{ service: string; type: string; parameter: string }>({
    severity: 'error',
    message: ({ type, parameter }) =>
      `required parameter "${parameter}" is missing from provider "${type}" definition`,
    help: ({ service, parameter }) => `add it under \`services.${service}.provider.options.${parameter}\``,
  }),
  'execute/provider-failed': entry<
    { service: string; type: string; command: 'up' | 'stop' | 'down'; problem: string } & Output
  >({
    severity: 'error',
    message: ({ service, type, problem }) =>
      `provider \`${type}\` of service \`${service}\` failed: ${problem}`,
    help: ({ command, lines }) => withOutput(`it was asked for \`${command}\``, lines),
  }),
  'execute/model-runner-missing': entry<{ model: string; services: readonly string[] }>({
    severity: 'error',
    message: ({ model }) =>
      `model \`${model}\` needs Docker’s model runner, whose program \`docker-model\` is not here`,
    help: ({ services }) =>
      `${services.join(', ')} ${services.length === 1 ? 'uses' : 'use'} it; install the plugin, or give the services the address of another server in \`environment\``,
  }),
  'execute/model-failed': entry<{ model: string; command: string; problem: string } & Output>({
    severity: 'error',
    message: ({ model, command, problem }) =>
      `model \`${model}\` is not ready: \`docker-model ${command}\` failed: ${problem}`,
    help: ({ lines }) => withOutput('the model runner tells more in its own logs', lines),
  }),
  'execute/no-healthcheck': entry<{ container: string; service: string }>({
    severity: 'error',
    message: ({ container }) => `container ${container} has no healthcheck configured`,
    help: ({ service }) =>
      `give \`${service}\` a \`healthcheck\`, or wait for it with \`condition: service_started\``,
  }),
  'execute/wait-timeout': entry<
    {
      container: string;
      service: string;
      goal: 'healthy' | 'completed';
      seconds: number;
      checkOutput: string;
    } & Output
  >({
    severity: 'error',
    message: ({ container, goal, seconds }) => `container ${container} is not ${goal} after ${seconds} s`,
    help: ({ checkOutput, service, lines }) =>
      withOutput(
        checkOutput === '' ? `see \`selkie logs ${service}\`` : `its health check said: ${checkOutput}`,
        lines,
      ),
  }),
  'execute/optional-failed': entry<{ problem: string }>({
    severity: 'warning',
    message: ({ problem }) => `${problem}; it is not required, so the rest goes on`,
  }),
  'execute/put-back': entry<{ name: string }>({
    severity: 'warning',
    message: ({ name }) =>
      `container ${name} runs again as it was before, because its successor could not be started`,
    help: () =>
      'mend what failed and run the command again; `--no-rollback` leaves the new container for a look',
  }),
  'execute/put-back-stopped': entry<{ name: string }>({
    severity: 'warning',
    message: ({ name }) =>
      `container ${name} is as it was before, because its successor could not be created`,
    help: () =>
      'mend what failed and run the command again; `--no-rollback` leaves the new container for a look',
  }),
  'execute/pod-kept': entry<{ pod: string }>({
    severity: 'warning',
    message: ({ pod }) => `pod ${pod} and its containers were left as they are`,
    help: () => 'free the port or publish another one, and run the command again',
  }),
  'execute/not-put-back': entry<{ names: readonly string[] }>({
    severity: 'warning',
    message: ({ names }) =>
      names.length === 1
        ? `container ${names[0] ?? ''} is not put back: its old one had to go before the new one could be made`
        : `containers ${names.join(', ')} are not put back: their old ones had to go before the new ones could be made`,
    help: () =>
      'mend what failed and run the command again; the same with the file as it was before brings back what ran; volumes are kept',
  }),
  'execute/port-in-pod': entry<{ service: string; port: number | undefined; owner: string | undefined }>({
    severity: 'warning',
    message: ({ service, port, owner }) =>
      `service \`${service}\` ended because ${port === undefined ? 'its port' : `port ${port}`} of the pod is taken by ${owner === undefined ? 'another service' : `service \`${owner}\``}`,
    help: ({ service }) =>
      `services of a pod listen in one place; let \`${service}\` live beside it, under the same names: add \`x-podman: {placement: beside}\` to it`,
  }),
  'execute/port-parted': entry<{
    service: string;
    port: number | undefined;
    owner: string | undefined;
    moved: string;
  }>({
    severity: 'note',
    message: ({ service, port, owner, moved }) =>
      `service \`${service}\` found ${port === undefined ? 'its port' : `port ${port}`} of the pod taken by ${owner === undefined ? 'another service' : `service \`${owner}\``}; \`${moved}\` moves beside the pod, under the same names`,
    help: () => '`expose` with the port on both keeps them apart from the start',
  }),
  'execute/stop-stuck': entry<{ container: string; seconds: number }>({
    severity: 'error',
    message: ({ container, seconds }) => `container ${container} still runs ${seconds} s after SIGKILL`,
    help: () => 'a process of it hangs in the kernel, often on a dead network or file system mount',
  }),

  'execute/missing-variable': entry<{ object: 'secret' | 'config'; key: string; variable: string }>({
    severity: 'error',
    message: ({ object, key, variable }) =>
      `${object} \`${key}\` takes its value from the variable \`${variable}\`, which is not set`,
    help: ({ variable }) => `set \`${variable}\` in the environment or in an env file`,
  }),
  'execute/unreadable-file': entry<{ object: string; path: string; problem: string }>({
    severity: 'error',
    message: ({ object, path, problem }) => `cannot read \`${path}\` for ${object}: ${problem}`,
  }),
  'execute/bind-source-missing': entry<{ service: string; path: string }>({
    severity: 'error',
    message: ({ service, path }) =>
      `service \`${service}\` mounts \`${path}\`, which does not exist and is not to be created`,
    help: () => 'create it, or leave `create_host_path: false` out',
  }),
  'execute/bind-source-uncreatable': entry<{ service: string; path: string; problem: string }>({
    severity: 'error',
    message: ({ service, path, problem }) =>
      `service \`${service}\` mounts \`${path}\`, which does not exist and cannot be created: ${problem}`,
  }),

  'execute/context-not-fetched': entry<{ service: string; address: string; reason: string; hint: string }>({
    severity: 'error',
    message: ({ service, address, reason }) =>
      `the build context \`${address}\` of \`${service}\` cannot be fetched: ${reason}`,
    help: ({ hint }) => (hint === '' ? 'git runs here, with your own keys and settings' : hint),
  }),
  'execute/archive-context': entry<{ service: string; address: string; key: string }>({
    severity: 'error',
    message: ({ service, address, key }) =>
      `the engine fetches the context \`${address}\` of \`${service}\` itself, and has no room for \`${key}\` there`,
    help: () => 'unpack the archive into a folder, or name a git repository: both are read here',
  }),
  'execute/bad-oci-layout': entry<{ service: string; path: string; problem: string }>({
    severity: 'error',
    message: ({ service, path, problem }) =>
      `\`${path}\`, which \`${service}\` is built from, is no usable OCI layout: ${problem}`,
    help: () => '`podman save --format oci-dir` makes one; `oci-layout://PATH:TAG` names one image of it',
  }),
  'execute/context-missing': entry<{ service: string; path: string }>({
    severity: 'error',
    message: ({ service, path }) => `the build context of service \`${service}\` is no folder: \`${path}\``,
    help: () => 'correct `build.context`; it is relative to the project folder',
  }),
  'execute/dockerfile-missing': entry<{ service: string; path: string; nearest: string | undefined }>({
    severity: 'error',
    message: ({ service, path }) =>
      `service \`${service}\` is to be built from \`${path}\`, which does not exist`,
    help: ({ nearest }) =>
      nearest === undefined
        ? '`build.dockerfile` is relative to `build.context`'
        : `there is \`${nearest}\`: name it in \`build.dockerfile\``,
  }),
  'execute/context-changed': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `\`${path}\` changed while it was sent as part of a build context`,
    help: () => 'run the command again, or list files that change in `.dockerignore`',
  }),
  'execute/context-unreadable': entry<{ path: string; problem: string }>({
    severity: 'error',
    message: ({ path, problem }) => `cannot read \`${path}\`, which is part of a build context: ${problem}`,
    help: () => 'make it readable, or list it in `.dockerignore`',
  }),
  'execute/bad-ignore-file': entry<{ path: string; problem: string }>({
    severity: 'error',
    message: ({ path, problem }) => `\`${path}\` holds a pattern that means nothing: ${problem}`,
  }),
  'execute/build-failed': entry<{ service: string; image: string; cause: string } & Output>({
    severity: 'error',
    message: ({ service, cause }) => `building service \`${service}\` failed: ${cause}`,
    help: ({ lines }) => withOutput('', lines),
  }),
  'execute/logs-unreadable': entry<{ container: string; service: string; cause: string }>({
    severity: 'warning',
    message: ({ container, cause }) => `the output of container ${container} cannot be read: ${cause}`,
    help: ({ service }) => `give \`${service}\` the \`logging\` driver \`k8s-file\` or \`journald\``,
  }),
  'execute/no-events': entry<{ cause: string }>({
    severity: 'warning',
    message: ({ cause }) =>
      `the engine sends no events (${cause}), so containers are asked again and again instead`,
  }),
  'execute/unsafe-archive': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `the container sent \`${path}\`, which would be written outside of the target`,
    help: () => 'nothing of it was written; copy to an empty folder, and do not trust this container',
  }),
} as const;

/** What an exit status means where it is a convention. */
function exitHint(exitCode: number, service: string, lines: readonly string[]): string {
  switch (exitCode) {
    case 126:
      return 'status 126: its command was found but may not be executed';
    case 127:
      return 'status 127: its command was not found';
    case 137:
      return 'status 137: it was killed, often because it ran out of memory';
    case 139:
      return 'status 139: it crashed (segmentation fault)';
    case 143:
      return 'status 143: something asked it to stop';
    default:
      if (lines.some(isDeniedPort)) {
        return 'it is not root, and may not listen on ports below 1024 of the host’s network, or of a container or pod that an older version or another tool made: make those anew (`selkie down`, `selkie up`), or let it listen on a higher port';
      }
      return lines.length === 0 ? `it printed nothing; see \`selkie logs ${service}\`` : '';
  }
}

/** Whether a line of a server's output says that it may not listen: strerror of EACCES beside what was tried. */
function isDeniedPort(line: string): boolean {
  return /permission denied|EACCES/iu.test(line) && /\b(?:bind|listen|make_sock)/iu.test(line);
}

function withOutput(hint: string, lines: readonly string[]): string {
  const shown =
    lines.length === 0 ? '' : ['its last output:', ...lines.map((line) => `  ${line}`)].join('\n');
  return [hint, shown].filter((part) => part !== '').join('\n');
}
