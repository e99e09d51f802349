import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/diagnostics/diagnostic.ts';
import { renderJson, renderText, shownPath } from '../../src/diagnostics/render.ts';
import type { Span } from '../../src/diagnostics/span.ts';

function spanOf(text: string, marked: string, path = '/project/compose.yaml'): Span {
  const start = text.indexOf(marked);
  if (start === -1) throw new Error(`not in the text: ${marked}`);
  return { source: { path, text }, start, end: start + marked.length };
}

function noFile(span?: Span) {
  return diagnose('compose/no-file', { directory: '/project', tried: ['compose.yaml'] }, span);
}

function render(span: Span): string {
  return renderText([noFile(span)], { isColoured: false, workingDir: '/project' });
}

describe('as text', () => {
  test('nothing found is no output', () => {
    expect(renderText([], { isColoured: false })).toBe('');
  });

  test('a finding without a place is a sentence and a hint', () => {
    expect(renderText([noFile()], { isColoured: false })).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
  });

  test('a finding with a place shows the line, with a path below the working directory made relative', () => {
    expect(render(spanOf('services:\n  web:\n    prots: ["80:80"]\n', 'prots'))).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
        ┌ compose.yaml:3:5
      3 │     prots: ["80:80"]
        │     ^^^^^

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
  });

  test('the last line of a file without a line break can be marked, also just past its end', () => {
    const source = { path: '/project/compose.yaml', text: 'services:' };
    expect(render({ source, start: 9, end: 9 })).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
        ┌ compose.yaml:1:10
      1 │ services:
        │          ^

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
  });

  test('the gutter is as wide as the longest line number', () => {
    const text = `${'a: 1\n'.repeat(99)}bad:\n  x\n  y\nend: 1\n`;
    expect(render(spanOf(text, 'bad:\n  x\n  y\n'))).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
          ┌ compose.yaml:100:1
      100 │ bad:
          │ ^^^^
        … │
      102 │   y
          │   ^

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
  });

  test('a span over two lines shows both, over more the first and the last', () => {
    expect(render(spanOf('a:\n  b: 1\n  c: 2\n', 'b: 1\n  c: 2'))).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
        ┌ compose.yaml:2:3
      2 │   b: 1
        │   ^^^^
      3 │   c: 2
        │   ^^^^

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
    expect(render(spanOf('a:\n  b: 1\n  c: 2\n  d: 3\n', 'b: 1\n  c: 2\n  d: 3\n'))).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
        ┌ compose.yaml:2:3
      2 │   b: 1
        │   ^^^^
      … │
      4 │   d: 3
        │   ^^^^

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
  });

  test('tabs become spaces and the marker still stands below what it marks', () => {
    expect(render(spanOf('a:\tb\t# note', 'b'))).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
        ┌ compose.yaml:1:4
      1 │ a:  b   # note
        │     ^

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
  });

  test('wide characters take two columns, combining ones none', () => {
    expect(render(spanOf('名前: ばつ # 🎉', 'ばつ'))).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
        ┌ compose.yaml:1:5
      1 │ 名前: ばつ # 🎉
        │       ^^^^

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
    expect(render(spanOf('e\u0301a: bad', 'bad'))).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
        ┌ compose.yaml:1:6
      1 │ éa: bad
        │     ^^^

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
  });

  test('control and direction characters are made visible', () => {
    expect(render(spanOf('a: "\u001b[31m\u202eevil\u0000"\r\nb: 1', 'evil'))).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
        ┌ compose.yaml:1:11
      1 │ a: "␛[31m<U+202E>evil␀"
        │                  ^^^^

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
  });

  test('a long line is cut around the marker', () => {
    const long = (count: number) => 'abcdefghij'.repeat(count);
    expect(render(spanOf(`${long(30)}BAD${long(30)}`, 'BAD'))).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
        ┌ compose.yaml:1:301
      1 │ …efghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijBADabcdefghijabcdefghi…
        │                                                                              ^^^

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
    expect(render(spanOf(`BAD${long(30)}`, 'BAD'))).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
        ┌ compose.yaml:1:1
      1 │ BADabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdef…
        │ ^^^

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
    expect(render(spanOf(`${long(30)}BAD`, 'BAD'))).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
        ┌ compose.yaml:1:301
      1 │ …efghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijBAD
        │                                                                              ^^^

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
    expect(render(spanOf(`key: ${'x'.repeat(300)} # end`, 'x'.repeat(300)))).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
        ┌ compose.yaml:1:6
      1 │ key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
        │      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
  });

  test('other places that explain it follow with their words', () => {
    const text = 'services:\n  web: {}\nvolumes:\n  web: {}\n';
    const related = [{ span: spanOf(text, 'volumes', '/elsewhere/other.yaml'), message: 'first set here' }];
    const diagnostic = diagnose(
      'compose/no-file',
      { directory: '/d', tried: ['x'] },
      spanOf(text, 'web'),
      related,
    );
    expect(renderText([diagnostic], { isColoured: false, workingDir: '/project' })).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/d\` or above it (compose/no-file)
        ┌ compose.yaml:2:3
      2 │   web: {}
        │   ^^^
      note: first set here
        ┌ /elsewhere/other.yaml:3:1
      3 │ volumes:
        │ ^^^^^^^

      hint: looked for \`x\`; name a file with \`-f\`
      "
    `);
  });

  test('a source without text shows its address only', () => {
    const source = { path: 'https://example.com/compose.yaml', text: '' };
    expect(render({ source, start: 0, end: 0 })).toMatchInlineSnapshot(`
      "error: no configuration file provided: not found in \`/project\` or above it (compose/no-file)
        ┌ https://example.com/compose.yaml:1:1

      hint: looked for \`compose.yaml\`; name a file with \`-f\`
      "
    `);
  });

  test('findings beyond the count are left out aloud, warnings and notes first', () => {
    const warning = diagnose('cli/usage', { problem: 'first', command: 'selkie up' });
    const list = [warning, noFile(), diagnose('cli/usage', { problem: 'third', command: 'selkie up' })];
    expect(renderText(list, { isColoured: false, maxCount: 1 })).toMatchInlineSnapshot(`
      "error: first (cli/usage)
      hint: see \`selkie up --help\`

      2 more not shown
      "
    `);
  });

  test('colour changes nothing but colour', () => {
    const diagnostics = [noFile(spanOf('services:\n  web:\n    prots: 1\n', 'prots'))];
    const coloured = renderText(diagnostics, { isColoured: true });
    expect(coloured).toContain('\u001b[31merror:');
    expect(stripVTControlCharacters(coloured)).toBe(renderText(diagnostics, { isColoured: false }));
  });

  test('passwords in addresses and control characters of messages are not printed', () => {
    const problem = 'cannot reach https://me:hunter2@example.com/x\nsecond \u001b[2Jline';
    const diagnostic = diagnose('cli/usage', { problem, command: 'selkie up' });
    expect(renderText([diagnostic], { isColoured: false })).toMatchInlineSnapshot(`
      "error: cannot reach https://me:***@example.com/x
        second ␛[2Jline (cli/usage)
      hint: see \`selkie up --help\`
      "
    `);
  });
});

