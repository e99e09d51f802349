import { diagnose } from '../diagnostics/diagnostic.ts';
import { isJsonObject, jsonScalarText } from '../lib/json.ts';
import { items, undefinedName } from './service-check.ts';
import type { ServiceCheck } from './service-check.ts';

/** Reports container paths that are mounted twice, mounts without what their type needs, and unknown volumes. */
export function checkMounts(check: ServiceCheck): void {
  const { name, definition, place, project, found } = check;
  const taken = new Map<string, readonly (string | number)[]>();
  const take = (target: string, path: readonly (string | number)[]): void => {
    const before = taken.get(target);
    if (before === undefined) {
      taken.set(target, path);
      return;
    }
    found.push(
      diagnose('compose/duplicate-target', { service: name, target }, place.span(...path), [
        { span: place.span(...before), message: 'mounted here first' },
      ]),
    );
  };
  for (const [index, text] of items(definition['tmpfs']).entries()) {
    take(jsonScalarText(text).split(':')[0] ?? '', ['tmpfs', index]);
  }
  for (const [index, mount] of items(definition['volumes']).entries()) {
    if (!isJsonObject(mount)) continue;
    const { type, source, target } = mount;
    if (typeof target === 'string') take(target, ['volumes', index]);
    if (type === 'volume' && typeof source === 'string' && !project.volumes.has(source)) {
      undefinedName(check, 'volume', source, ['volumes', index, 'source']);
    }
    if (type === 'bind' && source === undefined) {
      found.push(
        diagnose('compose/mount-without-source', { service: name, type }, place.span('volumes', index)),
      );
    }
  }
}
