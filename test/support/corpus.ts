import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nodeHost } from '../../src/host/node-host.ts';
import { runCli } from './run-cli.ts';
import type { CliResult } from './run-cli.ts';

/** A compose project of the world, as docker compose takes it. */
export interface CorpusCase {
  readonly id: string;
  /** Absolute; what its command runs in. */
  readonly workingDir: string;
  /** What stands before the command: files, profiles, env files. */
  readonly globals: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Where cases are looked for by SELKIE_CORPUS: a folder for each, with a case.json and the files. */
const corpusFolder = resolve(process.env['SELKIE_CORPUS'] ?? '');

/** The cases that docker compose accepts; none where there is no corpus. */
export function acceptedCases(): readonly CorpusCase[] {
  if ((process.env['SELKIE_CORPUS'] ?? '') === '') return [];
  return readdirSync(corpusFolder)
    .sort()
    .flatMap((id) => {
      const path = join(corpusFolder, id, 'case.json');
      const found = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as CaseFile) : undefined;
      if (found?.exit !== 0 || !found.args.includes('config')) return [];
      return [
        {
          id,
          workingDir: join(corpusFolder, id, found.cwd ?? '.'),
          globals: withoutProjectName(found.args.slice(0, found.args.indexOf('config'))),
          env: found.env ?? {},
        },
      ];
    });
}

/** Runs a command on a case in this process, as the project of that name. */
export async function runOnCase(
  { workingDir, globals, env }: CorpusCase,
  project: string,
  command: readonly string[],
): Promise<CliResult> {
  const host = nodeHost();
  const surroundings = { PATH: host.env['PATH'], HOME: '/root', ...env };
  return runCli(['-p', project, ...globals, ...command], {
    host: { ...host, env: surroundings, workingDir, homeDir: '/root' },
  });
}

interface CaseFile {
  readonly args: readonly string[];
  readonly exit: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function withoutProjectName(args: readonly string[]): readonly string[] {
  const at = args.findIndex((word) => word === '-p' || word === '--project-name');
  return at === -1 ? args : withoutProjectName([...args.slice(0, at), ...args.slice(at + 2)]);
}
