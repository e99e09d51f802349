import type { Attribute } from '../attribute.ts';

/** Whether it has IPv6 addresses. */
export const attribute: Attribute = {
  place: 'networks',
  key: 'enable_ipv6',
  forms: [
    ['true', true],
    ['false', false],
    ['"true"', true],
    ['"false"', false],
  ],
  merged: [
    ['true', 'false', false],
    ['false', 'true', true],
    ['true', '!reset null', undefined],
    ['true', 'null', true],
  ],
  templates: [
    ['${V}', { V: 'true' }, true],
    ['${V}', { V: 'false' }, false],
    ['${V:-yes}', {}, true],
  ],
  refused: [
    ['[a]', 'compose/wrong-type compose.yaml:3:5'],
    ['{a: b}', 'compose/wrong-type compose.yaml:3:5'],
    ['maybe', 'compose/bad-cast compose.yaml:3:18'],
    ['1', 'compose/wrong-type compose.yaml:3:18'],
  ],
};
