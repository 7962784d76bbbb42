import type { EventType } from '@improvement-ledger/domain';
import { effectiveFrom, schemaVersionOf } from '@improvement-ledger/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leafHash } from './body.js';
import { canonical } from './canonical.js';
import { storedEvent } from './read.js';
import { sealHash } from './seals.js';
import {
  bodyHashOf,
  columnsOf,
  firstInstantOf,
  jcs,
  leafOf,
  sealOf,
} from './testing/second-implementation.js';
import { canonicalVectors, effectiveFromVectors, eventVectors, sealVectors } from './testing/vectors.js';

describe('the canonical text', () => {
  test.each(canonicalVectors)('has $name', ({ json, canonical: expected }) => {
    expect(jcs(JSON.parse(json) as never)).toBe(expected);
    expect(canonical(JSON.parse(json))).toBe(expected);
  });

  test('of any value is the same in both implementations', () => {
    const leaf = fc.oneof(
      fc.maxSafeInteger(),
      fc.string({ unit: 'grapheme' }),
      fc.boolean(),
      fc.constant(null),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('tree')),
        fc.dictionary(fc.string({ unit: 'binary' }), tie('tree')),
      ),
    }));
    const storable = (value: unknown) => !JSON.stringify(value).includes('\\u0000');
    fc.assert(
      fc.property(tree.filter(storable), (value) => {
        expect(canonical(value)).toBe(jcs(value as never));
        expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
      }),
    );
  });
});

describe('a seal', () => {
  test.each(sealVectors)('of $name is as committed', ({ salt, value, canonical: text, hash }) => {
    expect(sealOf(salt, value)).toBe(hash);
    expect(sealHash(Buffer.from(salt, 'hex'), value)).toBe(hash);
    expect(canonical(value)).toBe(text);
  });
});

describe('an event', () => {
  test.each(eventVectors)('$name: body, leaf and columns are as committed', (vector) => {
    const { tenant, position, recordedAt, body, bodyHash, leaf, columns } = vector;
    expect([bodyHashOf(body), leafOf(tenant, position, recordedAt, body)]).toEqual([bodyHash, leaf]);
    expect(columnsOf(body)).toEqual(columns);
    expect(leafHash({ tenant, position, recordedAt, body })).toBe(leaf);
    expect([jcs(JSON.parse(body) as never), canonical(JSON.parse(body))]).toEqual([body, body]);
  });

  const ofToday = eventVectors.filter(
    ({ columns: { type, schema_version: version } }) => version === schemaVersionOf(type as EventType),
  );
  test.each(ofToday)('$name: is read as the body says', (vector) => {
    const { tenant, position, recordedAt, body, leaf, columns } = vector;
    const { v, version, ...rest } = JSON.parse(body) as Record<string, unknown>;
    expect(v).toBe(1);
    const effective_from = String(columns['effective_from']);
    expect(storedEvent({ tenant, position, recorded_at: recordedAt, effective_from, body, leaf })).toEqual({
      ...rest,
      tenant,
      position,
      streamVersion: version,
      recordedAt,
      effectiveFrom: effective_from,
      leaf,
    });
  });
});

describe('the first instant of an effective time', () => {
  test.each(effectiveFromVectors)('of $name', ({ effectiveAt, effectiveFrom: expected }) => {
    expect([firstInstantOf(effectiveAt), effectiveFrom(effectiveAt)]).toEqual([expected, expected]);
  });
});
