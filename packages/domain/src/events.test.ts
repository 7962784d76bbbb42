import { describe, expect, test } from 'vitest';
import { action } from './action/action.js';
import { challenge } from './challenge/challenge.js';
import { commitment } from './commitment/commitment.js';
import { council } from './council/council.js';
import { disclosure } from './disclosure/disclosure.js';
import { digestRules } from './digest/digest-rules.js';
import { escalation } from './digest/escalation.js';
import { ladder } from './digest/ladder.js';
import { recipient } from './digest/recipient.js';
import type { EventType } from './events.js';
import {
  catalogue,
  isEventType,
  NARRATIVE_LENGTH_MAX,
  reference,
  schemaVersionOf,
  tenantKey,
  TITLE_LENGTH_MAX,
} from './events.js';
import { figure } from './figure/figure.js';
import { grant } from './grant/grant.js';
import { joining } from './joining/joining.js';
import { invitation } from './invitation/invitation.js';
import { issuer } from './issuer/issuer.js';
import { link } from './link/link.js';
import { office } from './office/office.js';
import { person } from './person/person.js';
import { planRecordKinds } from './plan-record/list.js';
import { plan } from './plan/plan.js';
import { post } from './post/post.js';
import { ragColours, RATING_MEANING_LENGTH_MAX } from './rag.js';
import { registers } from './register/registers.js';
import { ids, planText, ratings, sampleData } from './testing/index.js';
import { token } from './token/token.js';
import { worker } from './worker/worker.js';
import { workstream } from './workstream/workstream.js';

/** Those of the registers, in the order in which they came. */
const registerTypes = [
  'AuditProgrammeSet',
  'AuditProgrammeChanged',
  'AuditsExpected',
  'AuditProgrammeEnded',
  'AuditPlanned',
  'AuditDone',
  'AuditMissed',
  'AuditModerated',
  'RemedyRequired',
  'RemedyDone',
  'AuditEscalated',
  'CapabilityFlagged',
  'IndicatorDefined',
  'IndicatorRedefined',
  'IndicatorLinked',
  'IndicatorUnlinked',
  'ReadingDrafted',
  'ReadingReviewed',
  'ReadingFinalised',
  'ReadingRestated',
  'RiskRaised',
  'RiskReviewed',
  'RiskClosed',
  'ConcernRaised',
  'ConcernMoved',
  'ConcernResolved',
  'ComplaintsCounted',
  'ComplaintsRecounted',
  'LearningRequired',
  'LearningClosed',
  'LegalCounted',
  'LegalRecounted',
  'EqualityAssessed',
  'EqualityRevised',
  'EqualitySigned',
  'EqualityImplemented',
  'EvidenceIndexed',
  'EvidenceReviewed',
];

const types = Object.keys(catalogue) as EventType[];
const takes = (type: EventType, data: object): boolean =>
  catalogue[type].safeParse({ ...sampleData[type], ...data }).success;

