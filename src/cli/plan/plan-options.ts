import { Option } from '@commander-js/extra-typings';
import type { PlanForm } from './show-plan.ts';

/** What commands that can show their plan take beside their own options. */
export interface PlanOptions {
  readonly format?: PlanForm | undefined;
  /** `selkie plan` only: 2 says that something is to do. */
  readonly exitCode?: true | undefined;
  /** `selkie plan` only: the file to write to. */
  readonly output?: string | undefined;
}

/** `--format` for a plan; absent is text. */
export function planFormatOption(description: string) {
  return new Option('--format <form>', description).choices([
    'text',
    'json',
    'dot',
    'mermaid',
    'svg',
  ] as const);
}
