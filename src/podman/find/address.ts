import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Address } from '../endpoint.ts';
import { parseAddress } from '../endpoint.ts';

/** The address that someone wrote. Rejects text that is none, naming where it was written. */
export function addressIn(text: string, source: string): Address {
  const address = parseAddress(text);
  if (typeof address !== 'string') return address;
  throw new ToolError(
    diagnose('engine/bad-address', { address: withoutPassword(text), source, problem: address }),
  );
}

function withoutPassword(text: string): string {
  return text.replace(/:[^:@/]*@/, ':…@');
}
