/** Whether services share the project's pod: `pod` refuses where one cannot, `network` makes none. */
export type PlacementMode = 'auto' | 'pod' | 'network';

/** What the files and the command line say about the project's pod. */
export interface PlacementSettings {
  readonly mode: PlacementMode;
  /** undefined: made from the project's name. */
  readonly podName: string | undefined;
  readonly podOptions: PodOptions;
}

/** What the pod is made with beside what its services ask for. */
export interface PodOptions {
  readonly labels: ReadonlyMap<string, string>;
  /** Lines of /etc/hosts: `[name, address]`. */
  readonly hosts: readonly (readonly [string, string])[];
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOptions: readonly string[];
  readonly sysctls: ReadonlyMap<string, string>;
  readonly shmSizeBytes: number | undefined;
  readonly usernsMode: string | undefined;
  /** Options as they were written that have no effect here, each with the reason. */
  readonly unapplied: readonly (readonly [option: string, why: string])[];
}

/** Nothing was asked for. */
export const autoPlacement: PlacementSettings = {
  mode: 'auto',
  podName: undefined,
  podOptions: {
    labels: new Map(),
    hosts: [],
    dns: [],
    dnsSearch: [],
    dnsOptions: [],
    sysctls: new Map(),
    shmSizeBytes: undefined,
    usernsMode: undefined,
    unapplied: [],
  },
};
