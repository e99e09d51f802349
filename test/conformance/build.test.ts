import { testAttribute } from './attributes.ts';

const base = { context: '/project', dockerfile: 'Dockerfile' };

testAttribute('build', [
  ['.', base],
  ['./dir', { ...base, context: '/project/dir' }],
  ['https://example.org/x.git#main:dir', { ...base, context: 'https://example.org/x.git#main:dir' }],
  ['{target: dev}', { ...base, target: 'dev' }],
  [
    '{context: ., dockerfile_inline: "FROM scratch"}',
    { context: '/project', dockerfile_inline: 'FROM scratch' },
  ],
  ['{args: [A=1, UNSET]}', { ...base, args: { A: '1' } }],
  ['{args: {A: 1, B: ""}}', { ...base, args: { A: '1', B: '' } }],
  [
    '{labels: [a=b], tags: ["x:1"], no_cache: true, pull: true}',
    { ...base, labels: { a: 'b' }, tags: ['x:1'], no_cache: true, pull: true },
  ],
  [
    '{additional_contexts: [a=./a, b=docker-image://x]}',
    { ...base, additional_contexts: { a: '/project/a', b: 'docker-image://x' } },
  ],
  [
    '{extra_hosts: ["h:1.2.3.4"], shm_size: 64m, ulimits: {nofile: 10}}',
    { ...base, extra_hosts: ['h=1.2.3.4'], shm_size: '67108864', ulimits: { nofile: 10 } },
  ],
  ['{ssh: [default, key=./id]}', { ...base, ssh: ['default', 'key=./id'] }],
  ['{provenance: true, sbom: false}', { ...base, provenance: 'true', sbom: 'false' }],
]);
