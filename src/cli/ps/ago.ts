const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A length of time as docker words it: `3 seconds`, `About a minute`, `2 weeks`. */
export function roughDuration(ms: number): string {
  if (ms < secondMs) return 'Less than a second';
  if (ms < 2 * secondMs) return '1 second';
  if (ms < minuteMs) return `${Math.floor(ms / secondMs)} seconds`;
  if (ms < 2 * minuteMs) return 'About a minute';
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} minutes`;
  // From here on docker rounds to the nearest hour first.
  const hours = Math.round(ms / hourMs);
  if (hours < 2) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  const days = Math.floor((hours * hourMs) / dayMs);
  if (days < 14) return `${days} days`;
  if (days < 60) return `${Math.floor(days / 7)} weeks`;
  if (days < 730) return `${Math.floor(days / 30)} months`;
  return `${Math.floor(days / 365)} years`;
}
