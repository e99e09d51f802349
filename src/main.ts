#!/usr/bin/env node
import module from 'node:module';

// Node 22.8 and later keep compiled code between runs; it must be asked before anything large is loaded.
(module as { enableCompileCache?: () => void }).enableCompileCache?.();

const { runCli } = await import('./cli/run.ts');
const { nodeHost } = await import('./host/node-host.ts');
const { nodeStreams, nodeInterrupts } = await import('./cli/node-streams.ts');

const io = { host: nodeHost(), streams: nodeStreams(), interrupts: nodeInterrupts() };
process.exit(await runCli(process.argv.slice(2), io));
