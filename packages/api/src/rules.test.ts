import type { Role } from '@improvement-ledger/domain';
import { roles } from '@improvement-ledger/domain';
import type { Membership } from '@improvement-ledger/event-store';
import { extendSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Caller } from './caller.js';
import { callerOf } from './caller.js';
import { guarded } from './guard.js';
import { checkMay, mayDo, mayDoAnywhere } from './permission.js';
import type { MutationName } from './rules.js';
import { fieldRules } from './field-rules.js';
import { mutationRules } from './rules.js';
import { registerMutations } from './register/register-rules.js';
import { makeSchema } from './schema.js';
import { staffingMutations } from './staffing/staffing-rules.js';
import { workforceMutations } from './workforce/workforce-rules.js';

const mutations = Object.keys(mutationRules) as MutationName[];

/** What is for administrators alone. */
const asKeeper: readonly MutationName[] = [
  'registerCouncil',
  'changeCouncilAttributes',
  'grantAccess',
  'endAccess',
  'invitePerson',
  'revokeInvitation',
  'acceptInvitation',
  'trustIssuer',
  'distrustIssuer',
  'linkSubject',
  'unlinkSubject',
  'issueToken',
  'revokeToken',
  'mergePeople',
];

/** What is for the workforce lead and administrators. */
const workforce: readonly string[] = Object.keys({ ...staffingMutations, ...workforceMutations });
const asWorkforce = workforce.filter((each) => each !== 'closeTeam');

/** What of the registers a role keeps; plan managers and administrators keep them all. */
const registerOf = (role: Role): string[] =>
  Object.entries(registerMutations).flatMap(([name, keepers]: [string, readonly Role[]]) =>
    keepers.includes(role) ? [name] : [],
  );

const held = (tenant: string, role: Role, scopes: Membership['scopes'] = ['read', 'write']): Membership => ({
  tenant,
  principal: '0198c0de-0000-7000-8000-00000000000b',
  kind: 'person',
  role,
  scopes,
  grantId: '0198c0de-0000-7000-8000-00000000001f',
  until: null,
});
const operator = (role: Role, everyCouncil: boolean): Caller => {
  const { principal, kind } = held('', role);
  return callerOf([], { principal, kind, role, name: 'Operator', everyCouncil });
};

describe('the schema is not built', () => {
  test.each([
    ['a field', 'extend type Action { cost: Int }', /No rule says who may have Action\.cost\./],
    ['a query', 'extend type Query { everything: Int }', /Query\.everything/],
    ['a mutation', 'extend type Mutation { deletePlan: Int }', /Mutation\.deletePlan/],
    ['a type', 'type Diary { day: Int } extend type Plan { diary: Diary }', /Plan\.diary, Diary\.day/],
  ])('with %s for which there is no rule', async (_, planted, message) => {
    const schema = extendSchema(await makeSchema(), parse(planted));
    expect(() => guarded(schema)).toThrow(message);
  });

  test('with a rule for what is not there', async () => {
    const schema = await makeSchema();
    expect(() => guarded(schema, { ...fieldRules, Diary: { day: 'viewers' } })).toThrow(/Diary\.day/);
  });
});

describe('the rules', () => {
  test('let each role do this much', () => {
    const allowed = Object.fromEntries(
      roles.map((role) => {
        const caller = callerOf([held('northmere', role)]);
        return [
          role,
          mutations.filter((mutation) => mayDo(caller, 'northmere', mutation) !== null).toSorted(),
        ];
      }),
    );
    const namers = ['registerPerson', 'defineRole', 'defineTeam'];
    const evidence = ['attachEvidence', 'withdrawEvidence'];
    const own = ['setDigestAddress', 'removeDigestAddress', 'setDigestPreferences'];
    const expected: Readonly<Record<string, readonly string[]>> = {
      adviser: ['raiseChallenge', 'closeChallenge', 'acceptSignalAnswer', ...own],
      workforceLead: [
        ...namers,
        // How coarsely others are told, administrators decide.
        ...workforce.filter((each) => each !== 'setDisclosureThreshold'),
        ...own,
        'correctEvent',
        'retractEvent',
      ],
      integration: [],
      planManager: mutations.filter((each) => !asKeeper.includes(each) && !asWorkforce.includes(each)),
      actionOwner: [
        'recordStatus',
        'requestDueDateChange',
        ...evidence,
        'claimCompletion',
        'answerChallenge',
        ...registerOf('actionOwner'),
        'answerSignal',
        ...own,
      ],
      auditor: [
        ...evidence,
        'verifyCompletion',
        'sendBackCompletion',
        'reopenAction',
        ...registerOf('auditor'),
        'acceptSignalAnswer',
        ...own,
      ],
      administrator: mutations.filter((each) => each !== 'registerCouncil' && each !== 'acceptInvitation'),
    };
    for (const [role, names] of Object.entries(expected))
      expect(allowed[role], role).toEqual(names.toSorted());
  });

  test('count in the council where the role is held, and in no other', () => {
    const caller = callerOf([held('northmere', 'planManager'), held('southmere', 'adviser')]);
    expect(mayDo(caller, 'northmere', 'addAction')?.role).toBe('planManager');
    expect(mayDo(caller, 'southmere', 'addAction')).toBeNull();
    expect(mayDo(caller, 'elsewhere', 'addAction')).toBeNull();
    expect(mayDoAnywhere(caller, 'addAction')).toBe(true);
    expect(() => checkMay(caller, 'southmere', 'addAction')).toThrow(
      'The role adviser may not send addAction.',
    );
  });

  test('name the role by which somebody with several acts', () => {
    const caller = callerOf([held('northmere', 'auditor'), held('northmere', 'actionOwner')]);
    expect(mayDo(caller, 'northmere', 'claimCompletion')?.role).toBe('actionOwner');
    expect(mayDo(caller, 'northmere', 'verifyCompletion')?.role).toBe('auditor');
    expect(() => checkMay(caller, 'northmere', 'addAction')).toThrow(/The role auditor and actionOwner/);
  });

  test('let nothing be changed by access that only reads', () => {
    const caller = callerOf([held('northmere', 'administrator', ['read'])]);
    expect(mutations.filter((mutation) => mayDoAnywhere(caller, mutation))).toEqual([]);
    expect(() => checkMay(caller, 'northmere', 'addAction')).toThrow(/may only read/);
  });

  test('leave the registering of councils to an administrator of the whole instance', () => {
    const may = (caller: Caller) => mayDoAnywhere(caller, 'registerCouncil');
    expect(may(operator('administrator', true))).toBe(true);
    expect(may(operator('administrator', false))).toBe(false);
    expect(may(operator('planManager', true))).toBe(false);
    expect(may(callerOf([held('northmere', 'administrator')]))).toBe(false);
  });
});
