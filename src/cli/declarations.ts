import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command } from '@commander-js/extra-typings';
import { attachCommand } from './commands/attach-command.ts';
import { bootstrapCommand } from './commands/bootstrap-command.ts';
import { buildCommand } from './commands/build-command.ts';
import { commitCommand } from './commands/commit-command.ts';
import { configCommand } from './commands/config-command.ts';
import { cpCommand } from './commands/cp-command.ts';
import { createCommand } from './commands/create-command.ts';
import { doctorCommand } from './commands/doctor-command.ts';
import { downCommand } from './commands/down-command.ts';
import { eventsCommand } from './commands/events-command.ts';
import { execCommand } from './commands/exec-command.ts';
import { graphCommand } from './commands/graph-command.ts';
import { exportCommand } from './commands/export-command.ts';
import { imagesCommand } from './commands/images-command.ts';
import { infoCommand } from './commands/info-command.ts';
import { killCommand } from './commands/kill-command.ts';
import { logsCommand } from './commands/logs-command.ts';
import { lsCommand } from './commands/ls-command.ts';
import { pauseCommand, unpauseCommand } from './commands/pause-command.ts';
import { planCommand } from './commands/plan-command.ts';
import { portCommand } from './commands/port-command.ts';
import { psCommand } from './commands/ps-command.ts';
import { pullCommand } from './commands/pull-command.ts';
import { pushCommand } from './commands/push-command.ts';
import { restartCommand } from './commands/restart-command.ts';
import { rmCommand } from './commands/rm-command.ts';
import { runCommand } from './commands/run-command.ts';
import { scaleCommand } from './commands/scale-command.ts';
import { startCommand } from './commands/start-command.ts';
import { statsCommand } from './commands/stats-command.ts';
import { stopCommand } from './commands/stop-command.ts';
import { topCommand } from './commands/top-command.ts';
import { upCommand } from './commands/up-command.ts';
import { versionCommand } from './commands/version-command.ts';
import { volumesCommand } from './commands/volumes-command.ts';
import { waitCommand } from './commands/wait-command.ts';
import { watchCommand } from './commands/watch-command.ts';
import type { Shell } from './context.ts';

/** Every command by its name, in the order in which help lists them. */
export const declarations: Readonly<Record<string, (shell: Shell) => CommandUnknownOpts>> = {
  up: upCommand,
  down: downCommand,
  plan: planCommand,
  create: createCommand,
  start: startCommand,
  stop: stopCommand,
  restart: restartCommand,
  kill: killCommand,
  pause: pauseCommand,
  unpause: unpauseCommand,
  rm: rmCommand,
  scale: scaleCommand,
  wait: waitCommand,
  watch: watchCommand,
  ps: psCommand,
  logs: logsCommand,
  exec: execCommand,
  run: runCommand,
  attach: attachCommand,
  cp: cpCommand,
  port: portCommand,
  top: topCommand,
  stats: statsCommand,
  events: eventsCommand,
  build: buildCommand,
  pull: pullCommand,
  push: pushCommand,
  images: imagesCommand,
  volumes: volumesCommand,
  ls: lsCommand,
  commit: commitCommand,
  export: exportCommand,
  config: configCommand,
  graph: graphCommand,
  info: infoCommand,
  doctor: doctorCommand,
  bootstrap: bootstrapCommand,
  systemd: () => new Command('systemd').summary('run projects by systemd: units for Podman Quadlet'),
  machine: () => new Command('machine').summary('make and run machines: engines that Selkie provides'),
  version: versionCommand,
};
