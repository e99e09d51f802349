import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Command, Option } from '@commander-js/extra-typings';
import type { Shell } from '../context.ts';

/** Declares `doctor`. */
export function doctorCommand(shell: Shell): CommandUnknownOpts {
  return declaration().action(async (options) =>
    shell.handle(async (context) => (await import('../doctor/doctor.ts')).run(context, options)),
  );
}

/** Options of `doctor`. */
export type DoctorOptions = ReturnType<ReturnType<typeof declaration>['opts']>;

function declaration() {
  return new Command('doctor')
    .summary('find what stands in the way of a working engine, and mend it')
    .description(
      'Looks at this host, its Podman and what the project here needs of them, and says what is wrong, why it matters and what mends it. Changes nothing without `--fix`. Ends with 1 when something stands in the way, with 0 otherwise.',
    )
    .option('--fix', 'mend what can be mended, after showing it and asking')
    .option('-y, --yes', 'do not ask')
    .option('-a, --all', 'tell all of it: why each finding matters, and what was found where all is fine')
    .addOption(
      new Option('--format <form>', 'form of the report')
        .choices(['text', 'json'] as const)
        .default('text' as const),
    );
}
