/** What a registry asks for in `WWW-Authenticate`. */
export type Challenge =
  | { readonly kind: 'basic' }
  | {
      readonly kind: 'bearer';
      /** Where a token is given out. */
      readonly realm: string;
      readonly service: string | undefined;
      readonly scope: string | undefined;
    };

/** The first challenge of a header that can be met; undefined when there is none. Bearer is preferred. */
export function parseChallenge(header: string | readonly string[] | undefined): Challenge | undefined {
  const text = typeof header === 'string' ? header : (header ?? []).join(', ');
  const bearer = /\bbearer\s+(.*)$/is.exec(text)?.[1];
  const realm = bearer === undefined ? undefined : parameter(bearer, 'realm');
  if (bearer !== undefined && realm !== undefined) {
    return {
      kind: 'bearer',
      realm,
      service: parameter(bearer, 'service'),
      scope: parameter(bearer, 'scope'),
    };
  }
  return /\bbasic\b/i.test(text) ? { kind: 'basic' } : undefined;
}

function parameter(text: string, name: string): string | undefined {
  const found = new RegExp(`\\b${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,]+))`, 'i').exec(text);
  return found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2];
}
