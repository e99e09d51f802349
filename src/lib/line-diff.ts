/** Lines around a change that are shown with it. */
const context = 2;

/**
 * How one text becomes another: lines with ` `, `-` or `+` before them, each with its line break, and `@@` where lines are
 * left out. Empty for equal texts. For texts of some hundred lines: time and space grow with the product of their lengths.
 */
export function diffLines(before: string, after: string): readonly string[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const edits = editsOf(old, fresh);
  const near = edits.map((_, index) =>
    edits.slice(Math.max(0, index - context), index + context + 1).some(([mark]) => mark !== ' '),
  );
  return edits.flatMap(([mark, line], index) => {
    if (near[index] !== true) return [];
    return near[index - 1] === true ? [`${mark}${line}\n`] : ['@@\n', `${mark}${line}\n`];
  });
}

type Edit = readonly [mark: ' ' | '-' | '+', line: string];

function editsOf(old: readonly string[], fresh: readonly string[]): readonly Edit[] {
  const common = commonLengths(old, fresh);
  const at = (row: number, column: number): number => common[row]?.[column] ?? 0;
  const edits: Edit[] = [];
  let [row, column] = [0, 0];
  while (row < old.length || column < fresh.length) {
    const [left, right] = [old[row], fresh[column]];
    if (left !== undefined && left === right) {
      edits.push([' ', left]);
      row += 1;
      column += 1;
    } else if (left !== undefined && (right === undefined || at(row + 1, column) >= at(row, column + 1))) {
      edits.push(['-', left]);
      row += 1;
    } else {
      edits.push(['+', right ?? '']);
      column += 1;
    }
  }
  return edits;
}

/** How many lines the rests of both texts, from each pair of places on, have in common. */
function commonLengths(old: readonly string[], fresh: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = fresh.length - 1; column >= 0; column -= 1) {
      const here = table[row];
      if (here === undefined) continue;
      here[column] =
        old[row] === fresh[column]
          ? (table[row + 1]?.[column + 1] ?? 0) + 1
          : Math.max(table[row + 1]?.[column] ?? 0, here[column + 1] ?? 0);
    }
  }
  return table;
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/u, '').split('\n');
}
