import { testAttribute } from './attributes.ts';

testAttribute('environment', [
  ['[A=1, B=x=y, C=]', { A: '1', B: 'x=y', C: '' }],
  ['{A: 1, B: true, C: 1.0, D: "1.0", E: null}', { A: '1', B: 'true', C: '1', D: '1.0', E: null }],
  ['[UNSET]', { UNSET: null }],
  ['{A: 0644, B: 0x10, C: 1e3}', { A: '420', B: '16', C: '1000' }],
  ['[A=1, A=2]', { A: '2' }],
]);
