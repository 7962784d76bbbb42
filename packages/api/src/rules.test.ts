import { roles } from '@improvement-ledger/domain';
import { describe, expect, test } from 'vitest';
import { mayDo, mutationRules } from './rules.js';
import type { MutationName } from './rules.js';
import { makeSchema } from './schema.js';

const mutations = Object.keys(mutationRules) as MutationName[];

describe('the rules', () => {
  test('name every mutation of the schema, and no other', async () => {
    const schema = await makeSchema();
    expect(mutations.toSorted()).toEqual(Object.keys(schema.getMutationType()?.getFields() ?? {}).toSorted());
  });

  test('let each role do this much', () => {
    const allowed = Object.fromEntries(
      roles.map((role) => [role, mutations.filter((mutation) => mayDo(role, mutation))]),
    );
    const evidence = ['attachEvidence', 'withdrawEvidence'];
    expect(allowed).toMatchObject({
      adviser: ['raiseChallenge', 'closeChallenge'],
      workforceLead: [],
      integration: [],
      actionOwner: [
        'recordStatus',
        'requestDueDateChange',
        ...evidence,
        'claimCompletion',
        'answerChallenge',
      ],
      auditor: [...evidence, 'verifyCompletion', 'sendBackCompletion', 'reopenAction'],
      administrator: mutations,
    });
    expect(allowed['planManager']).toEqual(mutations.filter((mutation) => mutation !== 'registerCouncil'));
  });
});
