/** What a project wants of the machine that its engine runs in: `x-podman.machine`. What is undefined is left as it is. */
export interface MachineSettings {
  /** undefined: the provider's default machine. */
  readonly name: string | undefined;
  /** undefined: the provider that this platform has. */
  readonly provider: 'podman' | 'rootfs' | undefined;
  readonly cpus: number | undefined;
  readonly memoryBytes: number | undefined;
  readonly diskBytes: number | undefined;
  readonly swapBytes: number | undefined;
  readonly isRootful: boolean | undefined;
  /** A version, an OCI reference, a URL or a file, as written. */
  readonly image: string | undefined;
  /** Selectors of devices, as written; undefined says nothing of them, empty is none. */
  readonly usb: readonly string[] | undefined;
  /** `SOURCE` or `SOURCE:TARGET`, as written; undefined says nothing of them. */
  readonly volumes: readonly string[] | undefined;
  readonly timezone: string | undefined;
  readonly hasUserModeNetworking: boolean | undefined;
}
