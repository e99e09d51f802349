import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command } from '@commander-js/extra-typings';
import type { CommandContext, Shell } from '../context.ts';
import { planFormatOption } from '../plan/plan-options.ts';
import { declareDown } from './down-command.ts';
import { declareUp } from './up-command.ts';

const outputHelp = 'write to this file instead of standard output';
const exitCodeHelp = 'end with 2 when something is to do, with 0 when nothing is';

/** Declares `plan`: `up` (which goes without saying) and `down` with all that they take, and nothing is carried out. */
export function planCommand(shell: Shell): CommandUnknownOpts {
  const up = declareUp()
    .addOption(planFormatOption('form of the plan'))
    .option('-o, --output <path>', outputHelp)
    .option('--exit-code', exitCodeHelp)
    .summary('what `up` would do')
    .description('Shows what `selkie up` with these options would do, and why. Nothing is touched.')
    .action(async (services, options) =>
      shell.handle(async (context) =>
        (await import('./up.ts')).run(onlyLooking(context), { targets: services, ...options }),
      ),
    );
  const down = declareDown()
    .addOption(planFormatOption('form of the plan'))
    .option('-o, --output <path>', outputHelp)
    .option('--exit-code', exitCodeHelp)
    .summary('what `down` would do')
    .description('Shows what `selkie down` with these options would do, and why. Nothing is touched.')
    .action(async (services, options) =>
      shell.handle(async (context) =>
        (await import('./down.ts')).run(onlyLooking(context), { targets: services, ...options }),
      ),
    );
  return new Command('plan')
    .summary('show what `up` or `down` would do, and why')
    .description(
      'Shows what a command would do to each service, in order and with the reason, and touches nothing. `selkie plan` alone is `selkie plan up`; both take the options of the command that they show, and services. For a service called `up` or `down` write `selkie plan up down`.',
    )
    .usage('[up|down] [options] [service...]')
    .addCommand(up, { isDefault: true })
    .addCommand(down);
}

function onlyLooking(context: CommandContext): CommandContext {
  return { ...context, globals: { ...context.globals, isDryRun: true } };
}
