import { expect, test } from 'vitest';
import type { GatewayWishes } from '../../src/model/gateway-order.ts';
import { gatewayOrder } from '../../src/model/gateway-order.ts';

const wish = (service: string, priorities: Readonly<Record<string, number>>): GatewayWishes => ({
  service,
  priorities: new Map(Object.entries(priorities)),
});

test.each<[string, readonly GatewayWishes[], Readonly<Record<string, number>>]>([
  ['nobody says anything', [wish('a', { x: 0, y: 0 })], {}],
  ['one service', [wish('a', { x: 0, y: 5 })], { y: 99 }],
  ['below the others', [wish('a', { x: -1, y: 0, z: 0 })], { y: 99, z: 99 }],
  ['a chain over services', [wish('a', { x: 1, y: 0 }), wish('b', { y: 7, z: 1 })], { x: 98, y: 99 }],
  [
    'numbers of two services do not compare',
    [wish('a', { x: 1, y: 0 }), wish('b', { y: 900, z: 0 })],
    { x: 98, y: 99 },
  ],
])('%s: lower metrics for what goes first', (_, wishes, metrics) => {
  const order = gatewayOrder(wishes);
  expect(Object.fromEntries(order.metrics)).toEqual(metrics);
  expect(order.conflicts).toEqual([]);
  expect(gatewayOrder([...wishes].reverse())).toEqual(order);
});

test('who contradicts a service before it is told', () => {
  const order = gatewayOrder([wish('b', { x: 0, y: 1 }), wish('a', { x: 1, y: 0 })]);
  expect(Object.fromEntries(order.metrics)).toEqual({ x: 99 });
  expect(order.conflicts).toEqual([{ service: 'b', network: 'y' }]);
});
