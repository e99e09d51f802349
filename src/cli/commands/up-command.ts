import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import { collect } from '../globals.ts';
import { pullOption } from '../pull-option.ts';
import type { Shell } from '../context.ts';
import { noFlag, noOption } from '../no-flag.ts';
import { parseYes } from '../parse-yes.ts';
import { planFormatOption } from '../plan/plan-options.ts';
import type { PlanOptions } from '../plan/plan-options.ts';
import { collectScale } from '../scale.ts';
import { parseSeconds } from '../seconds.ts';
import { stopTimeoutOption } from '../stop-timeout.ts';

/** Declares `up`. */
export function upCommand(shell: Shell): CommandUnknownOpts {
  const command = declareUp().addOption(planFormatOption('form of the plan that --dry-run prints'));
  return command.action(async (services, options) =>
    shell.handle(async (context) =>
      (await import('./up.ts')).run(context, { targets: services, ...options }),
    ),
  );
}

/** Arguments and options of `up`. */
export type UpOptions = Omit<ReturnType<ReturnType<typeof declareUp>['opts']>, 'removeOrphans'> &
  PlanOptions & {
    /** Services named on the command line. */
    readonly targets: readonly string[];
    /** Absent leaves it to the environment. */
    readonly removeOrphans?: boolean | undefined;
  };

/** `up` without its action: `plan` has it too. */
export function declareUp() {
  return new Command('up')
    .summary('create and start what the compose file describes')
    .description(
      'Brings the project to what the compose file describes: builds, pulls, creates and starts what is missing or has changed, and leaves the rest alone. Shows the output of the services until Ctrl-C, or returns when they run (`-d`).',
    )
    .argument('[service...]', 'only these services and what they depend on')
    .option('-d, --detach', 'return when the services have started')
    .option('--build', 'build images first, also those that exist')
    .addOption(noFlag('build', 'do not build; fail where an image is missing'))
    .addOption(pullOption())
    .option('--quiet-pull', 'show no progress of pulls')
    .option('--quiet-build', 'show no progress of builds')
    .option('--force-recreate', 'recreate containers that have not changed')
    .option('--always-recreate-deps', 'what holds for the named services holds for their dependencies too')
    .addOption(noFlag('recreate', 'leave containers that exist as they are'))
    .option(
      '-V, --renew-anon-volumes',
      'recreate containers with new anonymous volumes, without what is in the old ones',
    )
    .addOption(noFlag('rollback', 'leave a new container that could not be started, for a look'))
    .addOption(noFlag('deps', 'leave out the services that these depend on'))
    .addOption(noFlag('start', 'create, but do not start'))
    .addOption(
      new Option('--scale <service=n>', 'number of replicas of a service; repeatable').argParser(
        collectScale,
      ),
    )
    .option('--remove-orphans', 'remove containers of services that the file no longer has')
    .option('--wait', 'return when the services are healthy, or run where there is no check')
    .addOption(new Option('--wait-timeout <seconds>', 'longest time to wait').argParser(parseSeconds))
    .addOption(stopTimeoutOption())
    .option('--abort-on-container-exit', 'stop everything when one container ends')
    .option(
      '--abort-on-container-failure',
      'stop everything when one container ends with another status than 0',
    )
    .option('--exit-code-from <service>', "stop when this service's container ends, and exit with its status")
    .option('-w, --watch', 'carry changes of files into the services, as `develop.watch` says')
    .addOption(
      new Option('--menu [yes]', 'keys for watching and detaching while it stays, on a terminal').argParser(
        parseYes,
      ),
    )
    .addOption(new Option('--attach <service>', 'show only its output; repeatable').argParser(collect))
    .addOption(noOption('attach', 'service', 'leave its output out; repeatable').argParser(collect))
    .option('--attach-dependencies', 'show the output of dependencies, too')
    .option('--timestamps', 'put the time before each line of output')
    .option('--no-color', 'no colours in the output of services')
    .option('--no-log-prefix', 'no service names before the output')
    .option('-y, --yes', 'answer every question with yes');
}
