// Plain Node without dependencies: samples → medians, ratios and a table.

/** The middle one; of two the mean. */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One row for each thing done, with the medians of each program and how many times Selkie's time the others took. */
export function summarize(samples) {
  const rows = new Map();
  for (const sample of samples) {
    const { part, row, count } = sample;
    const key = [part, row, count ?? ''].join(' ');
    if (!rows.has(key)) rows.set(key, { part, row, count, samples: [] });
    rows.get(key).samples.push(sample);
  }
  return [...rows.values()].map(({ samples: own, ...row }) => {
    const names = [...new Set(own.map(({ program }) => program))];
    const of = Object.fromEntries(
      names.map((name) => [name, mediansOf(own.filter((one) => one.program === name))]),
    );
    const ours = of.selkie?.wallMs;
    const ratios = Object.fromEntries(
      names.flatMap((name) =>
        ours === undefined ? [] : [[name, Math.round((of[name].wallMs / ours) * 100) / 100]],
      ),
    );
    return { ...row, medians: of, ratios };
  });
}

function mediansOf(samples) {
  const kinds = ['wallMs', 'cpuMs', 'peakBytes'].filter((kind) => samples.some((sample) => kind in sample));
  return {
    samples: samples.length,
    ...Object.fromEntries(
      kinds.map((kind) => [kind, Math.round(median(samples.map((sample) => sample[kind])))]),
    ),
  };
}

const columns = ['selkie', 'docker-compose', 'podman-compose', 'floor', 'bare node'];

/** The rows of one part as lines: seconds, and behind the others' times how many times Selkie's they are. */
export function table(rows, part) {
  const own = rows.filter((row) => row.part === part);
  const shown = columns.filter((name) => own.some(({ medians }) => name in medians));
  if (shown.length === 0) return [];
  const order = [...new Set(own.map(({ row }) => row))];
  own.sort((a, b) => order.indexOf(a.row) - order.indexOf(b.row) || (a.count ?? 0) - (b.count ?? 0));
  const lines = own.map(({ row, count, medians, ratios }) => [
    row,
    count === undefined ? '' : String(count),
    ...shown.map((name) => cell(medians[name], name === 'selkie' ? undefined : ratios[name])),
  ]);
  return align([['', own.some(({ count }) => count !== undefined) ? 'N' : '', ...shown], ...lines]);
}

function cell(medians, ratio) {
  if (medians === undefined) return '';
  const memory = medians.peakBytes === undefined ? '' : ` ${Math.round(medians.peakBytes / 2 ** 20)} MiB`;
  return `${(medians.wallMs / 1000).toFixed(2)} s${memory}${ratio === undefined ? '' : ` (${ratio.toFixed(2)})`}`;
}

function align(lines) {
  const widths = lines[0].map((_, index) => Math.max(...lines.map((line) => line[index].length)));
  return lines.map((line) =>
    line
      .map((text, index) => (index === 0 ? text.padEnd(widths[index]) : text.padStart(widths[index])))
      .join('  ')
      .trimEnd(),
  );
}