describe('the catalogue', () => {
  // A name here is stored for good: this list only ever grows.
  test('holds every event type that was ever recorded', () => {
    expect(types).toEqual([
      'CouncilRegistered',
      'CouncilAttributesChanged',
      'PersonRegistered',
      'PersonMerged',
      'AccessGranted',
      'AccessEnded',
      'InvitationMade',
      'InvitationAccepted',
      'InvitationRevoked',
      'IssuerTrusted',
      'IssuerDistrusted',
      'SubjectLinked',
      'SubjectUnlinked',
      'TokenIssued',
      'TokenRevoked',
      'RoleDefined',
      'TeamDefined',
      'BodyDefined',
      'HolderAppointed',
      'HolderEnded',
      'TeamClosed',
      'PlanDrafted',
      'RagVocabularySet',
      'PlanRulesSet',
      'WorkstreamAdded',
      'CommitmentAdded',
      'ActionAdded',
      'ActionStatusRecorded',
      'ActionOwnerReassigned',
      'ActionCoverBegun',
      'ActionCoverEnded',
      'ActionDueDateChanged',
      'ActionDueDateChangeRequested',
      'ActionDueDateChangeApproved',
      'ActionDueDateChangeRefused',
      'ActionCompletionClaimed',
      'ActionCompletionVerified',
      'ActionCompletionSentBack',
      'ActionReopened',
      'ActionWithdrawn',
      'ActionReinstated',
      'ActionLinked',
      'ActionUnlinked',
      'EvidenceAttached',
      'EvidenceWithdrawn',
      'ChallengeRaised',
      'ChallengeAnswered',
      'ChallengeClosed',
      'PostOpened',
      'PostChanged',
      'PostClosed',
      'VacancyAdvertised',
      'VacancyOffered',
      'VacancyFilled',
      'WorkerStarted',
      'WorkerLeft',
      'WorkerMoved',
      'WorkingHoursChanged',
      'WorkerConverted',
      'AssignmentExtended',
      'AssignmentEnded',
      'PostCoverBegun',
      'PostCoverEnded',
      'AbsenceReported',
      'MovementPlanned',
      'MovementCancelled',
      'DigestScheduleSet',
      'DigestScheduleEnded',
      'ClosureDaysSet',
      'OwnerMapped',
      'OwnerUnmapped',
      'RecipientAddressSet',
      'RecipientAddressRemoved',
      'DigestPreferencesSet',
      'DigestUnsubscribed',
      'RecipientAddressFailed',
      'RecipientComplained',
      'RecipientLeft',
      'RecipientReturned',
      'EscalationLadderSet',
      'ActionEscalated',
      'BodyCadenceSet',
      'MeetingPlanned',
      'MeetingMoved',
      'MeetingHeld',
      'MeetingCancelled',
      'DecisionTaken',
      'WorkstreamStewardsSet',
      'SignalRuleSet',
      'SignalAnswered',
      'SignalAnswerAccepted',
      'InspectionRecorded',
      'JudgementMade',
      'FindingMade',
      'RecommendationMade',
      'RecommendationMapped',
      'RecommendationUnmapped',
      'CostAdded',
      'CostFlagged',
      'CostWithdrawn',
      'ReconciliationFlagged',
      'ReconciliationExplained',
      'ResourceRequested',
      'MeasureAdded',
      'MeasureAchieved',
      'MeasureLapsed',
      'VersionDrafted',
      'VersionApproved',
      'VersionSubmitted',
      'VersionAccepted',
      'VersionSuperseded',
      'PlanClosed',
      'RoundOpened',
      'RoundAnswered',
      'RoundChased',
      'RoundFrozen',
      'PackIssued',
      'FigureDefined',
      'FigureReported',
      'FigureRestated',
      'InterviewHeld',
      'ReferencesApproved',
      'ExitReferenceReviewed',
      'DiscrepancyReported',
      'InductionCompleted',
      ...registerTypes,
      'DisclosureThresholdSet',
      'WorkforceFiguresPublished',
    ]);
  });

  test('gives each event type to exactly one aggregate', () => {
    const aggregates = [
      council,
      person,
      grant,
      invitation,
      issuer,
      link,
      token,
      office,
      plan,
      workstream,
      commitment,
      action,
      challenge,
      post,
      worker,
      digestRules,
      recipient,
      ladder,
      escalation,
      ...planRecordKinds,
      figure,
      joining,
      ...registers,
      disclosure,
    ];
    const owned = aggregates.flatMap((each) => [...each.types]);
    expect(owned.toSorted()).toEqual(types.toSorted());
  });

  test.each(types)('%s takes its sample as it is, and nothing besides', (type) => {
    expect(catalogue[type].parse(sampleData[type])).toEqual(sampleData[type]);
    expect(takes(type, { more: 1 })).toBe(false);
  });

  test.each(types)('%s holds no bare words: each of its texts is sealed', (type) => {
    const bare = JSON.stringify(sampleData[type], (_, value: unknown) =>
      typeof value === 'object' && value !== null && '$seal' in value ? undefined : value,
    );
    expect(bare).not.toMatch(/[A-Za-z]{2,} [a-z]/);
  });

  test('knows its own types and no property of objects', () => {
    expect(types.every(isEventType)).toBe(true);
    expect(['constructor', 'toString', 'ActionDeleted', ''].some(isEventType)).toBe(false);
  });

  test('counts the shapes that each type has had', () => {
    const later = types.filter((type) => schemaVersionOf(type) > 1);
    expect(later.map((type) => `${type} ${schemaVersionOf(type)}`)).toEqual(['RagVocabularySet 2']);
  });
});

