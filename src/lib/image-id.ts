/** The id of an image without its algorithm, as Podman writes it. */
export function bareImageId(id: string): string {
  return id.replace(/^sha256:/, '');
}

/** The id of an image with its algorithm, as docker compose writes it. */
export function fullImageId(id: string): string {
  return `sha256:${bareImageId(id)}`;
}
