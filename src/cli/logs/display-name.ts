/** The name of a container before its output: without the project, as docker compose shows it; a `container_name` stays whole. */
export function displayName(project: string, containerName: string): string {
  for (const separator of ['-', '_']) {
    const prefix = `${project}${separator}`;
    if (containerName.startsWith(prefix)) return containerName.slice(prefix.length);
  }
  return containerName;
}
