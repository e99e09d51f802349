declare const brand: unique symbol;

/** `T` that only the parser of that name makes, so an unchecked value cannot stand in for a checked one. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
