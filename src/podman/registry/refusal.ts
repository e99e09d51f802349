import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isJsonObject } from '../../lib/json.ts';
import { printImageRef } from '../../model/image-ref.ts';
import type { ImageRef } from '../../model/image-ref.ts';
import type { RegistryReply } from './http.ts';

/** What a registry's answer means when it is not the image. */
export function refusal(image: ImageRef, registry: string, { status, body }: RegistryReply): Diagnostic {
  const args = { image: printImageRef(image), registry };
  const told = messageIn(body);
  if (status === 404) return diagnose('registry/no-image', args);
  if (status === 401 || status === 403) return diagnose('registry/denied', args);
  const reason = told === undefined ? `it answers with status ${status}` : `${told} (status ${status})`;
  return diagnose('registry/failed', { ...args, reason });
}

/** Why nothing came back at all. */
export function unreachable(image: ImageRef, registry: string, error: unknown): Diagnostic {
  return diagnose('registry/unreachable', { image: printImageRef(image), registry, reason: reasonOf(error) });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // Several addresses were tried: their errors are alike.
  if (error instanceof AggregateError && error.message === '') return reasonOf(error.errors[0]);
  return error.message.split('\n')[0] ?? error.message;
}

function messageIn(body: Uint8Array): string | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    const errors = isJsonObject(value) ? value['errors'] : undefined;
    const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
    const message = isJsonObject(first) ? first['message'] : undefined;
    return typeof message === 'string' && message !== '' ? message.slice(0, 200) : undefined;
  } catch {
    return undefined;
  }
}
