import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Project } from '../../model/project.ts';
import { label } from '../../planner/labels.ts';
import type { ObservedState } from '../../planner/observed.ts';
import type { Operation, Plan } from '../../planner/plan.ts';
import type { SecretContent } from '../../podman/replies.ts';
import type { CommandContext, Engine } from '../context.ts';

/** A secret that is about to be replaced, as it is now. It is held in memory alone, for as long as the work may fail. */
export interface ReplacedSecret {
  readonly operation: Extract<Operation, { kind: 'create-secret' }>;
  readonly labels: ReadonlyMap<string, string>;
  readonly content: SecretContent;
}

/** Reads the secrets that a plan puts others in the place of. */
export async function readReplaced(
  { client }: Engine,
  plan: Plan,
  { secrets }: ObservedState,
  signal: AbortSignal,
): Promise<readonly ReplacedSecret[]> {
  const there = new Map(secrets.map(({ name, labels }) => [name, labels] as const));
  return Promise.all(
    plan.operations.flatMap((operation) => {
      if (operation.kind !== 'create-secret') return [];
      const labels = there.get(operation.name);
      if (labels === undefined) return [];
      return [
        client
          .readSecret(operation.name, signal)
          // A driver that cannot give it now is no reason not to go on.
          .catch((error: unknown) => {
            if (error instanceof ToolError && !signal.aborted) return unknownContent;
            throw error;
          })
          .then((content): ReplacedSecret => ({ operation, labels, content })),
      ];
    }),
  );
}

const unknownContent: SecretContent = { text: undefined, driver: '', driverOptions: new Map() };

/** Gives secrets the content that they had. Warns of those whose content did not come back from the engine as it went there. */
export async function restoreSecrets(
  context: CommandContext,
  { client }: Engine,
  project: Project,
  replaced: readonly ReplacedSecret[],
): Promise<void> {
  // An interrupt ends the work, not its undoing.
  const { signal } = new AbortController();
  const now = replaced.length === 0 ? [] : await client.listSecrets({}, signal);
  const { fileObjectDigest } = await import('../../executor/file-object-contents.ts');
  for (const { operation, labels, content } of replaced) {
    const { name, object } = operation;
    const digest = labels.get(label.content);
    if (now.find((secret) => secret.name === name)?.labels.get(label.content) === digest) continue;
    const bytes = content.text === undefined ? undefined : new TextEncoder().encode(content.text);
    const isSame = (all: Uint8Array): boolean =>
      digest === undefined || digest.startsWith(fileObjectDigest(object, project, all));
    if (bytes === undefined || !isSame(bytes)) {
      context.report([diagnose('systemd/secret-changed', { name })]);
      continue;
    }
    const { driver, driverOptions } = content;
    // The usual driver's only option is where it keeps them all.
    const kept = driver === 'file' ? {} : { driver, driverOptions };
    await client.createSecret(name, bytes, { labels, ...kept }, signal);
  }
}
