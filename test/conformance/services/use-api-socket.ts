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
    ['[a]', 'compose/wrong-type key'],
    ['"true"', 'compose/wrong-type +0'],
    ['1', 'compose/wrong-type +0'],
    ['maybe', 'compose/wrong-type +0'],
  ],
};
