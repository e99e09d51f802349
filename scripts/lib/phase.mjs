// Plain Node without dependencies.

/** Runs one part of a script under a heading, and says how long it took. Undefined parts cost nothing and say so. */
export async function phase(title, work) {
  console.error(`\n== ${title}`);
  const startedMs = performance.now();
  const result = await work();
  console.error(`== ${title}: ${seconds(performance.now() - startedMs)}`);
  return result;
}

/** Milliseconds as people read them. */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
