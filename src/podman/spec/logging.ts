import type { JsonObject } from '../../lib/json.ts';
import { isLogDriver } from '../../model/support.ts';
import type { ContainerDesign } from '../../planner/container-design.ts';

/**
 * The log driver. Always said: the engine's default may be journald, which mixes up the order of stdout and stderr and
 * cannot be followed where events are kept in a file.
 */
export function loggingSpec({ service }: ContainerDesign): JsonObject {
  const { logging } = service;
  const driver = driverOf(logging?.driver);
  const options = logging?.options ?? new Map<string, string>();
  const maxSize = options.get('max-size');
  const path = options.get('path');
  const tag = options.get('tag');
  return {
    log_configuration: {
      driver,
      ...(driver === 'k8s-file' && maxSize !== undefined ? { size: sizeBytes(maxSize) } : {}),
      ...(path === undefined ? {} : { path }),
      // k8s-file with a tag makes conmon fail.
      ...(driver === 'journald' && tag !== undefined ? { options: { tag } } : {}),
    },
  };
}

/** Docker's file drivers are Podman's k8s-file, and so is what Podman does not have: a warning tells of those. */
function driverOf(driver = ''): string {
  const isFile = driver === '' || driver === 'json-file' || driver === 'local' || !isLogDriver(driver);
  return isFile ? 'k8s-file' : driver;
}

/** `10m`, `1g`, `500k`, `1024`: Docker's sizes, by 1024. */
function sizeBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?$/i.exec(text.trim());
  if (match === null) return undefined;
  const power = 'kmgt'.indexOf((match[2] ?? '').toLowerCase()) + 1;
  return Math.floor(Number(match[1]) * 1024 ** (match[2] === '' ? 0 : power));
}
