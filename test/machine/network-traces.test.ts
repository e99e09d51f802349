import { describe, expect, test } from 'vitest';
import {
  engineTraces,
  firewallRemoval,
  linksOf,
  parseFirewall,
  parseLinks,
  parseNetworkFile,
  podmanNetwork,
} from '../../src/machine/rootfs/network-traces.ts';

const shop = {
  id: 'abcdef0123456789',
  bridge: 'podman1',
  subnets: ['10.89.0.0/24'],
};

/** What nft prints for the tables of netavark 1.14, shortened: chains, and rules with their handles. */
function table(
  ...networks: readonly { readonly id: string; readonly subnet: readonly [string, number] }[]
): string {
  const chain = (name: string) => ({ chain: { family: 'inet', table: 'netavark', name, handle: 1 } });
  const rule = (chainName: string, handle: number, expr: unknown) => ({
    rule: { family: 'inet', table: 'netavark', chain: chainName, handle, expr },
  });
  return JSON.stringify({
    nftables: [
      { metainfo: { version: '1.1.3' } },
      { table: { family: 'inet', name: 'netavark', handle: 1 } },
      ...['INPUT', 'FORWARD', 'POSTROUTING', 'NETAVARK-HOSTPORT-DNAT', 'NETAVARK-ISOLATION-3'].map(chain),
      rule('FORWARD', 2, [{ match: { left: { ct: { key: 'state' } }, right: 'invalid' } }, { drop: null }]),
      ...networks.flatMap(({ id, subnet: [addr, len] }, index) => {
        const base = (index + 1) * 100;
        const name = `nv_${id.slice(0, 8)}_net`;
        const prefix = { prefix: { addr, len } };
        return [
          chain(name),
          chain(`${name}_dnat`),
          rule('INPUT', base, [{ match: { left: { payload: {} }, right: prefix } }, { accept: null }]),
          rule('POSTROUTING', base + 1, [{ match: { right: prefix } }, { jump: { target: name } }]),
          rule('NETAVARK-HOSTPORT-DNAT', base + 2, [{ jump: { target: `${name}_dnat` } }]),
          rule(name, base + 3, [{ masquerade: null }]),
        ];
      }),
    ],
  });
}

describe('what engines have on a host', () => {
  const lo = { name: 'lo', master: undefined };
  const bridge = { name: 'podman3', master: undefined };
  const full = parseFirewall(table({ id: shop.id, subnet: ['10.89.0.0', 24] }));

  test('is nothing where there is neither a bridge nor a chain of a network', () => {
    expect(engineTraces([lo], parseFirewall(''))).toBeUndefined();
    expect(engineTraces([lo], parseFirewall(table()))).toBeUndefined();
  });

  test('is dead while nothing hangs on a bridge', () => {
    expect(engineTraces([lo, bridge], full)).toEqual({ bridges: ['podman3'], firewall: true, alive: false });
    expect(engineTraces([lo], full)).toEqual({ bridges: [], firewall: true, alive: false });
  });

  test('is alive when something hangs on one, whatever its name', () => {
    const port = { name: 'veth0', master: 'shop0' };
    expect(engineTraces([lo, bridge, port], parseFirewall(''))?.alive).toBe(true);
    expect(engineTraces([lo, port], full)?.alive).toBe(true);
  });
});

describe('firewall', () => {
  const other = { id: '99999999aaaa', subnet: ['10.90.0.0', 24] } as const;
  const ours = { id: shop.id, subnet: ['10.89.0.0', 24] } as const;

  test('nothing is done where netavark has no table', () => {
    expect(firewallRemoval(parseFirewall(''), [shop])).toBe('');
  });

  test('the table goes when only our networks are in it', () => {
    expect(firewallRemoval(parseFirewall(table(ours)), [podmanNetwork, shop])).toBe(
      'delete table inet netavark\n',
    );
  });

  test('an empty table goes too', () => {
    expect(firewallRemoval(parseFirewall(table()), [])).toBe('delete table inet netavark\n');
  });

  test('beside the networks of others only ours go, rules before chains', () => {
    expect(firewallRemoval(parseFirewall(table(ours, other)), [podmanNetwork, shop])).toMatchInlineSnapshot(`
      "delete rule inet netavark INPUT handle 100
      delete rule inet netavark POSTROUTING handle 101
      delete rule inet netavark NETAVARK-HOSTPORT-DNAT handle 102
      delete rule inet netavark nv_abcdef01_net handle 103
      delete chain inet netavark nv_abcdef01_net
      delete chain inet netavark nv_abcdef01_net_dnat
      "
    `);
  });

  test('the networks of others alone stay', () => {
    expect(firewallRemoval(parseFirewall(table(other)), [podmanNetwork, shop])).toBe('');
  });
});

test('links on our bridges are removed before the bridges, others stay', () => {
  const links = parseLinks(
    JSON.stringify([
      { ifindex: 1, ifname: 'lo' },
      { ifname: 'podman1', linkinfo: { info_kind: 'bridge' } },
      { ifname: 'veth0', master: 'podman1' },
      { ifname: 'veth1', master: 'docker0' },
      { ifname: 'docker0' },
    ]),
  );
  expect(linksOf(links, [podmanNetwork, shop])).toEqual(['veth0', 'podman1']);
  expect(parseLinks('')).toEqual([]);
});

test("Podman's network files are read; other drivers and broken files are none", () => {
  const file = { name: 'shop', id: shop.id, driver: 'bridge', network_interface: 'podman1' };
  expect(parseNetworkFile(JSON.stringify({ ...file, subnets: [{ subnet: '10.89.0.0/24' }] }))).toEqual(shop);
  expect(parseNetworkFile(JSON.stringify({ ...file, driver: 'macvlan' }))).toBeUndefined();
  expect(parseNetworkFile('{')).toBeUndefined();
});
