import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { infraName, podSpec } from '../../podman/spec-generator.ts';
import type { Run } from './work.ts';

/** Starts a pod of nothing but ports, and removes it again. Where not even that starts, nothing may go for the real one. */
export const tryPorts: Run<'try-ports'> = async ({ pod, probe }, { client, features }) => {
  const remove = () => client.removePod(probe.name, { timeoutSeconds: 0 });
  // One that an interrupted run left would have the ports.
  await remove();
  try {
    await client.createPod(podSpec(probe, features));
    await client.startContainer(infraName(probe.name));
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const problems = error.diagnostics.map((one) => toldOf(pod, one));
    throw new ToolError([...problems, diagnose('execute/pod-kept', { pod })], { cause: error });
  } finally {
    await remove();
  }
};

/** A port's refusal is told of the pod that is wanted. */
function toldOf(pod: string, diagnostic: Diagnostic): Diagnostic {
  const action = `publish the ports of pod \`${pod}\``;
  if (diagnostic.code === 'engine/port-in-use')
    return diagnose(diagnostic.code, { ...diagnostic.args, action });
  if (diagnostic.code === 'engine/port-denied')
    return diagnose(diagnostic.code, { ...diagnostic.args, action });
  return diagnostic;
}
