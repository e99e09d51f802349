import type { Brand } from '../lib/brand.ts';

/** A machine's name: a host name of lower case letters, digits and `-`, at most 32 long. */
export type MachineName = Brand<string, 'MachineName'>;

/** The machine that is meant when none is named. */
export const defaultMachineName = 'selkie' as MachineName;

const pattern = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

/** The machine name that `text` is, or undefined when it is none. */
export function parseMachineName(text: string): MachineName | undefined {
  return pattern.test(text) ? (text as MachineName) : undefined;
}
