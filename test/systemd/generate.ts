import { memoryHost } from '../support/memory-host.ts';
import { runCli } from '../support/run-cli.ts';
import type { CliResult } from '../support/run-cli.ts';

/** For whom units are generated; absent is Podman 5.8.6, the system's systemd, and placement as Selkie decides. */
export interface Wanted {
  readonly version?: string | undefined;
  readonly scope?: string | undefined;
  readonly placement?: string | undefined;
  readonly options?: readonly string[];
  /** Absent: `shop`. */
  readonly project?: string;
  /** Files beside the compose file: name → content. */
  readonly files?: Readonly<Record<string, string>>;
}

/** `selkie systemd generate` of one compose file. */
export async function generate(yaml: string, wanted: Wanted = {}): Promise<CliResult> {
  const { version = '5.8.6', scope = 'system', placement = 'auto', project = 'shop' } = wanted;
  const { options = [], files = {} } = wanted;
  const host = memoryHost({
    files: Object.fromEntries(
      Object.entries({ ...files, 'compose.yaml': yaml }).map(([name, text]) => [`/project/${name}`, text]),
    ),
    env: { HOME: '/home/someone' },
  });
  return runCli(
    [
      '-p',
      project,
      '--placement',
      placement,
      'systemd',
      'generate',
      '--podman-version',
      version,
      `--${scope}`,
      ...options,
    ],
    { host },
  );
}

/** The same as files: name → text. Fails where none are given. */
export async function units(yaml: string, wanted: Wanted = {}): Promise<ReadonlyMap<string, string>> {
  const { stdout, stderr, exitCode } = await generate(yaml, wanted);
  if (exitCode !== 0) throw new Error(stderr);
  return unitsOf(stdout);
}

/** What \`generate\` prints, taken apart: name → text. */
export function unitsOf(stdout: string): ReadonlyMap<string, string> {
  const parts = stdout.split(
    /^# (?=\S+\.(?:container|pod|network|volume|build|kube|yaml|target|service|Containerfile)$)/mu,
  );
  return new Map(
    parts.slice(1).map((part) => {
      const at = part.indexOf('\n');
      return [part.slice(0, at), part.slice(at + 1)] as const;
    }),
  );
}

/** The values of a key in a unit, in their order. */
export function valuesOf(text: string | undefined, key: string): readonly string[] {
  return (text ?? '')
    .split('\n')
    .filter((line) => line.startsWith(`${key}=`))
    .map((line) => line.slice(key.length + 1));
}
