import type { Attribute } from '../attribute.ts';

/** Whether the container gets the socket of the engine. */
export const attribute: Attribute = {
  place: 'services',
  key: 'use_api_socket',
  forms: [
    ['true', true],
    ['false', undefined],
  ],
  merged: [
    ['true', 'false', undefined],
    ['true', '!reset null', undefined],
  ],
  refused: [
    ['[a]', 'compose/wrong-type compose.yaml:4:5'],
    ['"true"', 'compose/wrong-type compose.yaml:4:21'],
    ['1', 'compose/wrong-type compose.yaml:4:21'],
    ['maybe', 'compose/wrong-type compose.yaml:4:21'],
  ],
};
