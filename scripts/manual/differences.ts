/** A deliberate difference from what `docker compose config` prints. */
export interface Difference {
  /** The keys, as paths from the top of the file, or the notation. */
  readonly keys: readonly string[];
  /** Members of a service, or top-level lines after one, that show it. */
  readonly example: string;
  /** What docker compose 2.40.3 makes of the example. */
  readonly dockerCompose: string;
  /** What Selkie makes of it. */
  readonly selkie: string;
  /** What makes docker compose's answer the wrong one, or none. */
  readonly why: string;
  /** How many warnings Selkie gives for the example, where only those differ. */
  readonly warnings?: number;
}

/** All of them, for docs/compose-support.md; test/conformance/differences.test.ts tries each. */
export const differences: readonly Difference[] = [
  {
    keys: ['services.*.build.ssh'],
    example: `services:
  web:
    build:
      context: .
      ssh: ["key=./id"]
`,
    dockerCompose:
      'ends `config --format json` with an error about its own output, and prints `key: /project/id` as YAML, which it reads as an agent of that name',
    selkie: 'prints `key=/project/id` in both forms',
    why: 'a printed project has to mean what the file means when it is read again, and `id=path` is the form of the specification',
  },
  {
    keys: ['networks.*.ipam.options'],
    example: `services:
  web:
    image: busybox
    networks: [net]
networks:
  net:
    ipam:
      options: { a: b }
`,
    dockerCompose: 'takes the key in and drops it',
    selkie: 'keeps and prints it',
    why: 'the specification has it, and what is written should not vanish',
  },
  {
    keys: ['services.*.pid'],
    example: `services:
  web:
    image: busybox
    pid: null
`,
    dockerCompose: 'crashes',
    selkie: 'reads it as not written',
    why: 'the specification allows null',
  },
  {
    keys: [
      'services.*.blkio_config.weight',
      'services.*.blkio_config.weight_device[].weight',
      'services.*.build.ulimits.*',
      'services.*.depends_on.*.required',
      'services.*.volumes[].tmpfs.mode',
    ],
    example: `services:
  web:
    image: busybox
    blkio_config:
      weight: "\${WEIGHT:-300}"
`,
    dockerCompose: 'refuses a text there, so that the value cannot come from a variable',
    selkie:
      'reads the number or flag that the text says, and refuses other texts; the mode is octal, as in `mode` of a secret',
    why: 'the specification allows a text, or casts variables to what the key takes',
  },
  {
    keys: [
      'services.*.memswap_limit',
      'services.*.mem_limit',
      'services.*.mem_reservation',
      'services.*.shm_size',
    ],
    example: `services:
  web:
    image: busybox
    memswap_limit: "-1"
`,
    dockerCompose: 'prints `-1` as a text, and refuses that text when it reads it',
    selkie: 'reads the text `-1` as the number',
    why: 'a printed project has to be readable',
  },
  {
    keys: ['services.*.volumes[].bind.create_host_path'],
    example: `services:
  web:
    image: busybox
    volumes:
      - type: bind
        source: /data
        target: /data
        bind: { create_host_path: false }
`,
    dockerCompose: 'prints `bind: {}`',
    selkie: 'prints the `false` as YAML, and `bind: {}` as JSON',
    why: 'by the specification a host path is made when nothing is said, so the `false` has to be said',
  },
  {
    keys: ['services.*.ulimits.*'],
    example: `services:
  web:
    image: busybox
    ulimits:
      nofile: { soft: 1, hard: 2 }
---
services:
  web:
    ulimits:
      nofile: { soft: 2 }
`,
    dockerCompose: 'forgets the `hard` of the first file and refuses the project',
    selkie: 'lays the second mapping on the first',
    why: 'mappings merge member by member',
  },
  {
    keys: ['include[]'],
    example: `include:
  - path: other.yaml
    nothing: 1
services:
  web:
    image: busybox
`,
    dockerCompose: 'takes an unknown key in and ignores it',
    selkie: 'refuses it, with the nearest key',
    why: 'the specification allows no other keys there, and a mistyped `env_file` should not go unseen',
  },
  {
    keys: ['services.*.volumes[]'],
    example: `services:
  web:
    image: busybox
    volumes: ["/data:/data:U"]
`,
    dockerCompose: 'drops mount options that it does not know: `U`, `O`, `idmap`',
    selkie: 'keeps them as `x-podman-flags` of the mount and hands them to Podman',
    why: 'files written for Podman have them',
  },
  {
    keys: ['services.*.build.no_cache_filter', 'services.*.pre_start'],
    example: `services:
  web:
    image: busybox
    pre_start:
      - command: echo first
`,
    dockerCompose: 'refuses the key, which versions after 2.40.3 have',
    selkie: 'reads it',
    why: 'files written for newer versions have it',
  },
  {
    keys: ['${NAME:-word}'],
    example: `services:
  web:
    image: "busybox:\${TAG:-\${OTHER:?nobody says it}}"
`,
    dockerCompose:
      'works out the word even where `NAME` is set, and refuses the project when something in it is missing',
    selkie: 'works out only what is used',
    why: 'the word stands for a variable that has no value, and here it has one',
  },
  {
    keys: ['${NAME:+word}'],
    example: `services:
  web:
    image: "busybox\${NOBODY:+-\${OTHER}}"
`,
    dockerCompose: 'warns of variables in the word even where `NAME` is not set',
    selkie: 'warns of none that it does not use',
    why: 'a warning that means nothing hides those that do',
    warnings: 0,
  },
  {
    keys: ['services.*.env_file[]'],
    example: `services:
  web:
    image: busybox
    env_file: open-end.env
`,
    dockerCompose:
      'makes a variable without a name of a bare `NAME` in the last line, when no line break ends it',
    selkie: 'reads the last line as any other: `NAME` takes its value from outside',
    why: 'a missing line break at the end of a file has no meaning',
  },
  {
    keys: ['services.*.labels', 'services.*.environment', 'services.*.sysctls'],
    example: `services:
  web:
    image: busybox
    labels: { x-team: blue }
`,
    dockerCompose:
      'takes names that begin with `x-` for extensions, and makes `#extensions: map[x-team:blue]` of them',
    selkie: 'keeps them as the labels, variables and parameters that they are',
    why: 'people choose these names, and the container should have them',
  },
  {
    keys: ['services.*.mem_limit'],
    example: `services:
  web:
    image: busybox
    mem_limit: 1e9
`,
    dockerCompose: 'drops a size that is written with an exponent or a point',
    selkie: 'reads the number, and cuts what is behind the point',
    why: 'a limit that someone wrote should not vanish',
  },
  {
    keys: ['services.*.ports[]'],
    example: `services:
  web:
    image: busybox
    ports:
      - "80:80"
      - { target: 80, published: 80 }
`,
    dockerCompose: 'lists the same port twice, when `published` is a number in the long form',
    selkie: 'lists it once, as with a text',
    why: 'a port is published once',
  },
  {
    keys: ['include[]', 'configs.*.environment'],
    example: `include: [settings.yaml]
services:
  web:
    image: busybox
    configs: [settings]
`,
    dockerCompose:
      'refuses a config of an included file that takes its content from a variable: it has put the content beside the variable, and says that both exclude each other',
    selkie: 'reads it as in any other file',
    why: 'the specification has it, and secrets are read so',
  },
];
