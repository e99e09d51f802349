// Plain Node without dependencies: what is brought up, and the words with which each program is told to.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** N services that sleep, two volumes, nothing that waits for another. */
export function sleepers(count, image) {
  const services = names(count).flatMap((name, index) => [
    `  ${name}:`,
    `    image: ${image}`,
    '    init: true',
    '    command: [sleep, "3600"]',
    ...volumesOf(index, count),
  ]);
  return ['services:', ...services, 'volumes:', '  data: {}', '  cache: {}', ''].join('\n');
}

/** One service that has written `lines` lines once its health check passes, and sleeps. */
export function talker(lines, image) {
  const writing = `i=0; while [ $$i -lt ${lines} ]; do i=$$((i+1)); echo "line $$i of a log as services write them"; done`;
  return [
    'services:',
    '  talker:',
    `    image: ${image}`,
    '    init: true',
    `    command: ["sh", "-c", ${JSON.stringify(`${writing}; touch /written; exec sleep 3600`)}]`,
    '    healthcheck: { test: [CMD, test, -e, /written], interval: 1s, retries: 60 }',
    '',
  ].join('\n');
}

/** N services as people write them, for programs that only read. */
export function described(count, image) {
  const services = names(count).flatMap((name, index) => [
    `  ${name}:`,
    `    image: ${image}`,
    '    command: ["sh", "-c", "exec sleep 3600"]',
    '    environment:',
    '      LEVEL: ${LEVEL:-info}',
    `      NAME: "${name}"`,
    '    ports:',
    `      - "127.0.0.1:${10_000 + index}:8080"`,
    '    volumes:',
    '      - data:/data',
    '      - ./conf:/etc/conf:ro',
    '    restart: unless-stopped',
    '    labels: { example.tier: "back" }',
    ...(index === 0 ? [] : ['    depends_on: [s1]']),
  ]);
  return ['services:', ...services, 'volumes:', '  data: {}', ''].join('\n');
}

/** The services of a project of that size. */
export function names(count) {
  return Array.from({ length: count }, (_, index) => `s${index + 1}`);
}

/** The volumes stand in the first and the last service. */
function volumesOf(index, count) {
  const mounts = [
    ...(index === 0 ? ['      - data:/data'] : []),
    ...(index === count - 1 ? ['      - cache:/cache'] : []),
  ];
  return mounts.length === 0 ? [] : ['    volumes:', ...mounts];
}

/** Writes a file into a folder of its own, whose name becomes the project's; gives the folder. */
export function writeProject(folder, name, text) {
  const dir = join(folder, name);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'compose.yaml'), text);
  return dir;
}

/** The programs that are compared. Each is run in the project's folder, with the same environment. */
export function programs(selkie) {
  return {
    selkie: { command: [selkie], startUp: ['--version'] },
    'docker-compose': { command: ['docker-compose'], startUp: ['version', '--short'] },
    'podman-compose': { command: ['podman-compose'], startUp: ['--version'] },
  };
}

/** What is done with a project, in this order. */
export const actions = {
  up: ['up', '-d'],
  'up again': ['up', '-d'],
  ps: ['ps'],
  config: ['config'],
  restart: ['restart'],
  stop: ['stop'],
  start: ['start'],
  down: ['down'],
};
