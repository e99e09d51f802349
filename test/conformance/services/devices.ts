import type { Attribute } from '../attribute.ts';

/** Devices of the host in the container. */
export const attribute: Attribute = {
  place: 'services',
  key: 'devices',
  forms: [
    ['[/dev/a]', [{ source: '/dev/a', target: '/dev/a', permissions: 'rwm' }]],
    ['["/dev/a:/dev/b"]', [{ source: '/dev/a', target: '/dev/b', permissions: 'rwm' }]],
    ['["/dev/a:/dev/b:r"]', [{ source: '/dev/a', target: '/dev/b', permissions: 'r' }]],
    ['["/dev/a:rw"]', [{ source: '/dev/a', target: 'rw', permissions: 'rwm' }]],
    [
      '[{source: /dev/a, target: /dev/b, permissions: rw}]',
      [{ source: '/dev/a', target: '/dev/b', permissions: 'rw' }],
    ],
    [
      '["vendor.com/class=name"]',
      [{ source: 'vendor.com/class=name', target: 'vendor.com/class=name', permissions: 'rwm' }],
    ],
    ['[]', undefined],
    ['[{source: /dev/a, target: /dev/b, x-mine: 1}]', [{ source: '/dev/a', target: '/dev/b', 'x-mine': 1 }]],
  ],
  merged: [
    [
      '[/dev/a]',
      '[/dev/b]',
      [
        { source: '/dev/a', target: '/dev/a', permissions: 'rwm' },
        { source: '/dev/b', target: '/dev/b', permissions: 'rwm' },
      ],
    ],
    ['["/dev/a:/dev/x"]', '["/dev/b:/dev/x:r"]', [{ source: '/dev/b', target: '/dev/x', permissions: 'r' }]],
    ['[/dev/a]', '!override [/dev/b]', [{ source: '/dev/b', target: '/dev/b', permissions: 'rwm' }]],
    ['[/dev/a]', '!reset []', undefined],
    ['["/dev/a:/dev/x"]', '[{source: /dev/c, target: /dev/x}]', [{ source: '/dev/c', target: '/dev/x' }]],
  ],
  templates: [
    ['["${V}:/dev/x"]', { V: '/dev/a' }, [{ source: '/dev/a', target: '/dev/x', permissions: 'rwm' }]],
    ['[{source: "${V:-/dev/z}", target: /dev/y}]', {}, [{ source: '/dev/z', target: '/dev/y' }]],
  ],
  refused: [
    ['/dev/a', 'compose/wrong-type +0'],
    ['["a:b:c:d"]', 'compose/bad-device +1'],
    ['[{target: /dev/a}]', 'compose/missing-key +2'],
    ['[{source: /dev/a}]', 'compose/missing-target +1'],
    ['[{source: /dev/a, target: /b, mode: r}]', 'compose/unknown-key +30'],
    ['{a: b}', 'compose/wrong-type key'],
  ],
};
