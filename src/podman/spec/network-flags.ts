import type { Fields } from '../decode/fields.ts';

/** The flags of `podman run` and `podman pod create` that say where the network lives, from a specification. */
export function networkFlags(spec: Fields): readonly string[] {
  return [
    ...networkModes(spec).map((mode) => `--network=${mode}`),
    ...spec.children('portmappings').map((port) => `--publish=${publish(port)}`),
    ...spec.texts('hostadd').map((line) => `--add-host=${line}`),
    ...spec.texts('dns_server').map((server) => `--dns=${server}`),
    ...spec.texts('dns_search').map((domain) => `--dns-search=${domain}`),
    ...spec.texts('dns_option').map((option) => `--dns-option=${option}`),
  ];
}

/** `nsmode` and `value` as the command line joins them. */
export function namespaceFlag(spec: Fields, key: string, flag: string): readonly string[] {
  if (!spec.has(key)) return [];
  const { text } = spec.child(key);
  const [mode, value] = [text('nsmode'), text('value')];
  return [`--${flag}=${mode === 'path' ? 'ns' : mode}${value === '' ? '' : `:${value}`}`];
}

function networkModes(spec: Fields): readonly string[] {
  const names = spec.keys('networks');
  if (names.length > 0)
    return names.map((name) => `${name}${attachment(spec.child('networks').child(name))}`);
  const [flag] = namespaceFlag(spec, 'netns', 'x');
  if (flag === undefined) return [];
  const mode = flag.slice('--x='.length);
  const options = spec.has('network_options') ? spec.child('network_options').texts(mode) : [];
  return [options.length === 0 ? mode : `${mode}:${options.join(',')}`];
}

function attachment(network: Fields): string {
  const { textMap, texts, text } = network;
  const options = [
    ...texts('aliases').map((alias) => `alias=${alias}`),
    ...texts('static_ips').map((ip) => `${ip.includes(':') ? 'ip6' : 'ip'}=${ip}`),
    ...(text('static_mac') === '' ? [] : [`mac=${text('static_mac')}`]),
    ...(text('interface_name') === '' ? [] : [`interface_name=${text('interface_name')}`]),
    ...[...textMap('options')].map(([key, value]) => `${key}=${value}`),
  ];
  return options.length === 0 ? '' : `:${options.join(',')}`;
}

function publish({ number, text }: Fields): string {
  const span = (first: number): string => {
    const count = number('range');
    return count > 1 ? `${first}-${first + count - 1}` : String(first);
  };
  const ip = text('host_ip');
  const host = number('host_port') === 0 ? '' : span(number('host_port'));
  const address = ip === '' ? '' : `${ip.includes(':') ? `[${ip}]` : ip}:`;
  const before = address === '' && host === '' ? '' : `${address}${host}:`;
  return `${before}${span(number('container_port'))}/${text('protocol')}`;
}
