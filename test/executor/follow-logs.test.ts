import { afterEach, beforeEach, expect, test } from 'vitest';
import { followLogs } from '../../src/executor/follow-logs.ts';
import type { FollowOptions } from '../../src/executor/follow-logs.ts';
import type { LogEvent } from '../../src/executor/logs/log-event.ts';
import { readLogs } from '../../src/executor/read-logs.ts';
import { nodeHost } from '../../src/host/node-host.ts';
import { label } from '../../src/planner/labels.ts';
import type { PodmanClient } from '../../src/podman/client.ts';
import { clientOf } from '../support/fake-client.ts';
import type { FakePodman } from '../support/fake-podman.ts';
import { startFakePodman } from '../support/fake-podman.ts';

let engine: FakePodman;
let client: PodmanClient;
const { clock } = nodeHost();
const never = new AbortController().signal;

beforeEach(async () => {
  engine = await startFakePodman();
  client = clientOf(engine);
});

afterEach(async () => {
  await client.close();
  await engine.close();
});

function add(service: string, labels: Readonly<Record<string, string>> = {}) {
  return engine.state.add({
    name: `shop-${service}-1`,
    labels: { [label.project]: 'shop', [label.service]: service, [label.number]: '1', ...labels },
  });
}

function print(service: string, second: number, text: string): void {
  const time = `2026-01-01T00:00:${String(second).padStart(2, '0')}Z`;
  engine.state.find(`shop-${service}-1`)?.log.push([1, `${time} ${text}\n`]);
}

function show(event: LogEvent): string {
  switch (event.kind) {
    case 'line':
      return `${event.service}| ${Buffer.from(event.data).toString()}`;
    case 'exited':
      return `${event.service} exited ${event.exitCode}`;
    case 'unreadable':
      return `${event.service} unreadable`;
  }
}

/** Follows until the end; `onReady` is when the world begins to move. */
async function follow(options: FollowOptions): Promise<readonly string[]> {
  const seen: string[] = [];
  for await (const event of followLogs(client, clock, 'shop', options, never)) seen.push(show(event));
  return seen;
}

const soon = (ms: number): Promise<void> => clock.sleep(ms);

test('a container that starts later is followed to its end; nothing comes twice though the engine sends it twice', async () => {
  add('web');
  const seen = await follow({
    hold: soon(400),
    onReady: () => {
      void client.startContainer('shop-web-1').then(async () => {
        print('web', 1, 'one');
        print('web', 1, 'two');
        await soon(300);
        print('web', 2, 'three');
        engine.state.exit('shop-web-1', 3);
      });
    },
  });
  expect(seen).toEqual(['web| one', 'web| two', 'web| three', 'web exited 3']);
});

test('a second life goes on where the first one ended', async () => {
  add('web');
  const seen = await follow({
    hold: soon(600),
    onReady: () => {
      void (async () => {
        await client.startContainer('shop-web-1');
        print('web', 1, 'first');
        engine.state.exit('shop-web-1', 0);
        await soon(200);
        await client.startContainer('shop-web-1');
        print('web', 1, 'second');
        engine.state.exit('shop-web-1', 1);
      })();
    },
  });
  expect(seen).toEqual(['web| first', 'web exited 0', 'web| second', 'web exited 1']);
});

test('what a container printed before it was prepared for another life is not shown', async () => {
  const web = add('web');
  const say = (text: string) => web.log.push([1, `${new Date().toISOString()} ${text}\n`]);
  say('before');
  await soon(20);
  const seen = await follow({
    hold: soon(400),
    onReady: () => {
      void (async () => {
        await client.initContainer('shop-web-1');
        await soon(20);
        say('at once');
        await client.startContainer('shop-web-1');
        say('later');
        await soon(20);
        engine.state.exit('shop-web-1', 0);
      })();
    },
  });
  expect(seen).toEqual(['web| at once', 'web| later', 'web exited 0']);
});

test('what ended before another was started is told before it', async () => {
  for (const service of ['job', 'web']) add(service);
  const seen = await follow({
    hold: soon(1000),
    onReady: () => {
      void (async () => {
        await client.startContainer('shop-job-1');
        await soon(100);
        // The engine is late with the first reading after the end.
        engine.fail({ match: /shop-job-1.*logs$/, how: { kind: 'delay', ms: 300 }, times: 1 });
        print('job', 1, 'done');
        engine.state.exit('shop-job-1', 0);
        await client.startContainer('shop-web-1');
        print('web', 2, 'ready');
        engine.state.exit('shop-web-1', 0);
      })();
    },
  });
  expect(seen).toEqual(['job| done', 'job exited 0', 'web| ready', 'web exited 0']);
});

