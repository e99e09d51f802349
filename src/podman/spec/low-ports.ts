const key = 'net.ipv4.ip_unprivileged_port_start';

/**
 * Sysctls of a network namespace that is made for a container or pod, with Docker's default: any user in it may listen on any
 * port, which images with a `USER` of their own count on. What was asked for stays.
 */
export function withLowPorts(sysctls: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return sysctls.has(key) ? sysctls : new Map([...sysctls, [key, '0']]);
}

/** True for a network mode that gives the container a namespace of its own. */
export function isOwnNamespace(mode: string): boolean {
  return !/^(?:host$|ns:|container:|pod\b)/u.test(mode);
}
