import type { Outcome } from '../diagnostics/diagnostic.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';
import type { MachineRecord, RootfsRequest, MachineSpec } from './machine-spec.ts';

/** How a folder tree that we made stands; `problem` says what is wrong with it. */
export type TreeState =
  | { readonly kind: 'absent' | 'whole' }
  | { readonly kind: 'half-made' }
  | { readonly kind: 'damaged'; readonly problem: string };

/** What the planner of a rootfs machine needs to know of the world. */
export interface ObservedRoots {
  /** The machine's record; undefined when there is none that can be read. */
  readonly record: MachineRecord | undefined;
  /** The machine's own root. */
  readonly root: TreeState;
  /** The pristine root that the machine is copied from. */
  readonly pristine: TreeState;
}

/** One thing to do, and why. */
export type MachineStep = { readonly because: string } & (
  | { readonly kind: 'make-pristine' }
  | { readonly kind: 'copy-root' }
  /** Puts the pristine files over the root's; what users have made in it stays. */
  | { readonly kind: 'mend-root' }
  /** The last step: from then on the machine exists. */
  | { readonly kind: 'write-record'; readonly spec: MachineSpec }
);

/** The defaults of a new machine. */
const defaultSuite = 'trixie';

/** The machine that a request means, given what is there. */
export function resolveRequest(
  request: RootfsRequest,
  record: MachineRecord | undefined,
  defaultShares: readonly string[],
): MachineSpec {
  return {
    name: request.name,
    provider: 'rootfs',
    suite: request.suite ?? record?.suite ?? defaultSuite,
    packages: request.packages ?? record?.packages ?? [],
    network: request.network ?? record?.network ?? 'host',
    shares:
      record === undefined ? (request.shares ?? defaultShares) : union(record.shares, request.shares ?? []),
    mirror: request.mirror ?? record?.mirror,
  };
}

/** What to do so that the machine is there as wanted; nothing when it is. A machine that differs in kind is never replaced. */
export function planInit(spec: MachineSpec, observed: ObservedRoots): Outcome<readonly MachineStep[]> {
  const { record, root, pristine } = observed;
  const differences = record === undefined ? [] : differencesOf(spec, record);
  if (differences.length > 0) {
    return { value: undefined, diagnostics: [diagnose('machine/differs', { name: spec.name, differences })] };
  }
  const isNew = record === undefined || root.kind === 'absent' || root.kind === 'half-made';
  const steps: MachineStep[] = [];
  if ((isNew || root.kind === 'damaged') && pristine.kind !== 'whole') {
    steps.push({ kind: 'make-pristine', because: whyPristine(pristine, spec.suite) });
  }
  if (isNew) {
    steps.push({ kind: 'copy-root', because: whyCopy(record, root) });
  } else if (root.kind === 'damaged') {
    steps.push({ kind: 'mend-root', because: root.problem });
  }
  if (record === undefined) {
    steps.push({ kind: 'write-record', spec, because: 'the machine is new' });
  } else if (spec.shares.join('\n') !== record.shares.join('\n')) {
    steps.push({ kind: 'write-record', spec, because: 'it shares more folders' });
  }
  return { value: steps, diagnostics: [] };
}

/** Every step on a line, with its reason. */
export function formatSteps(steps: readonly MachineStep[]): string {
  return steps.map((step) => `${step.kind}: ${step.because}`).join('\n');
}

/** Sorted, none twice. */
function union(left: readonly string[], right: readonly string[]): readonly string[] {
  return [...new Set([...left, ...right])].sort();
}

function differencesOf(spec: MachineSpec, record: MachineRecord): readonly string[] {
  const found: string[] = [];
  if (spec.suite !== record.suite) found.push(`suite \`${record.suite}\`, not \`${spec.suite}\``);
  if (spec.network !== record.network) found.push(`network \`${record.network}\`, not \`${spec.network}\``);
  if (spec.packages.join() !== record.packages.join()) {
    found.push(`extra packages ${words(record.packages)}, not ${words(spec.packages)}`);
  }
  return found;
}

function words(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `\`${name}\``).join(', ');
}

function whyPristine(pristine: TreeState, suite: string): string {
  if (pristine.kind === 'damaged') return `the Debian ${suite} root to copy is damaged: ${pristine.problem}`;
  if (pristine.kind === 'half-made') return `the Debian ${suite} root to copy is half made`;
  return `there is no Debian ${suite} root to copy yet`;
}

function whyCopy(record: MachineRecord | undefined, root: TreeState): string {
  if (record !== undefined) return 'the root of the machine is gone';
  return root.kind === 'absent' ? 'the machine has no root yet' : 'the root of the machine is half made';
}
