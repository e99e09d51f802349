const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** A time that `--since` and `--until` take, as RFC 3339 or unix seconds: those, a local date and time, or how long ago (`1h30m`). */
export function parsePointInTime(text: string, nowMs: number): string | undefined {
  if (/^\d+(?:\.\d+)?$/u.test(text)) return text;
  const agoMs = parseAgo(text);
  if (agoMs !== undefined) return new Date(nowMs - agoMs).toISOString();
  if (!/^\d{4}-\d{2}-\d{2}(?:T|$)/u.test(text)) return undefined;
  // A date alone means its first moment here; Date would take it as UTC.
  const ms = Date.parse(text.includes('T') ? text : `${text}T00:00:00`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

function parseAgo(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[hms]))+$/u.test(text)) return undefined;
  let sum = 0;
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[hms])/gu)) {
    sum += Number(count) * (unitMs[unit ?? ''] ?? 0);
  }
  return sum;
}
