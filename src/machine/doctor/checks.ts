import type { Check } from './check.ts';
import { apiSocket } from './checks/api-socket.ts';
import { cgroups } from './checks/cgroups.ts';
import { connections } from './checks/connections.ts';
import { containerNames } from './checks/container-names.ts';
import { controllers } from './checks/controllers.ts';
import { engine } from './checks/engine.ts';
import { healthTimers } from './checks/health-timers.ts';
import { helpers } from './checks/helpers.ts';
import { idMapping } from './checks/id-mapping.ts';
import { kvm } from './checks/kvm.ts';
import { linger } from './checks/linger.ts';
import { lowPorts } from './checks/low-ports.ts';
import { machineClock } from './checks/machine-clock.ts';
import { machineDisk } from './checks/machine-disk.ts';
import { machinePrograms } from './checks/machine-programs.ts';
import { networkBackend } from './checks/network-backend.ts';
import { podman } from './checks/podman.ts';
import { podmanWorks } from './checks/podman-works.ts';
import { registryLogins } from './checks/registry-logins.ts';
import { restartService } from './checks/restart-service.ts';
import { rootlessNetwork } from './checks/rootless-network.ts';
import { runtime } from './checks/runtime.ts';
import { selinux } from './checks/selinux.ts';
import { shortNames } from './checks/short-names.ts';
import { staleMachine } from './checks/stale-machine.ts';
import { stalePause } from './checks/stale-pause.ts';
import { staleSockets } from './checks/stale-sockets.ts';
import { storageDriver } from './checks/storage-driver.ts';
import { storageSpace } from './checks/storage-space.ts';
import { subordinateIds } from './checks/subordinate-ids.ts';
import { userNamespaces } from './checks/user-namespaces.ts';
import { userSession } from './checks/user-session.ts';

/** All checks, in the order in which they are told. */
export const checks: readonly Check[] = [
  podman,
  podmanWorks,
  engine,
  apiSocket,
  runtime,
  networkBackend,
  containerNames,
  helpers,
  subordinateIds,
  idMapping,
  rootlessNetwork,
  userSession,
  lowPorts,
  cgroups,
  controllers,
  userNamespaces,
  selinux,
  storageDriver,
  storageSpace,
  shortNames,
  registryLogins,
  linger,
  restartService,
  healthTimers,
  staleSockets,
  stalePause,
  staleMachine,
  connections,
  machinePrograms,
  kvm,
  machineDisk,
  machineClock,
];