describe('as JSON', () => {
  test('every finding has the same members', () => {
    const text = 'services:\n  web:\n    prots: 1\n';
    const related = [{ span: spanOf(text, 'web'), message: 'in this service' }];
    const list = [
      diagnose('compose/no-file', { directory: '/d', tried: ['x'] }, spanOf(text, 'prots'), related),
      diagnose('cli/usage', { problem: 'no https://me:hunter2@host', command: 'selkie' }),
    ];
    expect(renderJson(list, { workingDir: '/project' })).toMatchInlineSnapshot(`
      "[
        {
          "code": "compose/no-file",
          "severity": "error",
          "message": "no configuration file provided: not found in \`/d\` or above it",
          "help": "looked for \`x\`; name a file with \`-f\`",
          "file": "compose.yaml",
          "line": 3,
          "column": 5,
          "endLine": 3,
          "endColumn": 10,
          "args": {
            "directory": "/d",
            "tried": [
              "x"
            ]
          },
          "related": [
            {
              "message": "in this service",
              "file": "compose.yaml",
              "line": 2,
              "column": 3,
              "endLine": 2,
              "endColumn": 6
            }
          ]
        },
        {
          "code": "cli/usage",
          "severity": "error",
          "message": "no https://me:***@host",
          "help": "see \`selkie --help\`",
          "file": null,
          "line": null,
          "column": null,
          "endLine": null,
          "endColumn": null,
          "args": {
            "problem": "no https://me:***@host",
            "command": "selkie"
          },
          "related": []
        }
      ]
      "
    `);
    expect(renderJson([])).toBe('[]\n');
  });
});

test.each([
  ['/project/a/compose.yaml', '/project', 'a/compose.yaml'],
  ['/project/..a/compose.yaml', '/project', '..a/compose.yaml'],
  ['/other/compose.yaml', '/project', '/other/compose.yaml'],
  ['/projects/compose.yaml', '/project', '/projects/compose.yaml'],
  ['<stdin>', '/project', '<stdin>'],
  ['/project/compose.yaml', undefined, '/project/compose.yaml'],
])('%s seen from %s is %s', (path, workingDir, shown) => {
  expect(shownPath(path, workingDir)).toBe(shown);
});
