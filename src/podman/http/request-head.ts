/** The head of an HTTP/1.1 request, with the empty line behind it. Throws when it would begin another request. */
export function requestHead(
  method: string,
  path: string,
  host: string,
  headers: Readonly<Record<string, string>>,
): string {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  if (lines.some((line) => /[\r\n\0]/.test(line))) throw new Error('a request would be two');
  return `${lines.join('\r\n')}\r\n\r\n`;
}
