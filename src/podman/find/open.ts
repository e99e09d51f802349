import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { pingServer } from '../calls/system.ts';
import type { Endpoint } from '../endpoint.ts';
import { formatAddress } from '../endpoint.ts';
import { codeOf, problemOf } from '../errors.ts';
import { refuseTooOld } from '../features.ts';
import type { TlsFiles } from '../http/socket.ts';
import type { Transport } from '../transport.ts';
import { createTransport } from '../transport.ts';
import type { Version } from '../version.ts';
import type { Candidate, Search } from './search.ts';
import type { FarShell } from './ssh-shell.ts';
import type { Tunnel } from './ssh-tunnel.ts';

/** A candidate that turned out to be an engine we can use. */
export interface OpenEngine {
  readonly transport: Transport;
  readonly version: Version;
  readonly uri: string;
  /** Runs programs on the engine's machine; undefined where only the engine is reached. */
  readonly shell: FarShell | undefined;
  /** Ends the transport and what it goes through. */
  readonly close: () => Promise<void>;
}

/** Asks the candidate for its version. Rejects with a ToolError that says why it cannot be used. */
export async function openEngine(candidate: Candidate, search: Search): Promise<OpenEngine> {
  const { address, source } = candidate;
  const { host, signal } = search;
  const uri = formatAddress(address);
  if (address.kind === 'unix') await checkSocket(address.path, source, search);
  const tunnel =
    address.kind === 'ssh'
      ? await (await import('./ssh-tunnel.ts')).openTunnel(address, candidate, search)
      : undefined;
  const endpoint: Endpoint = address.kind === 'ssh' ? { kind: 'unix', path: tunnel?.path ?? '' } : address;
  const transport = createTransport(endpoint, await tlsFiles(candidate, host.files));
  const close = async (): Promise<void> => {
    await transport.close();
    await tunnel?.close();
  };
  try {
    const { version } = await pingServer(transport, { uri, source }, signal);
    refuseTooOld(version, uri);
    return { transport, version, uri, shell: tunnel?.shell, close };
  } catch (error) {
    const explained = await explain(error, candidate, uri, tunnel);
    await close();
    throw explained;
  }
}

/** One stat tells apart what a failed connection would not: no socket, no permission, something else. */
async function checkSocket(path: string, source: string, { host }: Search): Promise<void> {
  const uri = `unix://${path}`;
  const unreachable = (problem: string, hint?: string): ToolError =>
    new ToolError(diagnose('engine/unreachable', { uri, source, problem, hint }));
  // A named pipe is no file.
  if (host.platform === 'win32') return;
  const found = await host.files.stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'EACCES') throw new ToolError(diagnose('engine/socket-denied', { path, source }));
    throw unreachable(problemOf(error));
  });
  if (found === undefined) {
    const hint = 'start it with `systemctl enable --now podman.socket` (`--user` for your own)';
    throw unreachable('there is no socket', path.endsWith('/podman/podman.sock') ? hint : undefined);
  }
  if (found.kind !== 'socket') throw unreachable('that is not a socket');
}

async function explain(
  error: unknown,
  { address, source }: Candidate,
  uri: string,
  tunnel: Tunnel | undefined,
): Promise<unknown> {
  if (!(error instanceof ToolError) || error.diagnostics[0]?.code !== 'engine/connection-lost') return error;
  if (address.kind === 'ssh' && tunnel !== undefined) {
    const said = (await tunnel.complaint()) ?? problemOf(error.cause);
    const isNoSocket = said.includes('open failed') || said === problemOf(error.cause);
    return tunnel.failure(isNoSocket ? `nothing answers on \`${tunnel.remote}\` over there` : said);
  }
  const code = codeOf(error.cause);
  if (address.kind === 'unix' && (code === 'EACCES' || code === 'EPERM')) {
    return new ToolError(diagnose('engine/socket-denied', { path: address.path, source }), { cause: error });
  }
  const problem = problemOf(error.cause);
  return new ToolError(diagnose('engine/unreachable', { uri, source, problem, hint: undefined }), {
    cause: error,
  });
}

async function tlsFiles(
  { certificates, address, source }: Candidate,
  files: Search['host']['files'],
): Promise<TlsFiles | undefined> {
  if (certificates === undefined || address.kind !== 'tcp') return undefined;
  const read = (name: string): Promise<string> =>
    files.readText(`${certificates}/${name}`).catch((error: unknown) => {
      const problem = `\`${certificates}/${name}\` cannot be read (${problemOf(error)})`;
      throw new ToolError(
        diagnose('engine/unreachable', { uri: formatAddress(address), source, problem, hint: undefined }),
      );
    });
  const [ca, cert, key] = await Promise.all([read('ca.pem'), read('cert.pem'), read('key.pem')]);
  return { ca, cert, key };
}
