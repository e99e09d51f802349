import type { Attribute } from '../attribute.ts';

/** Mounts in memory: one, or a list. */
export const attribute: Attribute = {
  place: 'services',
  key: 'tmpfs',
  forms: [
    ['[/run, "/tmp:size=1m,noexec"]', ['/run', '/tmp:size=1m,noexec']],
    ['[]', undefined],
    ['/run', ['/run']],
  ],
  merged: [
    ['[/run]', '["/tmp:size=1m,noexec"]', ['/run', '/tmp:size=1m,noexec']],
    ['[/run, "/tmp:size=1m,noexec"]', '[/run]', ['/run', '/tmp:size=1m,noexec']],
    ['[/run]', '!override ["/tmp:size=1m,noexec"]', ['/tmp:size=1m,noexec']],
    ['[/run]', '!reset []', undefined],
    ['[/run]', 'null', ['/run']],
    ['/run', '/tmp', ['/run', '/tmp']],
    ['/run', '/run', ['/run']],
  ],
  templates: [
    ['["${V}"]', { V: '/run' }, ['/run']],
    ['${V}', { V: '/run' }, ['/run']],
  ],
  refused: [
    ['{a: b}', 'compose/wrong-type key'],
    ['[[a]]', 'compose/wrong-type +2'],
    ['5', 'compose/wrong-type +0'],
  ],
};
