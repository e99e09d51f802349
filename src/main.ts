#!/usr/bin/env node
import module from 'node:module';

// Node 22.8 and later keep compiled code between runs. It must be asked for before anything large is loaded.
(module as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();

const [{ runCli }, { nodeHost }, { nodeIo }] = await Promise.all([
  import('./cli/run.ts'),
  import('./host/node-host.ts'),
  import('./cli/node-io.ts'),
]);

// Not only the exit status is set: handles that a library left open must not keep the process.
const exit = (status: number): never => process.exit(status);
exit(await runCli(process.argv.slice(2), { host: nodeHost(), ...nodeIo(exit) }));
