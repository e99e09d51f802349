import type { Attribute } from '../attribute.ts';

/** Published ports: short and long forms. */
export const attribute: Attribute = {
  place: 'services',
  key: 'ports',
  forms: [
    ['["80"]', [{ mode: 'ingress', target: 80, protocol: 'tcp' }]],
    ['[80]', [{ mode: 'ingress', target: 80, protocol: 'tcp' }]],
    ['["8080:80"]', [{ mode: 'ingress', target: 80, published: '8080', protocol: 'tcp' }]],
    ['["8080:80/udp"]', [{ mode: 'ingress', target: 80, published: '8080', protocol: 'udp' }]],
    ['["8080:80/TCP"]', [{ mode: 'ingress', target: 80, published: '8080', protocol: 'tcp' }]],
    ['["8080:80/sctp"]', [{ mode: 'ingress', target: 80, published: '8080', protocol: 'sctp' }]],
    [
      '["127.0.0.1:8080:80"]',
      [{ mode: 'ingress', host_ip: '127.0.0.1', target: 80, published: '8080', protocol: 'tcp' }],
    ],
    ['["127.0.0.1::80"]', [{ mode: 'ingress', host_ip: '127.0.0.1', target: 80, protocol: 'tcp' }]],
    [
      '["[::1]:8080:80"]',
      [{ mode: 'ingress', host_ip: '::1', target: 80, published: '8080', protocol: 'tcp' }],
    ],
    [
      '["0.0.0.0:8080:80"]',
      [{ mode: 'ingress', host_ip: '0.0.0.0', target: 80, published: '8080', protocol: 'tcp' }],
    ],
    [
      '["3000-3001"]',
      [
        { mode: 'ingress', target: 3000, protocol: 'tcp' },
        { mode: 'ingress', target: 3001, protocol: 'tcp' },
      ],
    ],
    [
      '["9090-9091:8080-8081"]',
      [
        { mode: 'ingress', target: 8080, published: '9090', protocol: 'tcp' },
        { mode: 'ingress', target: 8081, published: '9091', protocol: 'tcp' },
      ],
    ],
    ['["9090-9095:80"]', [{ mode: 'ingress', target: 80, published: '9090-9095', protocol: 'tcp' }]],
    [
      '["127.0.0.1:5000-5001:5000-5001/udp"]',
      [
        { mode: 'ingress', host_ip: '127.0.0.1', target: 5000, published: '5000', protocol: 'udp' },
        { mode: 'ingress', host_ip: '127.0.0.1', target: 5001, published: '5001', protocol: 'udp' },
      ],
    ],
    ['["80:80", "80:80"]', [{ mode: 'ingress', target: 80, published: '80', protocol: 'tcp' }]],
    [
      '["80:80", "80:80/udp"]',
      [
        { mode: 'ingress', target: 80, published: '80', protocol: 'tcp' },
        { mode: 'ingress', target: 80, published: '80', protocol: 'udp' },
      ],
    ],
    ['[{target: 80}]', [{ mode: 'ingress', target: 80, protocol: 'tcp' }]],
    [
      '[{target: 80, published: 8080, mode: host}]',
      [{ mode: 'host', target: 80, published: '8080', protocol: 'tcp' }],
    ],
    [
      '[{target: 80, published: "8080-8090", protocol: udp, host_ip: 127.0.0.1}]',
      [{ mode: 'ingress', host_ip: '127.0.0.1', target: 80, published: '8080-8090', protocol: 'udp' }],
    ],
    [
      '[{target: 80, published: "8080", name: web, app_protocol: http}]',
      [
        {
          name: 'web',
          mode: 'ingress',
          target: 80,
          published: '8080',
          protocol: 'tcp',
          app_protocol: 'http',
        },
      ],
    ],
    ['[{target: "80"}]', [{ mode: 'ingress', target: 80, protocol: 'tcp' }]],
    ['[{target: 80, published: ""}]', [{ mode: 'ingress', target: 80, protocol: 'tcp' }]],
    ['[{target: 80, x-mine: 1}]', [{ mode: 'ingress', target: 80, protocol: 'tcp', 'x-mine': 1 }]],
    ['[]', undefined],
  ],
  merged: [
    [
      '["80:80"]',
      '["81:80"]',
      [
        { mode: 'ingress', target: 80, published: '80', protocol: 'tcp' },
        { mode: 'ingress', target: 80, published: '81', protocol: 'tcp' },
      ],
    ],
    ['["80:80"]', '["80:80"]', [{ mode: 'ingress', target: 80, published: '80', protocol: 'tcp' }]],
    [
      '["80:80"]',
      '[{target: 80, published: "80", mode: host}]',
      [{ mode: 'host', target: 80, published: '80', protocol: 'tcp' }],
    ],
    [
      '["80:80"]',
      '["127.0.0.1:80:80"]',
      [
        { mode: 'ingress', target: 80, published: '80', protocol: 'tcp' },
        { mode: 'ingress', host_ip: '127.0.0.1', target: 80, published: '80', protocol: 'tcp' },
      ],
    ],
    ['["80:80"]', '!override ["81:81"]', [{ mode: 'ingress', target: 81, published: '81', protocol: 'tcp' }]],
    ['["80:80"]', '!reset []', undefined],
    ['["80:80"]', 'null', [{ mode: 'ingress', target: 80, published: '80', protocol: 'tcp' }]],
  ],
  templates: [
    ['["${V}:80"]', { V: '8080' }, [{ mode: 'ingress', target: 80, published: '8080', protocol: 'tcp' }]],
    [
      '[{target: "${T}", published: "${P:-8080}"}]',
      { T: '80' },
      [{ mode: 'ingress', target: 80, published: '8080', protocol: 'tcp' }],
    ],
    [
      '["${HOST_IP:-127.0.0.1}:${PORT:-80}:80"]',
      {},
      [{ mode: 'ingress', host_ip: '127.0.0.1', target: 80, published: '80', protocol: 'tcp' }],
    ],
    [
      '["${RANGE}:80"]',
      { RANGE: '1000-1010' },
      [{ mode: 'ingress', target: 80, published: '1000-1010', protocol: 'tcp' }],
    ],
  ],
  refused: [
    ['"80:80"', 'compose/wrong-type +0'],
    ['{a: b}', 'compose/wrong-type key'],
    ['["80:abc"]', 'compose/bad-port +1'],
    ['["70000:80"]', 'compose/bad-port +1'],
    ['["1-3:80-81"]', 'compose/bad-port +1'],
    ['["::1:80:80"]', 'compose/bad-port +1'],
    ['["example.org:80:80"]', 'compose/bad-port +1'],
    ['["80/xyz"]', 'compose/bad-port +1'],
    ['["80:"]', 'compose/bad-port +1'],
    ['[{published: 80}]', 'compose/missing-target +1'],
    ['[{target: 80, hostip: 1.2.3.4}]', 'compose/unknown-key +14'],
    ['[{target: many}]', 'compose/bad-cast +10'],
    ['[true]', 'compose/wrong-type +1'],
    ['["90-80"]', 'compose/bad-port +1'],
  ],
};
