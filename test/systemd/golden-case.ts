import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CliResult } from '../support/run-cli.ts';
import { generate } from './generate.ts';

/** A compose file whose units are kept beside it. Lines of comments at its top say how it is meant. */
export interface GoldenCase {
  /** Path below the folder, without its suffix: `services/cap_add`. */
  readonly name: string;
  readonly yaml: string;
  /** Where its units are. */
  readonly unitsPath: string;
  /** Files beside the compose file, of lines `# file NAME: CONTENT`: name → content. */
  readonly files: Readonly<Record<string, string>>;
}

const folder = join(import.meta.dirname, 'golden');

/** Every compose file below the folder, sorted by name. */
export const goldenCases: readonly GoldenCase[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .sort()
  .map((path) => {
    const name = path.slice(0, -'.yaml'.length);
    const yaml = readFileSync(join(folder, path), 'utf8');
    const files = [...yaml.matchAll(/^# file (\S+): (.*)$/gmu)].map(
      ([, file = '', text = '']) => [file, `${text}\n`] as const,
    );
    return { name, yaml, unitsPath: join(folder, `${name}.units`), files: Object.fromEntries(files) };
  });

/** What `selkie systemd generate` makes of a case, or of another file in its place. */
export async function unitsOfCase({ yaml, files }: GoldenCase, instead = yaml): Promise<CliResult> {
  const setting = (key: string): string | undefined => new RegExp(`^# ${key}: (.*)$`, 'mu').exec(yaml)?.[1];
  return generate(instead, {
    version: setting('podman'),
    scope: setting('scope'),
    placement: setting('placement'),
    options: setting('options')?.split(' ') ?? [],
    files,
  });
}

/** Who made it and with which hashes is the same in every unit, and tested elsewhere. */
export function withoutBookkeeping(text: string): string {
  return text
    .split('\n')
    .filter(
      (line) =>
        !/^(?:(?:Label|PodmanArgs)="?(?:--label=)?| {4})(?:com\.docker\.compose\.|io\.selkie\.)/u.test(line),
    )
    .join('\n');
}
