import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBlank, plainText, seal, sealedCells, sealedText, textOf } from './sealed.js';
import { ids, planText } from './testing/index.js';

const text = plainText(20);
const read = (value: string) => text.safeParse(value);

describe('a text', () => {
  test('may have as many characters as its field allows, and no more', () => {
    expect(read('x'.repeat(20)).success).toBe(true);
    expect(read('x'.repeat(21)).error?.issues[0]?.message).toBe('is longer than 20 characters');
  });

  test('is kept in NFC', () => {
    expect(read('Cafe\u0301').data).toBe('Caf\u00e9');
  });

  test('is kept with its line ends as line feeds, however they were sent', () => {
    expect(read('a\r\nb\rc\nd').data).toBe('a\nb\nc\nd');
  });

  test('may hold tabs, every script, and characters beyond the first plane', () => {
    for (const value of ['a\tb', 'Žluťoučký', 'مرحبا', '日本語', '👩‍👧']) expect(read(value).data).toBe(value);
  });

  test.each(['\u0000', '\u0007', '\u000b', '\u000c', '\u001b', '\u007f'])(
    'is refused when it holds the control character %j',
    (character) => {
      expect(read(`a${character}b`).error?.issues[0]?.message).toBe('holds a control character');
    },
  );

  test.each(['\ud83d', 'a\udc00b', '\udc00\ud83d'])('is refused when it holds half a pair (%j)', (value) => {
    expect(read(value).error?.issues[0]?.message).toBe('holds half of a character pair');
  });

  test('that was read once is read the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 10 }), (value) => {
        const once = read(value);
        fc.pre(once.success);
        expect(text.parse(once.data)).toBe(once.data);
      }),
    );
  });
});

describe('a sealed text', () => {
  const schema = sealedText(20);

  test('is normalised where it stands', () => {
    expect(schema.parse(planText('e\u0301\r\n'))).toEqual(planText('é\n'));
  });

  test('names what it is about, in lower case', () => {
    const about = (subject: string) => schema.safeParse(seal(subject, 'x')).success;
    expect(about(`person:${ids.ann}`)).toBe(true);
    expect(about(`child:${ids.ann}`)).toBe(false);
    expect(about(`person:${ids.ann.toUpperCase()}`)).toBe(false);
    expect(about('person:')).toBe(false);
  });

  test('may be erased', () => {
    const erased = { $seal: { ...planText('').$seal, value: null } };
    expect(schema.safeParse(erased).success).toBe(true);
    expect([textOf(erased), isBlank(erased)]).toEqual([null, true]);
  });

  test('is never a bare text', () => {
    expect(schema.safeParse('Done.').success).toBe(false);
  });

  test('is blank when it is white space or is not there', () => {
    expect([planText(' \n\t'), null, undefined].map(isBlank)).toEqual([true, true, true]);
    expect(isBlank(planText(' x '))).toBe(false);
  });
});

describe('sealed cells', () => {
  const cells = (column: string, value: string, count = 1) =>
    sealedCells.safeParse(
      seal(
        `plan:${ids.plan}`,
        Array.from({ length: count }, () => ({ column, text: value })),
      ),
    );

  test('are kept in NFC like every text', () => {
    expect(cells('Ma\u0308rz', 'e\u0301').data?.$seal.value).toEqual([{ column: 'März', text: 'é' }]);
  });

  test('are refused when they hold what cannot be stored', () => {
    expect([cells('\u0000', 'x'), cells('A', '\u0000'), cells('A', '\ud83d')].map((c) => c.success)).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('are at most 100, of at most 100,000 characters', () => {
    expect([cells('A', 'x', 100).success, cells('A', 'x', 101).success]).toEqual([true, false]);
    expect([cells('A', 'x'.repeat(100_000)).success, cells('A', 'x'.repeat(100_001)).success]).toEqual([
      true,
      false,
    ]);
  });
});
