import { nodeIo } from './cli/node-io.ts';
import { runCli } from './cli/run.ts';
import { nodeHost } from './host/node-host.ts';

// Not only the exit status is set: handles that a library left open must not keep the process.
const exit = (status: number): never => process.exit(status);
const { drained, ...io } = nodeIo(exit);
void runCli(process.argv.slice(2), { host: nodeHost(), ...io }).then(async (status) => {
  await drained();
  exit(status);
});
