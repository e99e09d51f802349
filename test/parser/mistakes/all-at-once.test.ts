import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadTexts } from '../../support/compose.ts';

/** One mistake in a service, and the only code that it may bring. */
const mistakes: readonly (readonly [code: string, service: string])[] = [
  ['compose/unknown-key', 'image: x, prots: []'],
  ['compose/unknown-key', 'imagee: x'],
  ['compose/wrong-type', 'image: [a, b]'],
  ['compose/wrong-type', 'image: x, ports: 80'],
  ['compose/bad-value', 'image: x, depends_on: {fine: {condition: healthy}}'],
  ['compose/missing-key', 'image: x, depends_on: {fine: {}}'],
  ['compose/bad-cast', 'image: x, scale: two'],
  ['compose/variable-required', 'image: "${NOT_SET:?}"'],
  ['compose/variable-required', 'image: x, volumes: [{type: "${NOT_SET:?}", target: /t}]'],
  ['compose/bad-template', 'image: "x:${"'],
  ['compose/date-value', 'image: x, environment: {A: 2024-01-01}'],
  ['compose/non-string-key', 'image: x, labels: {5: a}'],
  ['compose/duplicate-key', 'image: x, image: y'],
  ['compose/bad-port', 'image: x, ports: ["1:2:3"]'],
  ['compose/bad-mount', 'image: x, volumes: ["./a:/b:c:d:e"]'],
  ['compose/missing-target', 'image: x, ports: [{published: "80"}]'],
  ['compose/unknown-key', 'image: x, volumes: [{type: bind, src: ./a, target: /a}]'],
  ['compose/bad-duration', 'image: x, stop_grace_period: 5q'],
  ['compose/bad-size', 'image: x, mem_limit: lots'],
  ['compose/bad-mode', 'image: x, secrets: [{source: key, mode: rw}]'],
  ['compose/no-image', 'ports: ["80"]'],
  ['compose/undefined-reference', 'image: x, networks: [nowhere]'],
  ['compose/undefined-reference', 'image: x, depends_on: [nobody]'],
  ['compose/duplicate-target', 'image: x, tmpfs: /run, volumes: ["./a:/run"]'],
  ['compose/distinct-values', 'image: x, cpus: 1, deploy: {resources: {limits: {cpus: "2"}}}'],
  ['compose/exclusive-keys', 'image: x, network_mode: host, networks: [default]'],
  ['compose/env-file-not-found', 'image: x, env_file: nope.env'],
  ['compose/extends-unknown-service', 'extends: nobody'],
  ['compose/file-not-found', 'extends: {file: nope.yaml, service: a}'],
  ['compose/unknown-key', 'extends: {service: fine, fil: x}'],
  ['compose/extends-cycle', 'extends: SELF'],
  ['compose/dependency-cycle', 'image: x, depends_on: [SELF]'],
  ['compose/bad-healthcheck', 'image: x, healthcheck: {test: [curl]}'],
];

test('every mistake is found, whatever others there are and in whichever file, and nothing follows from one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat(mistakes.length - 1), { minLength: 1, maxLength: 12 }),
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      async (chosen, inOverride) => {
        const lines = { base: '', over: '' };
        for (const [index, mistake] of chosen.entries()) {
          const service = mistakes[mistake]?.[1].replace('SELF', `s${index}`) ?? '';
          lines[inOverride[index] === true ? 'over' : 'base'] += `  s${index}: {${service}}\n`;
        }
        const { errors } = await loadTexts({
          files: {
            'compose.yaml': `secrets: {key: {file: ./key}}\nservices:\n  fine: {image: x}\n${lines.base}`,
            'compose.override.yaml': `services:\n  fine: {image: x}\n${lines.over}`,
          },
        });
        const codes = errors.map((line) => line.split(' ')[0]);
        expect(codes.toSorted()).toEqual(chosen.map((mistake) => mistakes[mistake]?.[0]).toSorted());
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);
