/** A row of the table in docs/systemd.md: what podlet ends at, in a compose file, and what of its units says that it is kept. */
export interface PodletRow {
  /** The row's first cell. */
  readonly row: string;
  readonly yaml: string;
  /** Files beside the compose file. */
  readonly files?: Readonly<Record<string, string>>;
  /** File → lines that have to be in it. */
  readonly lines: Readonly<Record<string, readonly string[]>>;
  /** Files that are not to be there. */
  readonly absent?: readonly string[];
  /** Keys that a warning names; of the others none does. */
  readonly warned?: readonly string[];
}

const image = 'image: docker.io/library/app';

export const podletRows: readonly PodletRow[] = [
  {
    row: '`${VARIABLES}`, `.env`',
    yaml: 'services: { web: { image: "docker.io/library/app:${TAG:-1}", user: "${WHO}" } }',
    files: { '.env': 'WHO=5\n' },
    lines: { 'shop-web.container': ['Image=docker.io/library/app:1', 'User=5'] },
  },
  {
    row: '`include`, `extends`, `profiles`',
    yaml: `
include: [more.yaml]
services:
  web: { extends: { service: base } }
  base: { ${image}, init: true }
  debug: { ${image}, profiles: [debug] }
`,
    files: { 'more.yaml': `services: { added: { ${image} } }\n` },
    lines: { 'shop-web.container': ['RunInit=true'], 'shop-added.container': ['ContainerName=shop-added-1'] },
    absent: ['shop-debug.container'],
  },
  {
    row: '`x-` extensions',
    yaml: `
x-shared: &shared { init: true }
services: { web: { ${image}, <<: *shared, x-own: 1 } }
`,
    lines: { 'shop-web.container': ['RunInit=true'] },
  },
  {
    row: '`configs`, secrets from files and variables',
    yaml: `
services: { web: { ${image}, configs: [conf], secrets: [token, key] } }
configs: { conf: { content: x } }
secrets: { token: { environment: HOME }, key: { file: ./key } }
`,
    files: { key: 'x' },
    lines: {
      'shop-web.container': [
        'Secret=shop_conf.config,target=/conf,uid=0,gid=0,mode=0444',
        'Secret=shop_token,target=/run/secrets/token,uid=0,gid=0,mode=0444',
        'Secret=shop_key,target=/run/secrets/key,uid=0,gid=0,mode=0444',
      ],
    },
  },
  {
    row: 'external networks and volumes, `name:` of networks and volumes',
    yaml: `
services: { web: { ${image}, networks: [out, own], volumes: ["data:/d", "mine:/m"] } }
networks: { out: { external: true }, own: { name: our-net } }
volumes: { data: { external: true }, mine: { name: our-data } }
`,
    lines: {
      'shop.pod': [
        'Network=out:alias=shop-web-1,alias=web',
        'Network=shop-own.network:alias=shop-web-1,alias=web',
      ],
      'shop-own.network': ['NetworkName=our-net'],
      'shop-web.container': ['Volume=data:/d:rw', 'Volume=shop-mine.volume:/m:rw'],
      'shop-mine.volume': ['VolumeName=our-data'],
    },
    absent: ['shop-out.network', 'shop-data.volume'],
  },
  {
    row: '`depends_on` with `service_healthy`, `service_completed_successfully`',
    yaml: `
services:
  web:
    ${image}
    depends_on: { db: { condition: service_healthy }, job: { condition: service_completed_successfully } }
  db: { ${image}, healthcheck: { test: check } }
  job: { ${image} }
`,
    lines: {
      'shop-web.container': [
        'ExecStartPre=/usr/bin/systemctl is-active --quiet shop-db.service',
        'ExecStartPre=/usr/bin/systemctl is-active --quiet shop-job.service',
      ],
      'shop-db.container': ['Notify=healthy'],
      'shop-job.container': ['Type=oneshot', 'RemainAfterExit=yes'],
    },
  },
  {
    row: '`restart: true` with `required: false`, `env_file` with `required: false`, `pull_policy: build`',
    yaml: `
services:
  web:
    ${image}
    depends_on: { db: { condition: service_started, restart: true, required: false } }
    env_file: [{ path: not-there.env, required: false }]
  db: { build: ., pull_policy: build }
`,
    lines: {
      'shop-web.container': ['Wants=shop-db.service', 'After=shop-db.service', 'PartOf=shop-db.service'],
      'shop-db.container': ['Image=shop-db.build'],
    },
  },
  {
    row: '`deploy`, `scale`',
    yaml: `
services:
  web:
    ${image}
    deploy:
      replicas: 2
      resources: { limits: { pids: 5 }, reservations: { devices: [{ driver: nvidia, count: all, capabilities: [gpu] }] } }
      restart_policy: { condition: on-failure, delay: 5s, max_attempts: 3 }
  more: { ${image}, scale: 2 }
`,
    lines: {
      'shop-web-1.container': ['PidsLimit=5', 'AddDevice=nvidia.com/gpu=all', 'StartLimitBurst=4'],
      'shop-web-2.container': ['Restart=on-failure', 'RestartSec=5000ms'],
      'shop-more-2.container': ['ContainerName=shop-more-2'],
    },
  },
  {
    row: '`domainname`, `links`, `volumes_from`',
    yaml: `
services:
  web: { ${image}, domainname: example.org, links: ["db:database"], volumes_from: ["db:ro"] }
  db: { ${image} }
`,
    lines: {
      'shop-web.container': ['HostName=web.example.org', 'PodmanArgs=--volumes-from=shop-db-1:ro'],
      'shop.pod': ['AddHost=database:127.0.0.1'],
    },
  },
  {
    row: '`build` and `image` together, builds without tags, with `dockerfile_inline`, `secrets`, `privileged`, `entitlements`',
    yaml: `
services:
  web: { image: docker.io/team/app, build: { context: ., secrets: [key], privileged: true } }
  untagged: { build: { context: ., dockerfile_inline: "FROM scratch", entitlements: [network.host] } }
secrets: { key: { file: ./key } }
`,
    files: { key: 'x' },
    lines: {
      'shop-web.build': [
        'ImageTag=docker.io/team/app',
        'Secret=id=key,src=/project/key',
        'PodmanArgs=--cap-add=ALL',
      ],
      'shop-untagged.build': ['ImageTag=localhost/shop-untagged', 'File=./shop-untagged.Containerfile'],
      'shop-untagged.Containerfile': ['FROM scratch'],
      'shop-web.container': ['Image=shop-web.build'],
    },
  },
  {
    row: '`ipc: service:NAME`',
    yaml: `services: { web: { ${image}, ipc: "service:db" }, db: { ${image}, ipc: shareable } }`,
    lines: {
      'shop-web.container': [
        'PodmanArgs=--ipc=container:shop-db-1',
        'BindsTo=shop-db.service',
        'After=shop-db.service',
      ],
    },
  },
  {
    row: 'volumes with `subpath` or `create_host_path`',
    yaml: `
services:
  web:
    ${image}
    volumes:
      - { type: volume, source: data, target: /d, volume: { subpath: part } }
      - { type: bind, source: /srv/made, target: /m, bind: { create_host_path: true } }
volumes: { data: {} }
`,
    lines: {
      'shop-web.container': [
        'Mount=type=volume,source=shop-data.volume,target=/d,subpath=part',
        'ExecStartPre=-/usr/bin/mkdir -p /srv/made',
      ],
    },
  },
  {
    row: "`driver_opts`, `priority` and `gw_priority` of a service's network",
    yaml: `
services:
  web: { ${image}, networks: { back: { priority: 1 }, front: { priority: 5, gw_priority: 2, driver_opts: { mtu: "1400" } } } }
networks: { back: {}, front: {} }
`,
    lines: { 'shop-front.network': ['Options=metric=99'] },
  },
  {
    row: '`attach`, `develop`, `consistency` of volumes, `attachable` networks',
    yaml: `
services:
  web:
    ${image}
    attach: false
    develop: { watch: [{ path: ./src, action: rebuild }] }
    volumes: [{ type: bind, source: /srv, target: /d, consistency: cached }]
networks: { default: { attachable: true } }
`,
    lines: { 'shop-web.container': ['Volume=/srv:/d:rbind,rw'] },
  },
  {
    row: '`cpu_count`, `cpu_percent`, `credential_spec`, `isolation`, `external_links`, `link_local_ips`, `aux_addresses`, `ipam.options`',
    yaml: `
services:
  web:
    ${image}
    cpu_count: 1
    cpu_percent: 5
    credential_spec: { file: ./a.json }
    isolation: process
    external_links: ['other:alias']
    networks: { default: { link_local_ips: [169.254.1.1] } }
networks:
  default: { ipam: { config: [{ subnet: 10.1.0.0/24, aux_addresses: { a: 10.1.0.5 } }], options: { a: b } } }
`,
    lines: { 'shop-default.network': ['Subnet=10.1.0.0/24'] },
    warned: [
      'cpu_count',
      'cpu_percent',
      'credential_spec',
      'isolation',
      'external_links',
      'networks.*.link_local_ips',
      'networks.*.ipam.config[].aux_addresses',
      'networks.*.ipam.options',
    ],
  },
  {
    row: 'default network, service names on it',
    yaml: `services: { web: { ${image} }, db: { ${image}, scale: 2 } }`,
    lines: {
      'shop-default.network': ['NetworkName=shop_default'],
      'shop.pod': ['Network=shop-default.network:alias=shop-web-1,alias=web'],
      'shop-db-1.container': ['Network=shop-default.network:alias=db,alias=shop-db-1'],
    },
  },
  {
    row: '`$` and `%` in values',
    yaml: `services: { web: { ${image}, environment: { A: "a$$b 5%" }, command: [echo, "$$HOME %h"] } }`,
    lines: { 'shop-web.container': ['Environment="A=a$$b 5%%"', 'Exec=echo "$$HOME %%h"'] },
  },
];
