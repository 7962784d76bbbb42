import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardRagWords, understandRag } from './understand-rag.js';

const four = standardRagWords.slice(0, 4);

describe('understandRag', () => {
  it.each([
    ['Green', 'green'],
    [' GREEN. ', 'green'],
    ['R', 'red'],
    ['b', 'blue'],
  ])('reads %j', (text, key) => expect(understandRag(text, four)).toEqual({ key }));

  it('reads a label of the plan’s own, or its key', () => {
    const own = [{ key: 'on-track', label: 'On track (no concerns)' }];
    expect(understandRag('on-track', own)).toEqual({ key: 'on-track' });
    expect(understandRag('On Track - no concerns', own)).toEqual({ key: 'on-track' });
  });

  it.each(['', '  ', '-', '–', 'n/a', 'N/A', 'Not applicable'])('takes %j as not stated', (text) => {
    expect(understandRag(text, four)).toEqual({ notStated: true });
  });

  it.each(['Turquoise', 'Amber/Green', 'Red until May', '?', 'X'])('hands back %j', (text) => {
    expect(understandRag(text, four)).toEqual({ unknown: text });
  });

  it('does not choose where a letter stands for two ratings', () => {
    expect(understandRag('G', standardRagWords)).toEqual({ unknown: 'G' });
  });

  it('reads every label whatever its case, and throws on no text', () => {
    for (const { key, label } of standardRagWords) {
      expect(understandRag(label.toUpperCase(), standardRagWords)).toEqual({ key });
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => void understandRag(text, standardRagWords)),
    );
  });
});
