import type { JsonObject } from '../../lib/json.ts';
import type { RestartPace, RestartPolicy } from '../../model/restart.ts';
import { msAt, numberAt, objectAt, textAt } from './read.ts';

/** The restart policy of `restart`, or of `deploy.restart_policy` where there is no `restart`. */
export function decodeRestart(definition: JsonObject, deploy: JsonObject): RestartPolicy | undefined {
  const text = textAt(definition, 'restart');
  if (text !== undefined) {
    const [kind = '', attempts] = text.split(':');
    return policy(kind, attempts === undefined ? undefined : Number(attempts));
  }
  if (deploy['restart_policy'] === undefined) return undefined;
  const written = objectAt(deploy, 'restart_policy');
  const maxAttempts = numberAt(written, 'max_attempts');
  const found = policyOf(textAt(written, 'condition') ?? 'any', maxAttempts);
  const pace: RestartPace = {
    delayMs: msAt(written, 'delay'),
    windowMs: msAt(written, 'window'),
    maxAttempts: maxAttempts === 0 ? undefined : maxAttempts,
  };
  const isSaid = Object.values(pace).some((value) => value !== undefined);
  return found !== undefined && isSaid ? { ...found, pace } : found;
}

function policyOf(condition: string, maxAttempts: number | undefined): RestartPolicy | undefined {
  switch (condition) {
    case 'none':
      return policy('no', undefined);
    case 'on-failure':
      return policy('on-failure', maxAttempts);
    default:
      return policy('unless-stopped', undefined);
  }
}

function policy(kind: string, maxAttempts: number | undefined): RestartPolicy | undefined {
  switch (kind) {
    case 'no':
    case 'always':
    case 'unless-stopped':
      return { kind, maxAttempts: undefined };
    case 'on-failure':
      return { kind, maxAttempts: maxAttempts === 0 ? undefined : maxAttempts };
    default:
      return undefined;
  }
}
