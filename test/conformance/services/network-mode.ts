import type { Attribute } from '../attribute.ts';

/** The network namespace, in place of networks. */
export const attribute: Attribute = {
  place: 'services',
  key: 'network_mode',
  forms: [
    ['host', 'host'],
    ['"none"', 'none'],
    ['bridge', 'bridge'],
    ['service:other', 'service:other'],
    ['container:x', 'container:x'],
  ],
  merged: [
    ['host', 'none', 'none'],
    ['host', 'null', 'host'],
    ['host', '!reset null', undefined],
    ['host', '!override "none"', 'none'],
  ],
  templates: [
    ['"${V}"', { V: 'host' }, 'host'],
    ['${V:-none}', {}, 'none'],
  ],
  refused: [
    ['[a]', 'compose/wrong-type compose.yaml:4:5'],
    ['{a: b}', 'compose/wrong-type compose.yaml:4:5'],
    ['5', 'compose/wrong-type compose.yaml:4:19'],
    ['service:nobody', 'compose/undefined-reference compose.yaml:4:19'],
  ],
  beyond: [
    ['pasta', 'pasta'],
    ['"slirp4netns:port_handler=slirp4netns"', 'slirp4netns:port_handler=slirp4netns'],
    ['ns:/run/netns/x', 'ns:/run/netns/x'],
    ['"pasta:--mtu,1500"', 'pasta:--mtu,1500'],
    ['private', 'private'],
  ],
};
