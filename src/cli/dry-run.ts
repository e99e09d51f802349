import { diagnose } from '../diagnostics/diagnostic.ts';
import { ToolError } from '../diagnostics/tool-error.ts';
import type { CommandContext } from './context.ts';
import { exitCode } from './exit-code.ts';

/** `--dry-run` of a command that does one thing: says which, and the status to end with. */
export function tellDryRun({ streams }: Pick<CommandContext, 'streams'>, would: string): number {
  streams.stdout.write(`would ${would}\n`);
  return exitCode.done;
}

/** `--dry-run` of a command that cannot say beforehand what it will do: refused, so that nothing happens. */
export function refuseDryRun({ globals }: Pick<CommandContext, 'globals'>, command: string): void {
  if (globals.isDryRun) throw new ToolError(diagnose('cli/no-dry-run', { command }));
}
