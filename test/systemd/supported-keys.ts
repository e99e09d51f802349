import type { Version } from '../../src/podman/version.ts';
import { isAtLeast, parseVersion } from '../../src/podman/version.ts';

/** Section → version → the keys that Podman's generator of that version knows and the one before did not, as its sources have them. */
const added: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Container: {
    '4.4':
      'AddCapability AddDevice Annotation ContainerName DropCapability Environment EnvironmentFile EnvironmentHost Exec ExposeHostPort Group Image Label Network NoNewPrivileges Notify PodmanArgs PublishPort ReadOnly RunInit SeccompProfile Timezone User Volume',
    '4.5':
      'HealthCmd HealthInterval HealthOnFailure HealthRetries HealthStartPeriod HealthTimeout HealthStartupCmd HealthStartupInterval HealthStartupRetries HealthStartupSuccess HealthStartupTimeout IP IP6 LogDriver Mount Rootfs Secret SecurityLabelDisable SecurityLabelFileType SecurityLabelLevel SecurityLabelType Tmpfs UserNS',
    '4.6': 'AutoUpdate HostName Mask Unmask Pull SecurityLabelNested Sysctl WorkingDir',
    // Before 5.0 it could not be said more than once.
    '4.7': 'DNS DNSOption DNSSearch PidsLimit ShmSize',
    '4.8': 'ContainersConfModule GlobalArgs GIDMap UIDMap SubGIDMap SubUIDMap ReadOnlyTmpfs',
    '5.0': 'Entrypoint Pod StopTimeout Ulimit',
    '5.1': 'GroupAdd',
    '5.2': 'LogOpt NetworkAlias StopSignal',
    '5.3':
      'AddHost CgroupsMode HealthLogDestination HealthMaxLogCount HealthMaxLogSize ServiceName StartWithPod',
    '5.5': 'Memory ReloadCmd ReloadSignal Retry RetryDelay',
    '5.7': 'HttpProxy',
    '5.8': 'AppArmor',
  },
  Pod: {
    '5.0': 'ContainersConfModule GlobalArgs Network PodName PodmanArgs PublishPort Volume',
    '5.2': 'NetworkAlias',
    '5.3': 'AddHost DNS DNSOption DNSSearch GIDMap UIDMap SubGIDMap SubUIDMap IP IP6 UserNS ServiceName',
    '5.4': 'ShmSize',
    '5.5': 'HostName',
    '5.6': 'ExitPolicy Label',
    '5.7': 'StopTimeout',
  },
  Network: {
    '4.4': 'DisableDNS Driver Gateway IPAMDriver IPRange IPv6 Internal Label Options Subnet',
    '4.6': 'PodmanArgs',
    '4.7': 'DNS NetworkName',
    '4.8': 'ContainersConfModule GlobalArgs',
    '5.3': 'ServiceName',
    '5.5': 'NetworkDeleteOnStop',
    '5.6': 'InterfaceName',
  },
  Volume: {
    '4.4': 'Copy Device Group Label Options Type User',
    '4.6': 'PodmanArgs',
    '4.7': 'VolumeName',
    '4.8': 'ContainersConfModule Driver GlobalArgs Image',
    '5.3': 'ServiceName',
  },
  Build: {
    '5.2':
      'Annotation Arch AuthFile ContainersConfModule DNS DNSOption DNSSearch Environment File ForceRM GlobalArgs GroupAdd ImageTag Label Network PodmanArgs Pull Secret SetWorkingDirectory TLSVerify Target Variant Volume',
    '5.3': 'ServiceName',
    '5.5': 'Retry RetryDelay',
    '5.7': 'BuildArg IgnoreFile',
  },
  Kube: {
    '4.4': 'ConfigMap Network PublishPort Yaml',
    '4.5': 'LogDriver UserNS',
    '4.6': 'ExitCodePropagation PodmanArgs',
    '4.7': 'AutoUpdate SetWorkingDirectory',
    '4.8': 'ContainersConfModule GlobalArgs KubeDownForce',
    '5.2': 'LogOpt',
    '5.3': 'ServiceName',
  },
  Quadlet: { '5.3': 'DefaultDependencies' },
};

/** True when the generator of that version knows the key of that section. */
export function isSupported(section: string, key: string, version: Version): boolean {
  return Object.entries(added[section] ?? {}).some(([first, keys]) => {
    const since = parseVersion(first);
    return since !== undefined && isAtLeast(version, since) && keys.split(' ').includes(key);
  });
}
