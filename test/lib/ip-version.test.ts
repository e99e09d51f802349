import { isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ipVersion } from '../../src/lib/ip-version.ts';
import '../support/property.ts';

test.each([
  '1.2.3.4',
  '255.255.255.255',
  '256.1.1.1',
  '01.2.3.4',
  '1.2.3',
  '1.2.3.4.',
  '1.2.3.4.5',
  '',
  '::',
  '::1',
  'a',
  '::ffff:1.2.3.4',
  '1.2.3.4:80',
  'fe80::1%eth0',
])('`%s` is what Node says it is', (text) => {
  expect(ipVersion(text)).toBe(isIP(text));
});

test('any text is what Node says it is', () => {
  const digits = fc.stringMatching(/^[\d.:]{0,16}$/);
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string(), digits), (text) => {
      expect(ipVersion(text)).toBe(isIP(text));
    }),
  );
});