test.each([
  ['made before it ends', true],
  ['made after it ended', false],
])('a container that takes the place of the only one, %s, is waited for', async (_, isFirst) => {
  add('web');
  await client.startContainer('shop-web-1');
  const replace = async () => {
    if (!isFirst) {
      engine.state.exit('shop-web-1', 143);
      await soon(250);
    }
    const named = { [label.project]: 'shop', [label.service]: 'web', [label.number]: '1' };
    engine.state.add({ name: 'shop-web-1-new', labels: named });
    if (isFirst) engine.state.exit('shop-web-1', 143);
  };
  const seen = await follow({
    lingerMs: isFirst ? 0 : 500,
    onReady: () => {
      void (async () => {
        await replace();
        await soon(600);
        await client.startContainer('shop-web-1-new');
        engine.state.find('shop-web-1-new')?.log.push([1, '2026-01-01T00:00:09Z again\n']);
        engine.state.exit('shop-web-1-new', 0);
      })();
    },
  });
  expect(seen).toEqual(['web exited 143', 'web| again', 'web exited 0']);
});

test('what the engine leaves out of its stream at the end of a container is not missing', async () => {
  add('web');
  const piece = (text: string) => `\u0001\0\0\0\0\0\0${String.fromCharCode(text.length)}${text}`;
  const gappy = ['2026-01-01T00:00:01Z one\n', '2026-01-01T00:00:03Z three\n'].map(piece).join('');
  engine.fail({ match: /logs$/, how: { kind: 'answer', status: 200, body: gappy }, times: 1 });
  const seen = await follow({
    hold: soon(400),
    onReady: () => {
      void client.startContainer('shop-web-1').then(async () => {
        for (const [index, text] of ['one', 'two', 'three'].entries()) print('web', index + 1, text);
        await soon(100);
        engine.state.exit('shop-web-1', 0);
      });
    },
  });
  expect(seen).toEqual(['web| one', 'web| two', 'web| three', 'web exited 0']);
});

test('only the named services are followed, and no one-off containers', async () => {
  for (const service of ['web', 'db']) add(service);
  add('job', { [label.oneOff]: 'True' });
  const seen = await follow({
    services: ['web', 'job'],
    hold: soon(400),
    onReady: () => {
      for (const service of ['web', 'db', 'job']) {
        void client.startContainer(`shop-${service}-1`).then(() => {
          print(service, 1, 'hello');
          engine.state.exit(`shop-${service}-1`, 0);
        });
      }
    },
  });
  expect(seen).toEqual(['web| hello', 'web exited 0']);
});

test('with nothing running and nothing to wait for it ends at once', async () => {
  add('web');
  expect(await follow({})).toEqual([]);
});

test('a container whose output cannot be read is told once, and its end still', async () => {
  add('web');
  engine.fail({
    match: /logs$/,
    how: { kind: 'refuse', status: 500, cause: "is using the 'none' log driver" },
  });
  const seen = await follow({
    hold: soon(300),
    onReady: () => {
      void client.startContainer('shop-web-1').then(async () => {
        await soon(100);
        engine.state.exit('shop-web-1', 0);
      });
    },
  });
  expect(seen).toEqual(['web unreadable', 'web exited 0']);
});

test('when the engine goes away the iteration rejects', async () => {
  add('web').state = 'running';
  await expect(
    follow({ hold: soon(10_000), onReady: () => setTimeout(() => engine.state.stopEvents(), 50) }),
  ).rejects.toThrow('engine/connection-lost');
});

test('an abort ends it quietly', async () => {
  add('web').state = 'running';
  const quit = new AbortController();
  const seen: LogEvent[] = [];
  const options: FollowOptions = { onReady: () => setTimeout(() => quit.abort(), 50) };
  for await (const event of followLogs(client, clock, 'shop', options, quit.signal)) seen.push(event);
  expect(seen).toEqual([]);
});

test('reading merges containers by time and keeps the order within each', async () => {
  for (const service of ['a', 'b', 'c']) add(service);
  print('a', 1, 'a1');
  print('a', 5, 'a5');
  print('b', 2, 'b2');
  print('b', 2, 'b2 again');
  print('b', 6, 'b6');
  print('c', 5, 'c5');
  print('c', 3, 'c3, behind a later one');
  const seen: string[] = [];
  for await (const batch of readLogs(client, clock, 'shop', {}, never)) seen.push(...batch.map(show));
  expect(seen).toEqual([
    'a| a1',
    'b| b2',
    'b| b2 again',
    'a| a5',
    'c| c5',
    'c| c3, behind a later one',
    'b| b6',
  ]);
});
