import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import type { Host } from '../../host/host.ts';
import { runtimeFolder } from './leftovers.ts';

/**
 * Why gvproxy ended, where a start failed because it did not answer: Podman waits for it for half a minute, and then only says
 * that it is not there. undefined where that is not what happened.
 */
export async function lastWordsOf(host: Host, failure: unknown): Promise<string | undefined> {
  const isAboutIt =
    failure instanceof ToolError &&
    failure.diagnostics.some(
      (one) => one.code === 'machine/podman-refused' && /gvproxy" socket/u.test(one.args.cause),
    );
  if (!isAboutIt || host.platform !== 'linux') return undefined;
  const log = await host.files.readText(`${runtimeFolder(host)}/gvproxy.log`).catch(() => '');
  const errors = [...log.matchAll(/level=(?:error|fatal) msg="((?:[^"\\]|\\.)*)"/gu)];
  return errors.at(-1)?.[1]?.replaceAll('\\"', '"');
}

/** The failure of a start in gvproxy's words. */
export function helperFailure(words: string, cause: unknown): ToolError {
  const cutOff = words.replace(/^gvproxy exiting: /u, '');
  const hint = /no DNS servers/u.test(cutOff)
    ? 'name a server in /etc/resolv.conf: `nameserver 9.9.9.9`'
    : undefined;
  const args = { command: 'gvproxy', cause: cutOff, hint };
  return new ToolError(diagnose('machine/podman-refused', args), { cause });
}
