/** Reads real plans that are no part of this project; LEDGER_INPUTS names the folder that holds them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastDayOf } from '@improvement-ledger/domain';
import { describe, expect, it } from 'vitest';
import { readPlan } from './index.js';

const folder = process.env['LEDGER_INPUTS'] ?? '';
const planFile = join(folder, 'west-berkshire-2015-improvement-plan.csv');
const present = folder !== '' && existsSync(planFile);
const read = (path: string) =>
  readPlan({ bytes: readFileSync(path), fileName: path, inForceFrom: '2015-07-01' });

describe.skipIf(!present)(
  `real files${present ? '' : ' (skipped: LEDGER_INPUTS names no folder that holds them)'}`,
  () => {
    it('give the plan that its readers counted by hand', () => {
      const { plan, problems } = read(planFile);
      expect(problems).toEqual([]);
      const workstreams = plan?.workstreams ?? [];
      const shape = workstreams.map(({ reference, commitments }) => [
        reference,
        ...commitments.map((each) => each.actions.length),
      ]);
      expect(shape).toEqual([
        ['A', 4, 3, 4, 3, 3],
        ['B', 2, 1, 5, 3, 3, 4, 4, 5],
        ['C', 4, 3],
        ['D', 3, 4, 4, 5],
        ['E', 2, 3, 5, 3, 7, 4, 3],
      ]);
      const actions = workstreams.flatMap(({ commitments }) => commitments.flatMap((each) => each.actions));
      expect(actions.map(({ row }) => row)).toEqual(Array.from({ length: 94 }, (_, at) => at + 2));
      const count = (condition: (action: (typeof actions)[number]) => boolean): number =>
        actions.filter(condition).length;
      expect({
        green: count(({ rag }) => rag === 'green'),
        orange: count(({ rag }) => rag === 'orange'),
        yellow: count(({ rag }) => rag === 'yellow'),
        dated: count(({ due }) => lastDayOf(due) !== null),
        standing: count(({ due }) => due.kind === 'standing'),
        toBeConfirmed: count(({ due }) => due.kind === 'undated' && due.why === 'to-be-confirmed'),
        notUnderstood: count(({ due }) => due.kind === 'undated' && due.why === 'not-understood'),
        overdueOnFirstOfJuly: count(({ due }) => (lastDayOf(due) ?? '9999') < '2015-07-01'),
        noOwner: count(({ owners }) => owners.length === 0),
        statusUpdates: count(({ statusUpdate }) => statusUpdate !== null),
      }).toEqual({
        green: 6,
        orange: 1,
        yellow: 1,
        dated: 66,
        standing: 23,
        toBeConfirmed: 1,
        notUnderstood: 0,
        overdueOnFirstOfJuly: 26,
        noOwner: 5,
        statusUpdates: 63,
      });
      expect(plan?.ragWords).toMatchObject([
        { key: 'red', order: 1 },
        { key: 'amber', order: 2 },
        { key: 'green', order: 3 },
        { key: 'blue', order: 4 },
        { key: 'orange', order: null },
        { key: 'yellow' },
      ]);
      expect(actions.every(({ cells }) => cells.length === 8)).toBe(true);
    });

    it('are refused in a sentence where they are no plan', () => {
      const others = readdirSync(folder)
        .map((name) => join(folder, name))
        .filter((path) => path !== planFile);
      const outcomes = others.map((path) => {
        const { plan, problems } = read(path);
        return { path, plan, fatal: problems.some(({ severity }) => severity === 'fatal') };
      });
      expect(outcomes).toEqual(others.map((path) => ({ path, plan: null, fatal: true })));
      expect(others.length).toBeGreaterThan(0);
    });
  },
);
