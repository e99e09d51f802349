import { expect, test } from 'vitest';
import { formatAddress, isRemoteAddress, parseAddress } from '../../src/podman/endpoint.ts';
import { featuresOf, lackingFeatures } from '../../src/podman/features.ts';
import { signalNumber } from '../../src/podman/spec/signals.ts';
import { isAtLeast, parseVersion } from '../../src/podman/version.ts';

test.each([
  ['/run/x.sock', 'unix:///run/x.sock', false],
  ['unix:///run/x.sock', 'unix:///run/x.sock', false],
  ['unix://run/x.sock', undefined, false],
  ['tcp://127.0.0.1:2375', 'tcp://127.0.0.1:2375', false],
  ['tcp://[::1]:2375', 'tcp://[::1]:2375', false],
  ['https://engine.example:2376', 'https://engine.example:2376', true],
  ['ssh://core@localhost:2222/run/x.sock', 'ssh://core@localhost:2222/run/x.sock', false],
  ['ssh://engine.example', 'ssh://engine.example', true],
  ['ssh://me:secret@engine.example/x', undefined, false],
  ['tcp://engine.example', undefined, false],
  ['fd://x', undefined, false],
  ['nonsense', undefined, false],
])('%s is %s', (text, written, isRemote) => {
  const address = parseAddress(text);
  const said = typeof address === 'string' ? undefined : formatAddress(address);
  expect(said).toBe(written);
  expect(typeof address !== 'string' && isRemoteAddress(address)).toBe(isRemote);
});

test.each([
  ['SIGTERM', 15],
  ['term', 15],
  ['9', 9],
  ['SIGRTMIN', 34],
  ['RTMIN+3', 37],
  ['SIGRTMAX-1', 63],
  ['RTMAX+1', undefined],
  ['SIGNONE', undefined],
  ['0', undefined],
])('signal %s is %s', (text, number) => {
  expect(signalNumber(text)).toBe(number);
});

test('versions compare number by number', () => {
  expect(parseVersion('5.8.6-rc1')).toEqual([5, 8, 6]);
  expect(parseVersion('5.0')).toEqual([5, 0, 0]);
  expect(parseVersion('x')).toBeUndefined();
  expect(isAtLeast([5, 10, 0], [5, 9, 9])).toBe(true);
  expect(isAtLeast([4, 99, 99], [5, 0, 0])).toBe(false);
  expect(isAtLeast([5, 5, 1], [5, 5, 1])).toBe(true);
});

test('what an engine lacks depends on its version', () => {
  expect(lackingFeatures([5, 8, 6])).toEqual([]);
  expect(lackingFeatures([5, 5, 0]).map(({ name, since }) => `${name} ${since}`)).toEqual([
    'hasUnlimitedRlimits 5.5.1',
    'keepsPlatformsApart 5.6.0',
    'hasRepeatedBuildContexts 5.6.0',
    'hasLocalBuild 5.7.0',
  ]);
  expect(featuresOf([5, 4, 2])).toMatchObject({ hasPodWideLock: false, canWaitHealthy: true });
  expect(featuresOf([5, 5, 0])).toMatchObject({ hasPodWideLock: true });
});
