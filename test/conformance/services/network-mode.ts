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
    ['[a]', 'compose/wrong-type key'],
    ['{a: b}', 'compose/wrong-type key'],
    ['5', 'compose/wrong-type +0'],
    ['service:nobody', 'compose/undefined-reference +0'],
  ],
  beyond: [
    ['pasta', 'pasta'],
    ['"slirp4netns:port_handler=slirp4netns"', 'slirp4netns:port_handler=slirp4netns'],
    ['ns:/run/netns/x', 'ns:/run/netns/x'],
    ['"pasta:--mtu,1500"', 'pasta:--mtu,1500'],
    ['private', 'private'],
  ],
};
