import type { FixStep } from '../check.ts';
import type { Facts } from '../facts.ts';
import { findProgram } from '../programs.ts';

const ofSystemd = '/usr/lib/systemd/systemd-sysctl';

/** The steps that give the kernel settings, as lines `KEY = VALUE`, now and after a reboot. */
export async function kernelSettings(
  facts: Facts,
  file: string,
  lines: readonly string[],
): Promise<readonly FixStep[]> {
  const hasSysctl = (await findProgram(facts, 'sysctl')) !== undefined;
  return [
    { kind: 'write', path: file, text: `${lines.join('\n')}\n`, by: 'root' },
    { kind: 'run', command: hasSysctl ? ['sysctl', '--load', file] : [ofSystemd, file], by: 'root' },
  ];
}
