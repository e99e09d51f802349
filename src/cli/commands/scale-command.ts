import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Argument, Command } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';
import { noFlag } from '../no-flag.ts';
import { planFormatOption } from '../plan/plan-options.ts';
import { collectScale } from '../scale.ts';

/** Declares `scale`. */
export function scaleCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (scale, options) =>
    shell.handle(async (context) => (await import('./scale.ts')).run(context, { scale, ...options })),
  );
}

/** Arguments and options of `scale`. */
export type ScaleOptions = ReturnType<ReturnType<typeof declaration>['opts']> & {
  /** How many containers each named service is to have. */
  readonly scale: ReadonlyMap<string, number>;
};

function declaration() {
  return new Command('scale')
    .summary('change how many containers services have')
    .description(
      'Starts or removes containers until each service has as many as are named. What the services depend on is brought to what the file describes; nothing else is touched.',
    )
    .addArgument(new Argument('<service=n...>', 'number of containers of a service').argParser(collectScale))
    .addOption(noFlag('deps', 'leave alone what they depend on'))
    .addOption(planFormatOption('form of the plan that `--dry-run` shows'));
}
