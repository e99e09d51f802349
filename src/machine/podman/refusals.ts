/** What helps against the words with which `podman machine` refuses; undefined where they say it all. */
export function hintFor(cause: string): string | undefined {
  return hints.find(([words]) => words.test(cause))?.[1];
}

const hints: readonly (readonly [RegExp, string])[] = [
  [
    /only one VM can be active|already (running|starting)/iu,
    'stop the other one first: `selkie machine ls` shows which runs',
  ],
  [/greater than total system memory/iu, 'ask for less with `--memory`: the host needs some itself'],
  [
    /unable to change settings unless vm is stopped/iu,
    '`selkie machine apply` stops it, changes it and starts it again',
  ],
  [
    /could not find "?(gvproxy|qemu-system|virtiofsd|vfkit|krunkit)|(gvproxy|qemu-system[^ ]*|qemu-img|virtiofsd).*(not found|no such file)/iu,
    'a program that machines need is missing: `selkie doctor --fix` finds where it is, or installs it',
  ],
  [
    /qemu exited unexpectedly/iu,
    'KVM may be missing or not yours to use: see whether `/dev/kvm` can be opened',
  ],
  [
    /mount destination cannot be/iu,
    'give the folder another place in the machine: `--volume SOURCE:/mnt/NAME`',
  ],
  [/--shrink/u, 'the image is larger than that: ask for a larger `--disk-size`'],
  [/no such file or directory/iu, 'check the path: `~` and variables are not expanded here'],
  [
    /^unsupported OS$|(?:rpm-ostree|bootc): command not found/u,
    'only a machine whose system came from such an image takes another: the default image is one, see `selkie machine init --image`',
  ],
  [
    /handshake failed|unable to authenticate/iu,
    'the key is not the one the machine was made with: make the machine anew',
  ],
];
