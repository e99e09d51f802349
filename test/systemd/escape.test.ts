import { describe, expect, test } from 'vitest';
import { listWord, rawText, singleText, word } from '../../src/systemd/escape.ts';

describe('a word of a command line', () => {
  test.each([
    ['plain', 'plain'],
    ['K=value', 'K=value'],
    ['', '""'],
    ['a b', '"a b"'],
    ['pl$ain', '"pl$$ain"'],
    ['100%', '"100%%"'],
    ['say "hi"', String.raw`"say \"hi\""`],
    ['a\\b', String.raw`"a\\b"`],
    ['line1\nline2\tx', String.raw`"line1\nline2\tx"`],
    ['\u0001\u007F', String.raw`"\x01\x7f"`],
    ['é ; #', '"é ; #"'],
    ['${HOME}', '"$${HOME}"'],
  ])('%j is written %s', (text, written) => {
    expect(word(text)).toBe(written);
  });
});

describe('a value that runs to the end of its line', () => {
  test.each([
    ['/srv/a b:/data', '/srv/a b:/data'],
    ['"quoted"', '"quoted"'],
    ['a$b%c', 'a$$b%%c'],
  ])('%j is written %s', (text, written) => {
    expect(rawText(text)).toBe(written);
  });

  test.each(['two\nlines', ' leading', 'trailing ', 'ends in \\'])('%j has no line', (text) => {
    expect(rawText(text)).toBeUndefined();
  });
});

test('a value that loses quotes around it can have none there', () => {
  expect(singleText('"a" b')).toBeUndefined();
  expect(singleText('a "b" c')).toBe('a "b" c');
});

test('a word of a list without escapes is quoted for its blanks, and can hold no quotes', () => {
  expect(listWord('c 1:3 rwm')).toBe('"c 1:3 rwm"');
  expect(listWord('NET_ADMIN')).toBe('NET_ADMIN');
  expect(listWord('a"b')).toBeUndefined();
  expect(listWord('')).toBeUndefined();
});
