export const scenarioLists: readonly {
  readonly list: string;
  readonly count: number;
  readonly words: string;
}[];
export function scenarioNumbers(title: string): readonly string[];
export function scenarioSummary(
  tests: readonly { readonly title: string; readonly status: string }[],
): readonly string[];
