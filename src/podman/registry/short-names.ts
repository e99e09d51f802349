import type { Host } from '../../host/host.ts';
import { isJsonObject } from '../../lib/json.ts';
import { configFiles } from './settings.ts';

/**
 * Image names without a tag → the whole names that registries.conf and its drop-ins give them. Of several for one name the
 * last counts. What cannot be read counts as absent.
 */
export async function readShortNames(host: Host): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const file of await configFiles(host)) {
    const text = await host.files.readText(file).catch(() => '');
    if (!/^\s*\[aliases\]/mu.test(text)) continue;
    const { parse } = await import('smol-toml');
    let root: unknown;
    try {
      root = parse(text);
    } catch {
      continue;
    }
    const aliases = isJsonObject(root) ? root['aliases'] : undefined;
    for (const [name, whole] of Object.entries(isJsonObject(aliases) ? aliases : {})) {
      if (typeof whole === 'string' && whole !== '') found.set(name, whole);
    }
  }
  return found;
}
