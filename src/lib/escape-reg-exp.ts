/** The text as a regular expression that matches it and nothing else; Podman's name filters are such. */
export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
