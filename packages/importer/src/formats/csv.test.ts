import { describe, expect, it } from 'vitest';
import { reporterFor } from '../problems.js';
import { BROKEN_ROWS_MAX, FILE_BYTES_MAX, readCsv, ROW_BYTES_MAX, ROWS_MAX } from './csv.js';

const read = (content: string | Uint8Array) =>
  readCsv(typeof content === 'string' ? Buffer.from(content) : content, reporterFor('plan.csv'));
const cellsOf = (content: string | Uint8Array) => read(content).rows?.map(({ cells }) => cells);
const codes = (content: string | Uint8Array) => read(content).problems.map(({ code }) => code);

describe('text', () => {
  const text = 'Action,Cost\nCafé – “now”,€5\n';
  const cells = [
    ['Action', 'Cost'],
    ['Café – “now”', '€5'],
  ];
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');

  it('is read from UTF-8 and UTF-16, with or without a mark', () => {
    expect(cellsOf(text)).toEqual(cells);
    expect(cellsOf(`\ufeff${text}`)).toEqual(cells);
    expect(cellsOf(utf16)).toEqual(cells);
    expect(cellsOf(Buffer.from(utf16).swap16())).toEqual(cells);
  });

  it('is read as Windows-1252 where it is not UTF-8, and the file says so', () => {
    const bytes = Buffer.from('Action,Cost\nCaf\u00e9 \u0096 \u0093now\u0094,\u00805\n', 'latin1');
    expect(cellsOf(bytes)).toEqual(cells);
    expect(codes(bytes)).toEqual(['not-utf-8']);
  });
});

describe('rows', () => {
  it('are numbered as a spreadsheet numbers them, and know their lines', () => {
    const { rows } = read('a,b\r\n"one\r\ntwo",2\r\n\r\n3,4\r\n');
    expect(rows).toEqual([
      { row: 1, lines: [1, 1], cells: ['a', 'b'] },
      { row: 2, lines: [2, 3], cells: ['one\ntwo', '2'] },
      { row: 3, lines: [4, 4], cells: [''] },
      { row: 4, lines: [5, 5], cells: ['3', '4'] },
    ]);
  });

  it('are cut at the delimiter that the first line uses', () => {
    for (const delimiter of [',', ';', '\t']) {
      expect(cellsOf(`"a,;\t";b`.replaceAll(';b', `${delimiter}b`) + `\n1${delimiter}2`)?.[1]).toEqual([
        '1',
        '2',
      ]);
    }
    expect(cellsOf('sep=;\na,b;c')).toEqual([
      ['sep=', ''],
      ['a,b', 'c'],
    ]);
  });

  it('cost themselves only where a quotation mark is never closed', () => {
    const { rows, problems } = read('a,b\n1,2\n"open,3\n4,"five"\n6,7\n');
    expect(rows?.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['1', '2'],
      null,
      ['4', 'five'],
      ['6', '7'],
    ]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'broken-quotes', row: 3 });
    expect(problems[0]?.message).toContain('It begins on line 3 of the file; reading went on from line 4.');
  });

  it('are found again after a broken row that follows one with line breaks', () => {
    const { rows } = read('a,b\n"x\ny",1\nun"quoted,2\n"p\nq",3\n"never');
    expect(rows?.map(({ row, lines, cells }) => [row, lines[0], cells?.[0] ?? null])).toEqual([
      [1, 1, 'a'],
      [2, 2, 'x\ny'],
      [3, 4, null],
      [4, 5, 'p\nq'],
      [5, 7, null],
    ]);
  });
});

describe('limits', () => {
  it('are each a problem of their own', () => {
    expect(codes(new Uint8Array(FILE_BYTES_MAX + 1))).toEqual(['file-too-large']);
    expect(codes('a,b\n'.repeat(ROWS_MAX + 1))).toEqual(['too-many-rows']);
    expect(read('a,b\n'.repeat(ROWS_MAX)).rows).toHaveLength(ROWS_MAX);
    expect(codes(`a,b\n${'x'.repeat(ROW_BYTES_MAX + 1)},2\n3,4\n`)).toEqual(['row-too-long']);
    expect(codes(`a,b\n${'"x"y,1\n'.repeat(BROKEN_ROWS_MAX + 1)}`)).toEqual(['too-many-broken-rows']);
  });

  it('keep a file full of open quotation marks from taking long', () => {
    const began = performance.now();
    expect(codes(`a,b\n${'"a""\n'.repeat(2_000_000)}`)).toEqual(['too-many-broken-rows']);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe('a file of another kind', () => {
  it.each([
    ['%PDF-1.7', 'PDF'],
    ['\u0089PNG\r\n\u001a\n', 'PNG'],
    ['PK\u0003\u0004....xl/workbook.xml', 'Excel workbook'],
    ['PK\u0003\u0004....word/document.xml', 'Word document'],
    ['PK\u0003\u0004....', 'zip'],
    ['\u00d0\u00cf\u0011\u00e0', 'older Excel'],
    ['{\\rtf1', 'rich text'],
    ['{"workstreams": []}', 'JSON'],
    ['<!DOCTYPE html><p>', 'web page'],
    ['abc\u0000def', 'not text'],
    ['\u00ff\u00fea', 'UTF-16'],
  ])('is refused with what it looks like: %j', (content, words) => {
    const { rows, problems } = read(Buffer.from(content, 'latin1'));
    expect(rows).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'not-a-csv', severity: 'fatal' });
    expect(problems[0]?.message).toContain(words);
  });

  it('is refused where it is empty', () => {
    expect(codes('')).toEqual(['empty-file']);
    expect(codes('\ufeff \r\n')).toEqual(['empty-file']);
  });
});
