import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/lib/json.ts';

/** A name or a word. */
export const word = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
/** Any text that YAML can hold. */
export const anyText = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((text) => !/[\uD800-\uDFFF\uFFFE\uFFFF]/.test(text));
const texts = fc.array(word, { maxLength: 4 });
const pairs = fc.dictionary(word, anyText, { maxKeys: 4, noNullPrototype: true });

/** Services with keys of every merge rule, in long and short forms. */
const service: fc.Arbitrary<JsonObject> = fc.record(
  {
    image: word,
    user: word,
    command: fc.oneof(fc.array(anyText, { maxLength: 3 }), word),
    environment: fc.oneof(
      pairs,
      fc.array(
        fc.tuple(word, word).map(([key, value]) => `${key}=${value}`),
        { maxLength: 3 },
      ),
    ),
    labels: pairs,
    cap_add: fc.uniqueArray(word, { maxLength: 3 }),
    dns: fc.uniqueArray(fc.ipV4(), { minLength: 1, maxLength: 3 }),
    ports: fc.uniqueArray(
      fc
        .tuple(fc.integer({ min: 1, max: 65535 }), fc.integer({ min: 1, max: 65535 }))
        .map(([host, port]) => `${host}:${port}`),
      { maxLength: 3 },
    ),
    volumes: fc.uniqueArray(
      word.map((name) => `/${name}:/${name}`),
      { maxLength: 3 },
    ),
    tmpfs: fc.uniqueArray(
      word.map((name) => `/tmp/${name}`),
      { maxLength: 2 },
    ),
    logging: fc.record({ driver: word, options: pairs }),
    security_opt: fc.uniqueArray(word, { maxLength: 3 }),
    healthcheck: fc.record({
      test: texts.map((list) => ['CMD', ...list]),
      retries: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { requiredKeys: ['image'] },
);

/** Projects of services alone. */
export const servicesProject = fc
  .dictionary(word, service, { minKeys: 1, maxKeys: 4, noNullPrototype: true })
  .map((services) => ({ services }));

const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });
const seconds = fc.integer({ min: 1, max: 9999 }).map((count) => `${count}s`);
const size = fc.integer({ min: 1, max: 4096 }).map((count) => `${count}m`);
const count = fc.integer({ min: 1, max: 99 });

/** A service that uses what stands at the top of `wholeProject`, with the keys that have members of their own. */
const usingService: fc.Arbitrary<JsonObject> = fc
  .record({
    plain: service,
    build: optional(
      fc.oneof(
        word.map((name): Json => `./${name}`),
        fc.record({ context: fc.constant('.'), args: pairs, target: word, shm_size: size }),
      ),
    ),
    deploy: optional(
      fc.record({
        replicas: count,
        resources: fc.record({ limits: fc.record({ memory: size, cpus: fc.constantFrom('0.5', '2') }) }),
        restart_policy: fc.record({
          condition: fc.constantFrom('any', 'none', 'on-failure'),
          delay: seconds,
        }),
      }),
    ),
    networks: optional(
      fc.constantFrom<Json>(['front'], { front: null, back: { aliases: ['a'], priority: 3 } }, [
        'back',
        'front',
      ]),
    ),
    secrets: optional(fc.constantFrom<Json>(['key'], [{ source: 'key', target: '/k', mode: 256 }])),
    configs: optional(fc.constantFrom<Json>(['conf'], [{ source: 'conf', target: '/c', uid: '5' }])),
    ulimits: optional(fc.record({ nofile: count, nproc: fc.record({ soft: count, hard: count }) })),
    stop_grace_period: optional(seconds),
    extra_hosts: optional(fc.dictionary(word, fc.ipV4(), { maxKeys: 3, noNullPrototype: true })),
    devices: optional(fc.constantFrom<Json>(['/dev/a:/dev/b:r'], ['/dev/a'])),
  })
  .map(({ plain, ...more }) => ({
    ...plain,
    ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)),
  }));

/** Projects with networks, secrets and configs that services use. */
export const wholeProject: fc.Arbitrary<JsonObject> = fc.record({
  services: fc.dictionary(word, usingService, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
  networks: fc.record({
    front: fc.constantFrom<Json>(null, { internal: true }, { ipam: { config: [{ subnet: '10.9.0.0/24' }] } }),
    back: fc.record({ labels: pairs, driver_opts: pairs }),
  }),
  secrets: fc.record({ key: fc.constantFrom<Json>({ environment: 'KEY' }, { file: './key' }) }),
  configs: fc.record({ conf: fc.record({ content: anyText.filter((text) => text !== '') }) }),
});
