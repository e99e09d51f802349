import type { Facts } from './facts.ts';

/** Where a check belongs, in the order in which they are shown. */
export const checkGroups = {
  engine: 'Podman',
  programs: 'Programs that Podman runs',
  user: 'An ordinary user’s Podman',
  kernel: 'Kernel and security',
  storage: 'Images and storage',
  reboot: 'After a log-out or a reboot',
  leftovers: 'Left over',
  machines: 'Machines',
} as const;

/** One of them. */
export type CheckGroup = keyof typeof checkGroups;

/** How bad it is: `error` stops people now, `warning` will, `note` is good to know. */
export type FindingState = 'error' | 'warning' | 'note';

/** One thing that mends a finding. `by` says whose rights it takes. */
export type FixStep =
  /** Packages, by the names that the package manager has for them; `isAgain`: they are installed, and lost files. */
  | { readonly kind: 'install'; readonly packages: readonly string[]; readonly isAgain: boolean }
  | { readonly kind: 'run'; readonly command: readonly string[]; readonly by: 'root' | 'user' }
  /** A file of ours as a whole: never one that somebody else wrote. */
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly text: string;
      readonly by: 'root' | 'user';
    }
  /** A symbolic link at `path`, in place of one that leads nowhere. */
  | { readonly kind: 'link'; readonly path: string; readonly target: string; readonly by: 'root' | 'user' }
  | { readonly kind: 'remove'; readonly path: string; readonly by: 'root' | 'user' }
  /** What only a person can do. */
  | { readonly kind: 'advice'; readonly text: string };

/** Something that is not as it should be. */
export interface Finding {
  readonly state: FindingState;
  /** One sentence without a final period; literals in backticks. */
  readonly found: string;
  /** In order. Only advice: `--fix` leaves it to people. */
  readonly fix: readonly FixStep[];
  /** Checks whose errors explain this one: then it is not told as well. */
  readonly follows?: readonly string[];
}

/** What a check came to. */
export type Verdict =
  Finding | { readonly state: 'fine' | 'not-applicable'; /** As above. */ readonly found: string };

/** One thing that is looked at. It reads facts only, and changes nothing. */
export interface Check {
  /** A public name, in kebab case. */
  readonly name: string;
  readonly group: CheckGroup;
  /** What is looked at, for the manual. */
  readonly looksAt: string;
  /** Why it matters, in one sentence without a final period. */
  readonly why: string;
  readonly run: (facts: Facts) => Promise<Verdict>;
}

/** All is as it should be. */
export function fine(found: string): Verdict {
  return { state: 'fine', found };
}

/** The check says nothing of this host. */
export function notApplicable(found: string): Verdict {
  return { state: 'not-applicable', found };
}

/** Advice alone. */
export function advice(text: string): readonly FixStep[] {
  return [{ kind: 'advice', text }];
}
