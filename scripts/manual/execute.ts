import type { executeEntries } from '../../src/diagnostics/catalog/execute.ts';
import type { Manual } from './section.ts';

export const executeManual: Manual<typeof executeEntries> = {
  'execute/dependency-unhealthy': {
    meaning:
      'A service waits with `condition: service_healthy` for another one, whose health check has failed as often as it may.',
    repair:
      'The hint has what the check and the container said last. Mend the service, or give it more time with `start_period` and `retries`.',
    args: {
      container: 'shop-db-1',
      service: 'db',
      checkOutput: 'connection refused',
      lines: ['FATAL: data directory has wrong ownership'],
    },
  },
  'execute/dependency-exited': {
    meaning: 'A service waits for another one, whose container has ended.',
    repair: 'The hint has what the exit status means and what the container printed last.',
    args: {
      container: 'shop-db-1',
      service: 'db',
      exitCode: 1,
      problem: '',
      lines: ['error: no password is set'],
    },
  },
  'execute/dependency-gone': {
    meaning: 'A service waits for another one, whose container was removed by someone else.',
    repair: 'Run the command again when nothing else works on the project.',
    args: { container: 'shop-db-1' },
  },
  'execute/not-completed': {
    meaning:
      'A service waits with `condition: service_completed_successfully` for a job, which ended with another status than 0.',
    repair: 'The hint has what the status means and what the job printed last.',
    args: { service: 'migrate', container: 'shop-migrate-1', exitCode: 127, problem: '', lines: [] },
  },
  'execute/hook-failed': {
    meaning:
      'A command of `post_start` or `pre_stop` ended with another status than 0, or could not be run. After a start, the container runs on and what depends on it is not started; before a stop, the container is not stopped.',
    repair:
      'The hint says which command of the list it was and what it printed last. Mend it; to get rid of a container whose `pre_stop` always fails, kill it first.',
    args: {
      service: 'web',
      container: 'shop-web-1',
      point: 'pre_stop',
      index: 0,
      status: 1,
      problem: '',
      lines: ['flush: disk full'],
    },
  },
  'execute/pre-start-failed': {
    meaning:
      'A command of `pre_start`, which runs in a container of its own before the service starts, ended with another status than 0. The service is not started.',
    repair:
      'The hint has what it printed last; its container is kept, so that `podman logs` and `podman inspect` can tell more. The next `up` runs it again.',
    args: {
      service: 'web',
      index: 0,
      exitCode: 1,
      container: 'shop-web-pre_start-0',
      lines: ['migration 17 failed'],
    },
  },
  'execute/provider-missing': {
    meaning: 'A service has a `provider`, and there is no program of that name.',
    repair:
      'Install it. It is looked for as `docker-TYPE` in the folders of Docker’s plugins, and then as `TYPE` on PATH.',
    args: { service: 'db', type: 'awesomecloud' },
  },
  'execute/provider-parameter': {
    meaning: 'The program that provides a service says that it needs an option which the file does not give.',
    repair: 'Add the option.',
    args: { service: 'db', type: 'awesomecloud', parameter: 'size' },
  },
  'execute/provider-failed': {
    meaning:
      'The program that provides a service failed, or said something that is no message of a provider.',
    repair: 'The message is its own; the hint has what it printed last on standard error.',
    args: {
      service: 'db',
      type: 'awesomecloud',
      command: 'up',
      problem: 'no quota left',
      lines: ['request id 4711'],
    },
  },
  'execute/model-runner-missing': {
    meaning: 'Services use a language model, and what fetches and serves models is not on this machine.',
    repair: 'Install Docker’s model runner, or point the services at another server yourself.',
    args: { model: 'llm', services: ['chat'] },
  },
  'execute/model-failed': {
    meaning: 'Docker’s model runner could not fetch, configure or serve a model.',
    repair: 'The hint has what it printed last.',
    args: { model: 'llm', command: 'pull', problem: 'it exited with status 1', lines: ['no such model'] },
  },
  'execute/no-healthcheck': {
    meaning:
      'A service waits with `condition: service_healthy` for another one that has no health check, neither in the file nor in its image. It would wait for ever.',
    repair: 'Add a `healthcheck`, or wait for another condition.',
    args: { container: 'shop-db-1', service: 'db' },
  },
  'execute/wait-timeout': {
    meaning: 'What was waited for did not come within the time of `--wait-timeout`.',
    repair: 'Look at the logs, or allow more time.',
    args: { container: 'shop-db-1', service: 'db', goal: 'healthy', seconds: 60, checkOutput: '', lines: [] },
  },
  'execute/optional-failed': {
    meaning: 'A dependency with `required: false` did not come up.',
    repair: 'Nothing needs to be done for the rest.',
    args: { problem: 'container shop-cache-1 exited (1)' },
  },
  'execute/put-back': {
    meaning:
      'A container was to be replaced, and the new one could not be created or started. The new one was removed and the old one, which had been kept for that, started again.',
    repair:
      'Mend what the error above says and run the command again. With `--no-rollback` the new container stays for a look.',
    args: { name: 'shop-web-1' },
  },
  'execute/put-back-stopped': {
    meaning:
      'A stopped container was to be replaced, and the new one could not be created or started. The new one was removed; the old one is there as before.',
    repair: 'Mend what the error above says and run the command again.',
    args: { name: 'shop-web-1' },
  },
  'execute/pod-kept': {
    meaning:
      'Published ports belong to the pod, and another one needs the pod made anew. Before anything was stopped, the new ports were tried, and one of them is not to be had, as the error above says. So nothing was stopped: the old pod, its ports and its containers are as they were.',
    repair:
      'Stop who has the port, or publish another one. With `--no-rollback` ports are not tried beforehand.',
    args: { pod: 'shop-pod' },
  },
  'execute/not-put-back': {
    meaning:
      'A container was to be replaced whose old one cannot be kept meanwhile, such as every member of a pod that is made anew (`selkie plan` says so beforehand), and then something failed, so that the new one does not run. The old one is gone; its volumes, the anonymous ones too, are kept.',
    repair:
      'Mend what the error above says and run the command again; or run it with the file as it was before, which brings back what ran then.',
    args: { names: ['shop-web-1', 'shop-db-1'] },
  },
  'execute/port-in-pod': {
    meaning:
      'Two services of the pod listen on the same port, and neither the file (`ports`, `expose`, a check, a variable or a label that names the port) nor the images (EXPOSE) said so; else one of them would have been placed beside the pod from the start. The one that came second ended.',
    repair:
      'Add `x-podman: {placement: beside}` to one of them: it gets a network namespace of its own and keeps its names. `expose` with the port on both does the same.',
    args: { service: 'admin', port: 8080, owner: 'web' },
  },
  'execute/port-parted': {
    meaning:
      'As `execute/port-in-pod`, found by `up` while it looked. Nobody asked for the pod, so one of the two gets a new container beside it, with a network namespace of its own and the same names; the one that publishes ports, or had the port first, stays. Later runs leave it there.',
    repair:
      'Nothing has to be done. `expose` with the port on both services, or `x-podman: {placement: beside}` on one, saves the first start of the one that moves.',
    args: { service: 'admin', port: 8080, owner: 'web', moved: 'admin' },
  },
  'execute/stop-stuck': {
    meaning: 'A process was killed and does not end, which only the kernel can cause.',
    repair: 'Find what it hangs on; in the end only a restart of the host helps.',
    args: { container: 'shop-web-1', seconds: 10 },
  },
  'execute/missing-variable': {
    meaning: 'A secret or config has `environment: NAME`, and there is no such variable.',
    repair: 'Set it.',
    args: { object: 'secret', key: 'db_password', variable: 'DB_PASSWORD' },
  },
  'execute/unreadable-file': {
    meaning: 'The file of a secret or config cannot be read.',
    repair: 'Create it, correct the path, or its permissions.',
    args: { object: 'secret `db_password`', path: '/home/me/shop/db.txt', problem: 'it does not exist' },
  },
  'execute/bind-source-missing': {
    meaning:
      'A folder of the host is to be mounted that is not there, and `create_host_path: false` says not to make it.',
    repair: 'Create it, or correct the path.',
    args: { service: 'web', path: '/home/me/shop/html' },
  },
  'execute/bind-source-uncreatable': {
    meaning: 'A folder of the host is to be mounted that is not there, and making it failed.',
    repair: 'Create it by hand, or correct the path.',
    args: { service: 'web', path: '/srv/html', problem: 'permission denied' },
  },
  'execute/context-not-fetched': {
    meaning:
      'The context of a build lies in a git repository, and git could not bring it here. The repository is fetched by the `git` of this machine, so that your keys and settings hold, also with an engine elsewhere.',
    repair:
      'Try `git ls-remote` with the address. `REPOSITORY#REF:PATH` names a branch, tag or commit, and a folder.',
    args: {
      service: 'web',
      address: 'https://example.com/app.git#main:web',
      reason: 'the repository has no folder `web` there',
      hint: '',
    },
  },
  'execute/archive-context': {
    meaning:
      'The context of a build is an archive on a web server. The engine fetches it itself, and takes nothing with it: neither another Dockerfile than the archive’s own nor secrets.',
    repair: 'Unpack the archive into a folder of the project, or use a git repository.',
    args: { service: 'web', address: 'https://example.com/app.tar.gz', key: 'dockerfile' },
  },
  'execute/bad-oci-layout': {
    meaning:
      'An entry of `additional_contexts` begins with `oci-layout://`, and its folder is no OCI layout, or does not say which of its images is meant.',
    repair: 'Give the folder that has `index.json`, and with `:TAG` or `@DIGEST` one of several images.',
    args: { service: 'web', path: '/srv/shop/base', problem: 'it has 2 images' },
  },
  'execute/context-missing': {
    meaning: 'The folder to build from is not there.',
    repair: 'Correct `build.context`.',
    args: { service: 'web', path: '/home/me/shop/wbe' },
  },
  'execute/dockerfile-missing': {
    meaning: 'The build file is not there.',
    repair: 'Correct `build.dockerfile`, or create the file.',
    args: { service: 'web', path: '/home/me/shop/Dockerfile', nearest: 'Containerfile.dev' },
  },
  'execute/context-changed': {
    meaning: 'A file grew or shrank while it was read, so what was sent is of no use.',
    repair: 'Run the command again. Logs and databases do not belong into a build context.',
    args: { path: '/home/me/shop/app.log' },
  },
  'execute/context-unreadable': {
    meaning: 'A file in the folder to build from cannot be read.',
    repair: 'Change its permissions, or leave it out with `.dockerignore`.',
    args: { path: '/home/me/shop/data/pg', problem: 'permission denied' },
  },
  'execute/bad-ignore-file': {
    meaning: 'A line of `.dockerignore` or `.containerignore` is no pattern.',
    repair: 'Correct the line.',
    args: { path: '/home/me/shop/.dockerignore', problem: 'unclosed bracket in `[a-`' },
  },
  'execute/build-failed': {
    meaning: 'A step of a build failed. The hint has the end of its output.',
    repair: 'Mend the step.',
    args: {
      service: 'web',
      image: 'shop-web',
      cause: 'the step `RUN make` ended with status 2',
      lines: ['make: *** No rule to make target. Stop.'],
    },
  },
  'execute/logs-unreadable': {
    meaning:
      'The container’s log driver keeps nothing that can be read back, or the engine cannot follow it. The container itself runs.',
    repair: 'Choose a driver that can be read, and recreate the container.',
    args: { container: 'shop-web-1', service: 'web', cause: 'the `none` driver keeps no logs' },
  },
  'execute/no-events': {
    meaning:
      'The engine’s events cannot be followed, for example because they are turned off. Everything works, only waiting is less prompt.',
    repair: 'Set `events_logger` to `file` or `journald` in the engine’s containers.conf.',
    args: { cause: 'events backend is none' },
  },
  'execute/unsafe-archive': {
    meaning:
      'An archive from a container has a name with `..` in it, or a file that would be written through a link. Only a container that means harm sends such a thing.',
    repair: 'Copy less of it, to an empty folder.',
    args: { path: '../../etc/passwd' },
  },
};
