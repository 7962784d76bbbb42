import { extendSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { makeSchema } from '../schema.js';
import { heldToLog, loggedFields } from './logged.js';

describe('the schema is not built', () => {
  test.each([
    ['that leads to changes', 'extend type Plan { changes: ChangeConnection }', /Plan\.changes/],
    ['that leads to any record', 'extend type Plan { record: Node }', /Plan\.record/],
    ['that looks back in time', 'extend type Query { board(asOf: String): Int }', /Query\.board/],
  ])('with a field %s of which nothing says whose reading is logged', async (_, planted, message) => {
    const schema = extendSchema(await makeSchema(), parse(planted));
    expect(() => heldToLog(schema)).toThrow(message);
  });

  test('with a look-up of who has access that is not logged', async () => {
    const schema = await makeSchema();
    const { grants: _, ...Council } = loggedFields['Council'] ?? {};
    expect(() => heldToLog(schema, { ...loggedFields, Council })).toThrow(/reading of Council\.grants is/);
  });

  test('with a line for what is not there', async () => {
    const schema = await makeSchema();
    const Plan = { ...loggedFields['Plan'], diary: { by: [] } };
    expect(() => heldToLog(schema, { ...loggedFields, Plan })).toThrow(/not there: Plan\.diary/);
  });
});

test('those who keep the plan read its history without being logged', () => {
  const roles = Object.values(loggedFields).flatMap((fields) =>
    Object.values(fields).flatMap(({ by }) => by),
  );
  expect([...new Set(roles)].toSorted()).toEqual(['administrator', 'adviser', 'integration']);
});
