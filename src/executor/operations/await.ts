import { waitUntil } from '../wait-until.ts';
import type { Run } from './work.ts';

/** Waits for the container's health. */
export const awaitHealthy: Run<'await-healthy'> = ({ container, timeoutMs, isCheckOptional }, work) =>
  waitUntil({ kind: 'healthy', isCheckOptional: isCheckOptional === true }, container, timeoutMs, work);

/** Waits for the container's end. */
export const awaitCompleted: Run<'await-completed'> = ({ container, timeoutMs }, work) =>
  waitUntil({ kind: 'completed' }, container, timeoutMs, work);
