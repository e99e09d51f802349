/** A Podman version as three numbers; suffixes such as `-rc1` are dropped. */
export type Version = readonly [number, number, number];

/** The version that `text` begins with, or undefined when it is none. */
export function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text.trim());
  if (match === null) return undefined;
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/** `5.4.2`. */
export function formatVersion(version: Version): string {
  return version.join('.');
}

/** True when `version` is `least` or newer. */
export function isAtLeast(version: Version, least: Version): boolean {
  for (const [index, wanted] of least.entries()) {
    const actual = version[index] ?? 0;
    if (actual !== wanted) return actual > wanted;
  }
  return true;
}
