import type { Attribute } from '../attribute.ts';

/** Graphics cards: `all`, or requests. */
export const attribute: Attribute = {
  place: 'services',
  key: 'gpus',
  forms: [
    ['all', [{ count: -1 }]],
    ['[{count: 2}]', [{ count: 2 }]],
    ['[{driver: nvidia, count: 2}]', [{ driver: 'nvidia', count: 2 }]],
    ['[{driver: nvidia, count: all}]', [{ driver: 'nvidia', count: -1 }]],
    ['[{device_ids: ["0", "1"]}]', [{ device_ids: ['0', '1'] }]],
    [
      '[{capabilities: [gpu, utility], options: {a: b}}]',
      [{ capabilities: ['gpu', 'utility'], count: -1, options: { a: 'b' } }],
    ],
    ['[{options: [a=b]}]', [{ count: -1, options: { a: 'b' } }]],
    ['[]', undefined],
    ['[{}]', [{ count: -1 }]],
  ],
  merged: [
    ['[{count: 1}]', '[{driver: nvidia}]', [{ count: 1 }, { driver: 'nvidia', count: -1 }]],
    ['all', '[{count: 1}]', [{ count: -1 }, { count: 1 }]],
    ['[{count: 1}]', '!override [{count: 2}]', [{ count: 2 }]],
    ['all', '!reset null', undefined],
  ],
  templates: [
    ['[{count: "${V}"}]', { V: '2' }, [{ count: 2 }]],
    ['"${V:-all}"', {}, [{ count: -1 }]],
    ['[{driver: "${V}"}]', { V: 'x' }, [{ driver: 'x', count: -1 }]],
  ],
  refused: [
    ['some', 'compose/bad-value +0'],
    ['5', 'compose/wrong-type +0'],
    ['{count: 1}', 'compose/wrong-type key'],
    ['[{count: many}]', 'compose/bad-number +9'],
    ['[{count: 1, device_ids: ["0"]}]', 'compose/exclusive-keys +24'],
    ['[a]', 'compose/wrong-type +1'],
  ],
};
