import type { Clock } from '../../host/host.ts';
import type { MachineProgress } from '../progress.ts';

/** debootstrap's lines, by what they say it is doing. mmdebstrap says `I: installing packages...` and the like. */
const phases: readonly (readonly [RegExp, string])[] = [
  [/^I: (Retrieving InRelease|Retrieving Release|running apt-get update)/, 'reading the package lists'],
  [/^I: Retrieving (?!InRelease|Release|Packages)|^I: downloading packages/, 'downloading packages'],
  [/^I: (Chosen extractor|Extracting|extracting archives)/, 'unpacking the first packages'],
  [/^I: (Installing core|Unpacking required|installing essential)/, 'installing the first packages'],
  [/^I: (Unpacking the base|installing remaining)/, 'unpacking the rest'],
  [/^I: Configuring the base/, 'configuring the rest'],
];

/** A sign of life at least this often. */
const quietMs = 15_000;

/** Takes a root maker's lines and tells the few that matter: each new phase, and in long ones how many packages it has seen. */
export function condense(progress: MachineProgress, clock: Clock): (line: string) => void {
  let phase = '';
  let seen = 0;
  let toldMs = clock.now();
  const tell = (text: string) => {
    toldMs = clock.now();
    progress({ kind: 'detail', text });
  };
  return (line) => {
    const next = phases.find(([pattern]) => pattern.test(line))?.[1];
    // Phases only go forward: the lines of some come again later.
    if (next !== undefined && rank(next) > rank(phase)) {
      phase = next;
      seen = 0;
      tell(phase);
    }
    seen++;
    if (phase !== '' && clock.now() - toldMs >= quietMs) tell(`still ${phase} (${seen} lines of output)`);
  };
}

function rank(phase: string): number {
  return phases.findIndex(([, name]) => name === phase);
}
