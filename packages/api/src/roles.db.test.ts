/** Who may do what, and who sees what, asked of the running server. */
import type { Role } from '@improvement-ledger/domain';
import { roles } from '@improvement-ledger/domain';
import { ids } from '@improvement-ledger/domain/testing';
import { getNamedType } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { MutationName } from './rules.js';
import { mutationRules } from './rules.js';
import { makeSchema } from './schema.js';
import { recordInputs } from './testing/record-inputs.js';
import { registerInputs } from './testing/register-inputs.js';
import type { RunningApi } from './testing/running-api.js';
import { runTestApi } from './testing/running-api.js';
import type { SampleRecords } from './testing/sample-records.js';
import { makeRecords } from './testing/sample-records.js';

const schema = makeSchema();
let api: RunningApi;
let north: SampleRecords;
let south: SampleRecords;

beforeAll(async () => {
  api = await runTestApi(inject('adminUrl'));
  north = await makeRecords(api, 'northmere');
  south = await makeRecords(api, 'southmere');
});
afterAll(async () => api.stop());

const NOBODY = '0190c0de-0000-7000-8000-000000000999';
const owners = [{ kind: 'TEAM', name: 'Team managers' }];
const worker = { personId: ids.ann };
const engagement = { ...worker, engagementId: ids.engagement };
const june = { periodKind: 'MONTH', period: '2016-06' };
/** Something that each mutation could be asked to do, in one council. */
const inputs: Readonly<Record<MutationName, (records: SampleRecords) => object>> = {
  registerCouncil: ({ council }) => ({ key: council, name: 'Another' }),
  changeCouncilAttributes: ({ council }) => ({ council, dfeNumber: '869' }),
  grantAccess: ({ council }) => ({
    council,
    serviceName: 'BI export',
    role: 'INTEGRATION',
    reason: 'To report.',
  }),
  endAccess: ({ council }) => ({ council, grantId: ids.grant, reason: 'No more.' }),
  invitePerson: ({ council }) => ({
    council,
    name: 'Ann Example',
    role: 'AUDITOR',
    reason: 'To verify.',
  }),
  revokeInvitation: ({ council }) => ({ council, invitationId: ids.invitation, reason: 'No more.' }),
  acceptInvitation: () => ({ code: 'ili_nobody' }),
  trustIssuer: ({ council }) => ({
    council,
    issuer: 'https://login.example.org',
    audience: 'ledger',
    kind: 'PERSON',
  }),
  distrustIssuer: ({ council }) => ({ council, issuerId: ids.issuer }),
  linkSubject: ({ council }) => ({ council, personId: ids.ann, issuerId: ids.issuer, subject: 'ann' }),
  unlinkSubject: ({ council }) => ({ council, linkId: ids.link }),
  issueToken: ({ council }) => ({
    council,
    grantId: ids.grant,
    name: 'Report',
    scopes: ['READ'],
    expiresAt: '2100-01-01T00:00:00Z',
  }),
  revokeToken: ({ council }) => ({ council, tokenId: ids.token }),
  mergePeople: ({ council }) => ({ council, personId: ids.ann, into: ids.ben, reason: 'One and the same.' }),
  registerPerson: ({ council }) => ({ council, name: 'Ann Example' }),
  defineRole: ({ council }) => ({ council, name: 'Head of Service' }),
  defineTeam: ({ council }) => ({ council, name: 'Duty team' }),
  defineBody: ({ council }) => ({ council, name: 'Improvement board' }),
  appointHolder: ({ council }) => ({ council, officeId: ids.office, personId: ids.ann }),
  endHolder: ({ council }) => ({ council, officeId: ids.office, personId: ids.ann }),
  draftPlan: ({ council }) => ({ council, title: 'Another plan' }),
  setRagVocabulary: ({ planId }) => ({ planId, ratings: [{ key: 'red', label: 'Red', order: 1 }] }),
  setPlanRules: ({ planId }) => ({ planId, dueDateChangesNeedApproval: false }),
  addWorkstream: ({ planId }) => ({ planId, reference: 'B', title: 'Practice' }),
  addCommitment: ({ workstreamId }) => ({ workstreamId, reference: 'A2', title: 'Listen' }),
  addAction: ({ commitmentId }) => ({
    commitmentId,
    reference: 'A1.9',
    title: 'Ask',
    due: { undated: 'ONGOING' },
  }),
  recordStatus: ({ actionId }) => ({ actionId, narrative: 'Under way.' }),
  reassignOwner: ({ actionId }) => ({ actionId, owners, reason: 'She left.' }),
  changeDueDate: ({ actionId }) => ({ actionId, due: { date: '2016-01-01' }, reason: 'Late.' }),
  requestDueDateChange: ({ actionId }) => ({ actionId, due: { date: '2016-02-01' }, reason: 'Late.' }),
  approveDueDateChange: ({ actionId }) => ({ actionId, requestId: NOBODY }),
  refuseDueDateChange: ({ actionId }) => ({ actionId, requestId: NOBODY }),
  beginCover: ({ actionId }) => ({ actionId, covers: owners[0], by: owners[0], from: '2016-01-01' }),
  endCover: ({ actionId }) => ({ actionId, coverId: NOBODY }),
  withdrawAction: ({ actionId }) => ({ actionId, reason: 'Not ours.' }),
  reinstateAction: ({ actionId }) => ({ actionId, reason: 'Ours after all.' }),
  linkAction: ({ actionId, otherActionId }) => ({ actionId, kind: 'SEE_ALSO', to: otherActionId }),
  unlinkAction: ({ actionId }) => ({ actionId, linkId: NOBODY }),
  attachEvidence: ({ actionId }) => ({
    actionId,
    title: 'Minutes',
    url: 'https://example.org/minutes.pdf',
    sha256: 'ab'.repeat(32),
    mediaType: 'application/pdf',
  }),
  withdrawEvidence: ({ actionId }) => ({ actionId, evidenceId: NOBODY, reason: 'Wrong file.' }),
  claimCompletion: ({ actionId }) => ({ actionId }),
  verifyCompletion: ({ actionId }) => ({ actionId }),
  sendBackCompletion: ({ actionId }) => ({ actionId }),
  reopenAction: ({ actionId }) => ({ actionId }),
  raiseChallenge: ({ planId }) => ({ about: planId, question: 'Who checks it?' }),
  answerChallenge: ({ planId }) => ({ challengeId: planId, answer: 'The auditor.' }),
  closeChallenge: ({ planId }) => ({ challengeId: planId }),
  closeTeam: ({ council }) => ({ council, officeId: ids.team, reason: 'Merged.' }),
  openPost: ({ council }) => ({ council, teamId: ids.team, roleId: ids.role, kind: 'ESTABLISHED', fte: 100 }),
  changePost: ({ council }) => ({ council, postId: ids.post, fte: 50, reason: 'Half.' }),
  closePost: ({ council }) => ({ council, postId: ids.post, reason: 'Cut.' }),
  advertiseVacancy: ({ council }) => ({ council, postId: ids.post }),
  offerVacancy: ({ council }) => ({ council, postId: ids.post, vacancyId: ids.vacancy }),
  fillVacancy: ({ council }) => ({ council, postId: ids.post, vacancyId: ids.vacancy }),
  startWorker: ({ council }) => ({ council, ...worker, postId: ids.post, employment: 'PERMANENT', fte: 100 }),
  recordLeaving: ({ council }) => ({ council, ...engagement }),
  moveWorker: ({ council }) => ({ council, ...engagement, postId: ids.post }),
  changeWorkingHours: ({ council }) => ({ council, ...engagement, fte: 50 }),
  convertWorker: ({ council }) => ({ council, ...engagement, employment: 'PERMANENT' }),
  extendAssignment: ({ council }) => ({ council, ...engagement, plannedEnd: '2016-01-31' }),
  endAssignment: ({ council }) => ({ council, ...engagement, endedBy: 'COUNCIL' }),
  beginPostCover: ({ council }) => ({ council, ...engagement, postId: ids.post, kind: 'INTERIM' }),
  endPostCover: ({ council }) => ({ council, ...engagement, coverId: ids.postCover }),
  publishWorkforceFigures: ({ council }) => ({ council, quarter: '2016-Q1' }),
  setDisclosureThreshold: ({ council }) => ({ council, threshold: 10, reason: 'To be coarser.' }),
  reportAbsence: ({ council }) => ({ council, ...engagement, quarter: '2016-Q1', days: 50 }),
  planMovement: ({ council }) => ({ council, ...engagement, kind: 'LEAVE', on: '2016-06-30' }),
  cancelMovement: ({ council }) => ({ council, ...worker, movementId: ids.movement, reason: 'She stays.' }),
  ...recordInputs,
  defineFigure: ({ council }) => ({ council, measure: 'STARTERS', source: 'Monthly scorecard' }),
  reportFigure: ({ council }) => ({ council, figureId: ids.figure, ...june, value: '2' }),
  restateFigure: ({ council }) => ({
    council,
    figureId: ids.figure,
    ...june,
    value: '3',
    reason: 'Cleansed.',
  }),
  recordInterview: ({ council }) => ({ council, ...engagement, interview: 'FACE_TO_FACE' }),
  approveReferences: ({ council }) => ({ council, ...engagement, approvedBy: ids.ben }),
  reviewExitReference: ({ council }) => ({ council, ...engagement }),
  reportDiscrepancy: ({ council }) => ({ council, ...engagement, reportedTo: 'AGENCY' }),
  completeInduction: ({ council }) => ({ council, ...engagement, milestone: 'FIRST_DAY' }),
  ...registerInputs,
  setDigestSchedule: ({ council }) => ({ council, kind: 'DAILY', weekdays: [1], time: '07:00' }),
  endDigestSchedule: ({ council }) => ({ council, kind: 'DAILY' }),
  setClosureDays: ({ council }) => ({ council, days: ['2026-12-29'] }),
  mapOwner: ({ council }) => ({ council, kind: 'TEAM', name: 'All teams', personId: ids.ann }),
  unmapOwner: ({ council }) => ({ council, mappingId: ids.mapping }),
  setDigestAddress: ({ council }) => ({ council, ...worker, address: 'ann@example.org' }),
  removeDigestAddress: ({ council }) => ({ council, ...worker }),
  setDigestPreferences: ({ council }) => ({ council, ...worker, off: ['DAILY'] }),
  recordRecipientLeft: ({ council }) => ({ council, ...worker }),
  recordRecipientReturned: ({ council }) => ({ council, ...worker }),
  setEscalationLadder: ({ planId }) => ({ planId, owner: 1 }),
  correctEvent: ({ changeId }) => ({ changeId, title: 'Visit each team.', reason: 'A slip.' }),
  retractEvent: ({ changeId }) => ({ changeId, reason: 'A slip.' }),
};
const mutations = Object.keys(inputs) as MutationName[];