describe('limits', () => {
  test('a title has at most 4,000 characters, a narrative 50,000', () => {
    const title = (length: number) => takes('PlanDrafted', { title: planText('x'.repeat(length)) });
    const narrative = (length: number) =>
      takes('ActionStatusRecorded', { narrative: planText('x'.repeat(length)) });
    expect([title(TITLE_LENGTH_MAX), title(TITLE_LENGTH_MAX + 1)]).toEqual([true, false]);
    expect([narrative(NARRATIVE_LENGTH_MAX), narrative(NARRATIVE_LENGTH_MAX + 1)]).toEqual([true, false]);
  });

  test('a title or a name says something', () => {
    expect(takes('PlanDrafted', { title: planText(' \n') })).toBe(false);
    expect(takes('PersonRegistered', { name: planText('') })).toBe(false);
    expect(takes('PersonRegistered', { name: planText('Ann Example') })).toBe(true);
  });

  test('an action has at most 30 owners', () => {
    const { list, asWritten } = sampleData.ActionAdded.owners;
    const owners = (count: number) =>
      takes('ActionAdded', { owners: { asWritten, list: Array.from({ length: count }, () => list[0]) } });
    expect([owners(0), owners(30), owners(31)]).toEqual([true, true, false]);
  });

  test('a vocabulary has 1 to 20 ratings, each key once', () => {
    const vocabulary = (keys: readonly string[]) =>
      takes('RagVocabularySet', {
        ratings: keys.map((key) => ({ key, label: planText(key), order: null, meaning: null, colour: null })),
      });
    const keys = (count: number) => Array.from({ length: count }, (_, index) => `r${index}`);
    expect([keys(0), keys(1), keys(20), keys(21), ['red', 'red']].map(vocabulary)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(takes('RagVocabularySet', { ratings })).toBe(true);
  });

  test("a rating's meaning has at most 1,000 characters, and its colour is one of the ten", () => {
    const [red] = ratings;
    const rating = (said: object) => takes('RagVocabularySet', { ratings: [{ ...red, ...said }] });
    const meaning = (length: number) => rating({ meaning: planText('x'.repeat(length)) });
    expect([meaning(RATING_MEANING_LENGTH_MAX), meaning(RATING_MEANING_LENGTH_MAX + 1)]).toEqual([
      true,
      false,
    ]);
    expect(ragColours.every((colour) => rating({ colour }))).toBe(true);
    expect(['teal', 'Red', ''].some((colour) => rating({ colour }))).toBe(false);
    expect(rating({ meaning: null, colour: null })).toBe(true);
    expect([rating({ meaning: undefined }), rating({ colour: undefined })]).toEqual([false, false]);
  });

  test('a place is a whole number from 1, so that no fraction is stored', () => {
    expect([1, 100_000, 0, 100_001, 1.5].map((place) => takes('WorkstreamAdded', { place }))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test('an issuer is an https URL, and without encryption only on this machine', () => {
    const takesIssuer = (issuerUrl: string) => takes('IssuerTrusted', { issuer: issuerUrl });
    expect(
      [
        'https://login.example.org',
        'https://login.example.org:8443/realms/council/',
        'http://localhost:3999',
        'http://127.0.0.1:3999/oidc',
      ].every(takesIssuer),
    ).toBe(true);
    expect(
      [
        'http://login.example.org',
        'https://',
        'https://a.example?x=1',
        'https://user@a.example',
        'file:///etc/passwd',
        'https://a.example/a b',
      ].some(takesIssuer),
    ).toBe(false);
  });

  test('an access has a role that there is, and each scope once', () => {
    expect(takes('AccessGranted', { role: 'owner' })).toBe(false);
    expect(
      [['read'], ['read', 'write'], [], ['write'], ['read', 'read'], ['read', 'export']].map((scopes) =>
        takes('AccessGranted', { scopes }),
      ),
    ).toEqual([true, true, false, false, false, false]);
  });

  test('an id is in lower case, since one in capitals would be another stream', () => {
    expect(takes('PersonRegistered', { personId: ids.ann.toUpperCase() })).toBe(false);
  });

  test('a key of a council has 2 to 40 of a-z, 0-9 and -', () => {
    const takesKey = (key: string) => tenantKey.safeParse(key).success;
    expect(['ab', 'west-berkshire', 'x'.repeat(40)].every(takesKey)).toBe(true);
    expect(['a', 'x'.repeat(41), 'West', 'a b', 'a,b', 'é'.repeat(3), 'ab\n'].some(takesKey)).toBe(false);
  });

  test('a reference is a code, short and in NFC, and leaves no room for words or names', () => {
    const takesReference = (text: string) => reference.safeParse(text).success;
    expect(
      ['A1.3', '1.2.a', '7', 'Priority 1', 'Rec 4', 'AP-07', 'A', 'QA', 'Ü1'].every(takesReference),
    ).toBe(true);
    expect(
      ['', '.1', '1'.repeat(21), 'A\n', 'U\u0308', 'Ann Example', 'Leadership', 'QA (a)'].some(
        takesReference,
      ),
    ).toBe(false);
  });
});
