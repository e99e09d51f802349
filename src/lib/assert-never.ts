/** Marks a switch as total: a case that the types rule out is a bug, and says which value it met. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