/** The type of a mutation's one argument, as the schema says. */
const inputTypeOf = async (mutation: MutationName): Promise<string> => {
  const field = (await schema).getMutationType()?.getFields()[mutation];
  return getNamedType(field?.args[0]?.type)?.name ?? '';
};

const send = async (mutation: MutationName, records: SampleRecords, token: string) => {
  const type = await inputTypeOf(mutation);
  return api.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { event { id } userErrors { code message } } }`,
    { variables: { input: inputs[mutation](records) }, token },
  );
};

describe.each(roles.map((role) => [role]))('the role %s', (role: Role) => {
  const refused = mutations.filter(
    (mutation) => !(mutationRules[mutation] as readonly Role[]).includes(role),
  );

  /** A correction of what a plan says, by who may correct staffing alone. */
  const isOfPlans = (mutation: MutationName): boolean =>
    role === 'workforceLead' && (mutation === 'correctEvent' || mutation === 'retractEvent');

  test('is refused what its rules do not list, and nothing is recorded', async () => {
    const heads = await api.heads();
    for (const mutation of refused) {
      const { codes, errors, status } = await send(mutation, north, api.tokens[role]);
      expect(codes, mutation).toEqual(['FORBIDDEN']);
      expect(errors[0]?.message).toBe(`The role ${role} may not send ${mutation}.`);
      expect(status).toBe(200);
    }
    expect(await api.heads()).toEqual(heads);
  });

  test('is let through to what its rules list', async () => {
    for (const mutation of mutations.filter((each) => !refused.includes(each) && !isOfPlans(each))) {
      const { codes, data, text } = await send(mutation, north, api.tokens[role]);
      expect(codes, text).toEqual([]);
      // Some are refused for what stands in the ledger by now, none for who asks.
      expect(data?.[mutation], text).toHaveProperty('userErrors');
    }
  });

  test('puts right only what it may say', async () => {
    for (const mutation of mutations.filter((each) => !refused.includes(each) && isOfPlans(each))) {
      const { codes, errors } = await send(mutation, north, api.tokens[role]);
      expect(codes).toEqual(['FORBIDDEN']);
      expect(errors[0]?.message).toMatch(/ActionAdded: only a role that may send draftPlan may/);
    }
  });

  test('reads', async () => {
    const { data } = await api.ask(`{ viewer { role } action(id: "${north.actionId}") { reference } }`, {
      token: api.tokens[role],
    });
    expect(data).toMatchObject({ action: { reference: 'A1.1' } });
  });
});

test('the rules and the inputs of these tests name the same mutations', () => {
  expect(mutations.toSorted()).toEqual(Object.keys(mutationRules).toSorted());
});

describe('a token for one council', () => {
  let token: string;
  let administrator: string;
  beforeAll(async () => {
    token = await api.token('planManager', ['southmere']);
    administrator = await api.token('administrator', ['southmere']);
  });

  test('sees that council', async () => {
    const { data } = await api.ask(
      `{ viewer { councils } councils { key } council(code: "southmere") { key } plan(id: "${south.planId}") { council { key } } }`,
      { token },
    );
    expect(data).toEqual({
      viewer: { councils: ['southmere'] },
      councils: [{ key: 'southmere' }],
      council: { key: 'southmere' },
      plan: { council: { key: 'southmere' } },
    });
  });

  test.each<[string, (ids: SampleRecords) => string]>([
    ['council', () => '{ council(code: "northmere") { key position } }'],
    ['plan', ({ planId }) => `{ plan(id: "${planId}") { title } }`],
    ['action', ({ actionId }) => `{ action(id: "${actionId}") { title } }`],
    ['council as a node', ({ councilId }) => `{ node(id: "${councilId}") { id } }`],
    ['plan as a node', ({ planId }) => `{ node(id: "${planId}") { id } }`],
    ['workstream', ({ workstreamId }) => `{ node(id: "${workstreamId}") { id } }`],
    ['commitment', ({ commitmentId }) => `{ node(id: "${commitmentId}") { id } }`],
    ['action as a node', ({ actionId }) => `{ node(id: "${actionId}") { id } }`],
    ['change', ({ changeId }) => `{ node(id: "${changeId}") { id } }`],
    [
      'head',
      () => '{ council(code: "southmere", minPosition: [{ council: "northmere", position: 1 }]) { key } }',
    ],
  ])('does not see the %s of another', async (_, query) => {
    const { codes, errors, text } = await api.ask(query(north), { token });
    expect(codes).toEqual(['NOT_FOUND']);
    expect(errors[0]?.message).toMatch(/that you may see/);
    expect(text).not.toMatch(/Improvement plan|Visit a team|Leadership/);
  });

  test('does not find a record of another under its own council', async () => {
    const moved = Buffer.from(north.actionId, 'base64url').toString().replace('northmere', 'southmere');
    const id = Buffer.from(moved).toString('base64url');
    const { codes } = await api.ask(`{ action(id: "${id}") { title } }`, { token });
    expect(codes).toEqual(['NOT_FOUND']);
  });

  test('changes nothing of another, and learns nothing of it', async () => {
    const heads = await api.heads();
    for (const mutation of ['registerCouncil', 'acceptInvitation'] as const) {
      expect((await send(mutation, north, administrator)).codes).toEqual(['FORBIDDEN']);
    }
    for (const mutation of mutations.filter(
      (each) => each !== 'registerCouncil' && each !== 'acceptInvitation',
    )) {
      const { data, text } = await send(mutation, north, administrator);
      const { userErrors } = (data ?? {})[mutation] as { userErrors: { code: string; message: string }[] };
      expect(
        userErrors.map(({ code }) => code),
        text,
      ).toEqual([expect.stringMatching(/_NOT_FOUND$/)]);
      expect(userErrors[0]?.message).not.toMatch(/Test|[0-9]/);
    }
    expect(await api.heads()).toEqual(heads);
  });
});
