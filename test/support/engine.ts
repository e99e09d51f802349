/** The engine that tests may use, from SELKIE_TEST_SOCKET; undefined where there is none. */
export function realEngine(): { readonly socket: string } | undefined {
  const socket = process.env['SELKIE_TEST_SOCKET'];
  return socket === undefined || socket === '' ? undefined : { socket };
}

/** An image on that engine with a busybox in it; the set-up of the tests makes it. */
export const testImage = process.env['SELKIE_TEST_IMAGE'] ?? 'localhost/selkie-test:latest';
