import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openRehearsalEngine } from './rehearsal-engine.ts';
import { rehearsalFiles } from './rehearsal.ts';

/** A folder with a project, and a stand-in for Podman that has it. */
export interface Stage {
  /** Runs this Node there. Rejects with what it said when it fails. */
  readonly run: (argv: readonly string[], env?: Readonly<Record<string, string>>) => Promise<void>;
  /** Options of Selkie's that say which project is meant. */
  readonly projectOptions: readonly string[];
  readonly close: () => void;
}

const longestMs = 60_000;

/** Sets a stage up in a folder of its own for temporary files. */
export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'selkie-rehearsal-'));
  const socket = join(folder, 's');
  for (const [name, text] of Object.entries(rehearsalFiles)) writeFileSync(join(folder, name), text);
  const engine = await openRehearsalEngine(socket);
  const surroundings = { PATH: process.env['PATH'], HOME: folder, CONTAINER_HOST: `unix://${socket}` };
  const start = promisify(execFile);
  return {
    run: async (argv, env = {}) => {
      const options = { cwd: folder, env: { ...surroundings, ...env }, timeout: longestMs };
      await start(process.execPath, [...argv], options);
    },
    projectOptions: ['--project-directory', folder],
    close: () => {
      engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
