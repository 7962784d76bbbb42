/** A council that has a record of every kind, so that no list of the API is empty; and access to it. */
import { invitation } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { carriedOut as recorded } from '@improvement-ledger/event-store/testing';
import { v7 } from 'uuid';
import { sendDigests } from './full-digests.js';
import type { FullRecords } from './full-records.js';
import { makeRecordsAround } from './full-records.js';
import type { RunningApi } from './running-api.js';
import { keepRegisters } from './register-council.js';
import type { Kept } from './register-records.js';
import type { SampleRecords } from './sample-records.js';
import { carriedOut, makeRecords } from './sample-records.js';
import type { Staff } from './staff.js';
import { staffCouncil } from './staff.js';
import type { LifeOfAction } from './whole-life.js';
import { liveThrough } from './whole-life.js';
import type { Workforce } from './workforce.js';
import { reportWorkforce } from './workforce.js';

const REASON = 'To have one of each.';
const UNTIL = '2100-01-01T00:00:00.000Z';

export interface Access {
  readonly personId: string;
  readonly grantId: string;
  readonly tokenId: string;
  readonly token: string;
}

/** What was made by a mutation of the council's access, people or offices. */
interface Made {
  readonly id: string;
  readonly event: { readonly id: string };
  readonly secret?: string;
  readonly code?: string;
}

/** What some answers hold this once. */
const secretIn: Readonly<Record<string, string>> = { issueToken: 'secret', invitePerson: 'code' };

const make = async (api: RunningApi, mutation: string, input: object, type?: string): Promise<Made> => {
  const fields = `id event { id } ${secretIn[mutation] ?? ''}`;
  const payload: unknown = await carriedOut(api, mutation, { reason: REASON, ...input }, fields, type);
  return payload as Made;
};

const correct = async (api: RunningApi, changeId: string, input: object): Promise<string> => {
  const corrected = await carriedOut(
    api,
    'correctEvent',
    { changeId, reason: REASON, ...input },
    'event { id }',
  );
  return (corrected['event'] as { id: string }).id;
};

/** Gives somebody new access in a role (as the schema names it), and a token under it. */
export const giveAccess = async (
  api: RunningApi,
  council: string,
  role: string,
  { scopes = ['READ', 'WRITE'], isOver = false } = {},
): Promise<Access> => {
  const { id: personId } = await make(api, 'registerPerson', { council, name: 'Ann Example' });
  const given = await make(api, 'grantAccess', { council, personId, role, scopes, until: UNTIL });
  const { id: grantId } = given;
  const issued = await make(api, 'issueToken', { council, grantId, name: 'Script', scopes });
  if (isOver) {
    const years = { from: '2020-01-01T00:00:00.000Z', until: '2021-01-01T00:00:00.000Z' };
    await correct(api, given.event.id, years);
  }
  return { personId, grantId, tokenId: issued.id, token: issued.secret ?? '' };
};

/** An invitation of each fate: open, accepted and revoked. */
const inviteEach = async (
  api: RunningApi,
  council: string,
): Promise<Pick<FullCouncil, 'invitationId' | 'code'>> => {
  const invite = async (): Promise<Made> =>
    make(api, 'invitePerson', { council, name: 'Dee Example', role: 'AUDITOR' });
  const [open, taken, revoked] = [await invite(), await invite(), await invite()];
  const accepted = { type: 'AcceptInvitation', invitationId: taken.id, grantId: v7(), linkId: null } as const;
  await recorded(api.database.app, council, step(invitation, taken.id, accepted));
  await make(api, 'revokeInvitation', { council, invitationId: revoked.id });
  return { invitationId: open.id, code: open.code ?? '' };
};

export interface FullCouncil
  extends SampleRecords, Access, LifeOfAction, Staff, Workforce, Kept, FullRecords {
  readonly invitationId: string;
  /** The code of the invitation, which is open. */
  readonly code: string;
  readonly otherPersonId: string;
  readonly officeId: string;
  readonly issuerId: string;
  readonly mappingId: string;
  readonly linkId: string;
  /** The correction of the change that added the action. */
  readonly correctionId: string;
}

export const makeFullCouncil = async (api: RunningApi, council: string): Promise<FullCouncil> => {
  const records = await makeRecords(api, council);
  const access = await giveAccess(api, council, 'AUDITOR');
  const { personId } = access;
  const { id: otherPersonId } = await make(api, 'registerPerson', { council, name: 'Ben Example' });
  const trust = { council, issuer: 'https://login.example.org', audience: 'ledger', kind: 'PERSON' };
  const { id: issuerId } = await make(api, 'trustIssuer', trust);
  const { id: linkId } = await make(api, 'linkSubject', { council, issuerId, personId, subject: 'ann' });
  const named = { council, name: 'Head of Service' };
  const { id: officeId } = await make(api, 'defineRole', named, 'DefineOfficeInput');
  await make(api, 'appointHolder', { council, officeId, personId }, 'HolderInput');
  const invited = await inviteEach(api, council);
  const life = await liveThrough(api, records);
  const staff = await staffCouncil(api, council, personId);
  const around = await makeRecordsAround(api, records, personId);
  const workforce = await reportWorkforce(api, council, staff, {
    personId,
    otherPersonId,
    ownedId: records.otherActionId,
  });
  const kept = await keepRegisters(api, council, {
    personId,
    otherPersonId,
    teamId: staff.teamId,
    actionId: records.actionId,
  });
  const mappingId = await sendDigests(api, records, personId);
  // It was begun long before anybody recorded it.
  const correctionId = await correct(api, records.changeId, {
    effectiveAt: '2015-07-20',
    title: 'Visit each team.',
    details: { cost: 'None.' },
  });
  return {
    ...records,
    ...access,
    ...invited,
    ...life,
    ...staff,
    ...around,
    ...workforce,
    ...kept,
    mappingId,
    otherPersonId,
    officeId,
    issuerId,
    linkId,
    correctionId,
  };
};
