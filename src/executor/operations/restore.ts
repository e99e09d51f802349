import { diagnose } from '../../diagnostics/diagnostic.ts';
import { look } from '../look.ts';
import type { Run } from './work.ts';

/** Puts an old container back: its successor goes, whatever came of it; nothing is done twice. */
export const restoreContainer: Run<'restore-container'> = async (
  { container, successor, wasRunning },
  { client, containers, signal, warn },
) => {
  const old = await look(client, containers.find(container), signal);
  if (old === undefined) return;
  if (successor !== undefined) {
    const made = await look(
      client,
      containers.find({ name: successor, service: container.service, replica: container.replica }),
      signal,
    );
    if (made !== undefined && made.id !== old.id) {
      await client.removeContainer(made.id, { force: true, volumes: false, timeoutSeconds: 0 });
    }
  }
  if (old.name !== container.name) await client.renameContainer(old.id, container.name);
  if (wasRunning && !old.isRunning) await client.startContainer(old.id);
  if (successor === undefined) return;
  const { name } = container;
  warn(diagnose(wasRunning ? 'execute/put-back' : 'execute/put-back-stopped', { name }));
};
