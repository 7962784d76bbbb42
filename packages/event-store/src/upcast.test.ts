import type { Recorded } from '@improvement-ledger/domain';
import { recordedAt, sample } from '@improvement-ledger/domain/testing';
import { describe, expect, test } from 'vitest';
import { UnknownEventError, upcast } from './upcast.js';

const event: Recorded = recordedAt(1, sample('PersonRegistered'));

describe('upcast', () => {
  test('leaves an event of today as it is', () => {
    expect(upcast(event)).toBe(event);
  });

  test('refuses an event of a later schema version than this program knows', () => {
    expect(() => upcast({ ...event, schemaVersion: 2 })).toThrow(UnknownEventError);
  });

  test('refuses an event of a type that this program does not know', () => {
    expect(() => upcast({ ...event, type: 'PersonForgotten' } as never)).toThrow(UnknownEventError);
  });
});
