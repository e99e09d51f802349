import { ToolError } from '../../diagnostics/tool-error.ts';
import type { MachineSettings } from '../../model/machine-settings.ts';
import type { CommandContext } from '../context.ts';

/** What the compose file says of its machine; undefined where there is no file, or it says nothing. */
export async function projectMachine(context: CommandContext): Promise<MachineSettings | undefined> {
  try {
    const { machine } = await context.loadProject({ isForLooking: true });
    return machine;
  } catch (error) {
    const isNoFile =
      error instanceof ToolError && error.diagnostics.every(({ code }) => code === 'compose/no-file');
    if (isNoFile && context.globals.files.length === 0) return undefined;
    throw error;
  }
}
