import type { Attribute } from '../attribute.ts';

/** Settings of podman-compose for the project. */
export const attribute: Attribute = {
  place: 'top',
  key: 'x-podman',
  forms: [
    ['{placement: network}', { placement: 'network' }],
    ['{in_pod: true}', { in_pod: true }],
    ['{in_pod: false}', { in_pod: false }],
    ['{in_pod: name}', { in_pod: 'name' }],
    ['{pod_args: ["--infra=false"]}', { pod_args: ['--infra=false'] }],
    [
      '{name_separator_compat: true, default_net_name_compat: true, default_net_behavior_compat: true, docker_compose_compat: true}',
      {
        default_net_behavior_compat: true,
        default_net_name_compat: true,
        docker_compose_compat: true,
        name_separator_compat: true,
      },
    ],
    [
      '{machine: {cpus: 4, memory: 4g, disk: 100g, swap: 1g, rootful: true, user_mode_networking: false}}',
      {
        machine: {
          cpus: 4,
          disk: '100g',
          memory: '4g',
          rootful: true,
          swap: '1g',
          user_mode_networking: false,
        },
      },
    ],
    [
      '{machine: {name: dev, provider: podman, image: "5.4", usb: ["0403:6001"], volumes: [/srv], timezone: local}}',
      {
        machine: {
          image: '5.4',
          name: 'dev',
          provider: 'podman',
          timezone: 'local',
          usb: ['0403:6001'],
          volumes: ['/srv'],
        },
      },
    ],
    ['{}', {}],
  ],
  merged: [
    ['{in_pod: true}', '{in_pod: false}', { in_pod: false }],
    ['{in_pod: true}', '{pod_args: [a]}', { in_pod: true, pod_args: ['a'] }],
  ],
  templates: [['{in_pod: "${V}"}', { V: 'true' }, { in_pod: 'true' }]],
};
