import type { ObservedContainer } from './observed.ts';
import type { ContainerRef } from './plan.ts';

/** Keys of the steps of one container, by its final name. */
export const containerKey = {
  create: (name: string): string => `create:${name}`,
  init: (name: string): string => `init:${name}`,
  start: (name: string): string => `start:${name}`,
  stop: (name: string): string => `stop:${name}`,
  kill: (name: string): string => `kill:${name}`,
  pause: (name: string): string => `pause:${name}`,
  remove: (name: string): string => `remove:${name}`,
  rename: (name: string): string => `rename:${name}`,
  restore: (name: string): string => `restore:${name}`,
  healthy: (name: string): string => `healthy:${name}`,
  completed: (name: string): string => `completed:${name}`,
} as const;

/** How operations name a container that is there. */
export function refTo(
  container: ObservedContainer,
  { service, replica }: { readonly service: string; readonly replica: number },
): ContainerRef {
  return { name: container.name, id: container.id, service, replica };
}
