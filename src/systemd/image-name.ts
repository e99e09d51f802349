import { parseImageRef, printImageRef } from '../model/image-ref.ts';

/** An image's whole name: a short one is looked for in other places by other engines, and the generator warns of it. */
export function qualifiedImage(image: string, isBuiltHere: boolean): string {
  const short = parseImageRef(image);
  if (short === undefined) return image;
  const whole = printImageRef(short);
  if (whole === image || image.startsWith(`${short.registry}/`)) return image;
  // What is built under a short name is kept as this host's own.
  return isBuiltHere ? `localhost/${image}` : whole;
}
