import { expect, test } from 'vitest';
import { ProviderMessages } from '../../src/executor/provide/provider-messages.ts';
import { parseMetadata } from '../../src/executor/provide/provider-metadata.ts';

function told(...lines: readonly string[]) {
  const messages = new ProviderMessages();
  const shown = lines.flatMap((line) => messages.take(line) ?? []);
  const { variables, rawVariables, error, strange } = messages.account();
  return { shown, variables: [...variables], rawVariables: [...rawVariables], error, strange };
}

test('each line is a message; only news is shown', () => {
  expect(
    told(
      '{"type":"info","message":"first\\nmore"}',
      '',
      '{"type":"debug","message":"detail"}',
      '{"type":"setenv","message":"URL=a=b"}',
      '{"type":"rawsetenv","message":"PLAIN="}',
      '{"type":"get-service-config"}',
      '{"type":"error","message":"no quota"}',
      '{"type":"error","message":"and then"}',
    ),
  ).toEqual({
    shown: ['first'],
    variables: [['URL', 'a=b']],
    rawVariables: [['PLAIN', '']],
    error: 'no quota',
    strange: undefined,
  });
});

test.each([['hello'], ['{"type":"party"}'], ['["info"]'], ['{"type":"setenv","message":"=x"}']])(
  '%s is no message',
  (line) => {
    expect(told(line).strange).toBe(line);
  },
);

test('metadata names the options that a command takes and needs', () => {
  const metadata = parseMetadata(
    '{"description":"d","up":{"parameters":[{"name":"a","required":true},{"name":"b"},{}]},"stop":{}}',
  );
  expect(metadata).toEqual({
    up: [
      { name: 'a', isRequired: true },
      { name: 'b', isRequired: false },
    ],
    down: [],
    stop: [],
  });
  expect(parseMetadata('usage: …')).toBeUndefined();
  expect(parseMetadata('{}')).toBeUndefined();
  expect(parseMetadata('{"description":"only words"}')).toEqual({ up: [], down: [], stop: undefined });
});
