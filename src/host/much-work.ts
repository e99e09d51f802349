/** What `start.ts` puts around the program; the library has none. */
declare const optimizeLater: (() => void) | undefined;

/**
 * Says that more is to be done than most commands do. V8 is then told to optimize later, which costs a short command more than
 * it brings.
 */
export function expectMuchWork(): void {
  if (typeof optimizeLater === 'function') optimizeLater();
}
