/**
 * July 2025, after the last board: dates now move with approval, owners go on leave, and the adviser asks questions.
 * Every kind of change that boards.ts and routine.ts do not tell comes to pass here, at fixed times.
 */
import type { ActionCommand, ChallengeCommand, Owner } from '@improvement-ledger/domain';
import { action, challenge, plan } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { sampleId } from './identity.js';
import { meaningOf, ownerOf, placedActions, planId, planText, ratingsMeaning } from './opening.js';
import type { PersonKey } from './structure.js';
import type { SampleStep, Timeline } from './timeline.js';
import { one } from './timeline.js';
import type { TrackedAction } from './tracked-action.js';
import { londonTime } from './working-day.js';

interface Entry {
  readonly on: string;
  /** Hours and minutes in London. */
  readonly at: readonly [hours: number, minutes: number];
  readonly by: PersonKey;
  readonly what: string;
  readonly because?: string;
  /** Some name the claim of an action that was made before. */
  readonly step: SampleStep | ((claimOf: ClaimOf) => SampleStep);
}
type ClaimOf = (reference: string) => SampleStep;

const idOf = (reference: string): string => {
  const placed = placedActions.find((each) => each.reference === reference);
  if (placed === undefined) throw new Error(`The plan has no action ${reference}`);
  return placed.id;
};
const named = (reference: string) => ({ planId, actionId: idOf(reference) });
const ofAction = (reference: string, command: ActionCommand): SampleStep =>
  one(step(action, idOf(reference), command));
const requestId = (name: string): string => sampleId(`request/${name}`);

const asks = (reference: string, name: string, due: string): SampleStep =>
  ofAction(reference, {
    type: 'RequestDueDateChange',
    ...named(reference),
    requestId: requestId(name),
    due: { asWritten: planText(due), meaning: meaningOf(due) },
  });
const decides = (reference: string, name: string, says: 'yes' | 'no', note: string): SampleStep =>
  ofAction(reference, {
    type: says === 'yes' ? 'ApproveDueDateChange' : 'RefuseDueDateChange',
    ...named(reference),
    requestId: requestId(name),
    note: planText(note),
  });

const standing = (kind: Exclude<Owner['kind'], 'person'>, part: Owner['part'], name: string): Owner => ({
  kind,
  part,
  personId: null,
  name: planText(name),
  post: null,
});
const ratingsFromAugust = ratingsMeaning({
  amber: 'At risk, and there is a plan, agreed with the board, to get back on track by the date.',
});

const inPart = (key: PersonKey): Owner => ownerOf(key, true);
const covers = (
  reference: string,
  owner: PersonKey,
  by: PersonKey,
  from: string,
  until: string | null,
): SampleStep =>
  ofAction(reference, {
    type: 'BeginCover',
    ...named(reference),
    coverId: sampleId(`cover/${reference}`),
    covers: inPart(owner),
    by: inPart(by),
    from,
    until,
  });

const links = (reference: string, kind: 'see-also' | 'duplicate-of' | 'depends-on', to: string): SampleStep =>
  ofAction(reference, {
    type: 'LinkAction',
    ...named(reference),
    linkId: sampleId(`link/${reference}/${to}`),
    kind,
    to: idOf(to),
  });

const shows = (
  reference: string,
  title: string,
  file: string,
  positionOfClaim: (positionOf: (step: SampleStep) => number) => number | null = () => null,
): SampleStep => ({
  events: 1,
  make: (positionOf) =>
    step(action, idOf(reference), {
      type: 'AttachEvidence',
      ...named(reference),
      evidenceId: sampleId(`evidence/${file}`),
      title: planText(title),
      url: planText(`https://documents.northmere.example/${file}`),
      sha256: sha256Of(file),
      mediaType: 'application/pdf',
      size: 40_000 + 997 * file.length,
      claim: positionOfClaim(positionOf),
    }),
});
/** There are no such documents; their hashes are made of their names. */
const sha256Of = (file: string): string => {
  const [one32, two32] = [sampleId(file), sampleId(`${file}/2`)].map((id) => id.replaceAll('-', ''));
  return `${one32 ?? ''}${two32 ?? ''}`;
};

const challengeId = (name: string): string => sampleId(`challenge/${name}`);
const ofChallenge = (name: string, command: ChallengeCommand): SampleStep =>
  one(step(challenge, challengeId(name), command));
const raises = (
  name: string,
  question: string,
  about: string | null,
  board: string | null = null,
): SampleStep =>
  ofChallenge(name, {
    type: 'RaiseChallenge',
    planId,
    challengeId: challengeId(name),
    about: about === null ? null : idOf(about),
    board: board === null ? null : planText(board),
    question: planText(question),
  });
const answers = (name: string, answer: string): SampleStep =>
  ofChallenge(name, {
    type: 'AnswerChallenge',
    planId,
    challengeId: challengeId(name),
    answer: planText(answer),
  });

const entries: readonly Entry[] = [
  {
    on: '2025-07-09',
    at: [10, 20],
    by: 'programme2',
    what: 'rules',
    because: 'The board of 8 July asked that no date move again without somebody else agreeing to it.',
    step: one(
      step(plan, planId, {
        type: 'SetPlanRules',
        planId,
        dueDateChangesNeedApproval: true,
        ownApprovalAllowed: false,
      }),
    ),
  },
  {
    on: '2025-07-10',
    at: [9, 45],
    by: 'workforce',
    what: 'asks-C1.1',
    because: 'One of the two candidates for Fenside has asked to start in November.',
    step: asks('C1.1', 'C1.1/1', 'End December 2025'),
  },
  {
    on: '2025-07-10',
    at: [14, 5],
    by: 'care2',
    what: 'asks-E1.2',
    because: 'The spring campaign brings its households to panel in February.',
    step: asks('E1.2', 'E1.2', 'End February 2026'),
  },
  {
    on: '2025-07-11',
    at: [11, 30],
    by: 'quality',
    what: 'asks-A1.4',
    because: 'The self-evaluation is owed every quarter; one date for all of them could never be met.',
    step: asks('A1.4', 'A1.4', 'End September 2025 and quarterly thereafter'),
  },
  {
    on: '2025-07-14',
    at: [9, 10],
    by: 'programme2',
    what: 'refuses-C1.1',
    step: decides(
      'C1.1',
      'C1.1/1',
      'no',
      'November is one month later, not three. Ask again for the end of October.',
    ),
  },
  {
    on: '2025-07-14',
    at: [9, 25],
    by: 'programme2',
    what: 'approves-A1.4',
    step: decides('A1.4', 'A1.4', 'yes', 'Agreed with the chair. Each quarter is now checked by itself.'),
  },
  {
    on: '2025-07-15',
    at: [10, 40],
    by: 'workforce',
    what: 'asks-C1.1-again',
    because: 'With interim cover in Fenside the last post can be filled by the end of October.',
    step: asks('C1.1', 'C1.1/2', 'End October 2025'),
  },
  {
    on: '2025-07-15',
    at: [16, 0],
    by: 'programme2',
    what: 'covers-E1.2',
    because: 'Summer leave.',
    step: covers('E1.2', 'care2', 'leaving', '2025-07-21', '2025-08-08'),
  },
  {
    on: '2025-07-16',
    at: [9, 30],
    by: 'programme2',
    what: 'approves-C1.1',
    step: decides('C1.1', 'C1.1/2', 'yes', 'Agreed.'),
  },
  {
    on: '2025-07-16',
    at: [11, 15],
    by: 'programme2',
    what: 'covers-C1.1',
    because: 'The workforce lead is called to the regional recruitment fair.',
    step: covers('C1.1', 'workforce', 'principal2', '2025-07-16', null),
  },
  {
    on: '2025-07-16',
    at: [14, 50],
    by: 'programme2',
    what: 'withdraws-E3.6',
    because: 'The promise stands in the leaving care offer, where E3.1 keeps it.',
    step: ofAction('E3.6', { type: 'WithdrawAction', ...named('E3.6') }),
  },
  {
    on: '2025-07-16',
    at: [15, 5],
    by: 'programme2',
    what: 'withdraws-A2.5',
    because: 'The corporate board meant to keep the register itself.',
    step: ofAction('A2.5', { type: 'WithdrawAction', ...named('A2.5') }),
  },
  {
    on: '2025-07-17',
    at: [10, 0],
    by: 'programme2',
    what: 'links-E3.6',
    step: links('E3.6', 'duplicate-of', 'E3.1'),
  },
  {
    on: '2025-07-17',
    at: [10, 5],
    by: 'programme2',
    what: 'links-E1.2',
    step: links('E1.2', 'depends-on', 'E1.1'),
  },
  {
    on: '2025-07-17',
    at: [10, 10],
    by: 'programme2',
    what: 'links-A1.4',
    step: links('A1.4', 'see-also', 'A1.2'),
  },
  {
    on: '2025-07-17',
    at: [10, 15],
    by: 'programme2',
    what: 'links-A3.5',
    step: links('A3.5', 'see-also', 'A3.4'),
  },
  {
    on: '2025-07-18',
    at: [9, 20],
    by: 'programme2',
    what: 'unlinks-A3.5',
    because: 'The two have no more to do with each other than any others.',
    step: ofAction('A3.5', { type: 'UnlinkAction', ...named('A3.5'), linkId: sampleId('link/A3.5/A3.4') }),
  },
  {
    on: '2025-07-18',
    at: [11, 0],
    by: 'data2',
    what: 'shows-A1.2',
    step: (claimOf) =>
      shows('A1.2', 'Dashboard for June, all ten measures', 'dashboard-2025-06.pdf', (positionOf) =>
        positionOf(claimOf('A1.2')),
      ),
  },
  {
    on: '2025-07-18',
    at: [15, 40],
    by: 'workforce',
    what: 'shows-C1.1',
    step: shows('C1.1', 'Vacancies by team, 1 July', 'vacancies-2025-07.pdf'),
  },
  {
    on: '2025-07-21',
    at: [9, 15],
    by: 'workforce',
    what: 'withdraws-evidence-C1.1',
    because: 'The file had a sheet with names of candidates.',
    step: ofAction('C1.1', {
      type: 'WithdrawEvidence',
      ...named('C1.1'),
      evidenceId: sampleId('evidence/vacancies-2025-07.pdf'),
    }),
  },
  {
    on: '2025-07-21',
    at: [14, 30],
    by: 'adviser',
    what: 'challenges-A1.2',
    step: raises('A1.2', 'Who set the two targets that were missing, and against which neighbours?', 'A1.2'),
  },
  {
    on: '2025-07-22',
    at: [10, 0],
    by: 'programme2',
    what: 'challenges-plan',
    step: raises(
      'plan',
      'Eight actions passed their dates in spring. Which of them will the board see closed by October?',
      null,
      'Improvement Board',
    ),
  },
  {
    on: '2025-07-22',
    at: [10, 45],
    by: 'adviser',
    what: 'challenges-E1.2',
    step: raises('E1.2', 'Sixteen households are approved. How many children live with them?', 'E1.2'),
  },
  {
    on: '2025-07-22',
    at: [16, 20],
    by: 'programme2',
    what: 'reinstates-A2.5',
    because: 'The corporate board left the register with the service.',
    step: ofAction('A2.5', { type: 'ReinstateAction', ...named('A2.5') }),
  },
  {
    on: '2025-07-23',
    at: [9, 40],
    by: 'data2',
    what: 'answers-A1.2',
    step: answers(
      'A1.2',
      'The June board, from the medians of our ten nearest neighbours in the last census.',
    ),
  },
  {
    on: '2025-07-23',
    at: [17, 0],
    by: 'programme2',
    what: 'ends-cover-C1.1',
    step: ofAction('C1.1', { type: 'EndCover', ...named('C1.1'), coverId: sampleId('cover/C1.1') }),
  },
  {
    on: '2025-07-24',
    at: [12, 10],
    by: 'leaving',
    what: 'answers-E1.2',
    step: answers('E1.2', 'Twenty-one on 18 July. Four households wait for their first match.'),
  },
  {
    on: '2025-07-25',
    at: [11, 50],
    by: 'adviser',
    what: 'closes-A1.2',
    step: ofChallenge('A1.2', {
      type: 'CloseChallenge',
      planId,
      challengeId: challengeId('A1.2'),
      note: planText('Answered in full.'),
    }),
  },
  {
    on: '2025-07-25',
    at: [14, 5],
    by: 'programme2',
    what: 'passes-A2.5',
    because: 'With the register back in the service, the post answers for it, whoever holds it.',
    step: ofAction('A2.5', {
      type: 'ReassignOwner',
      ...named('A2.5'),
      owners: {
        asWritten: planText(
          'Director of Children’s Services; support: regional improvement partner; watched over by the Improvement Board',
        ),
        list: [
          standing('role', 'owner', 'Director of Children’s Services'),
          standing('external', 'support', 'Regional improvement partner'),
          standing('body', 'monitor', 'Improvement Board'),
        ],
      },
    }),
  },
  {
    on: '2025-07-25',
    at: [15, 40],
    by: 'programme2',
    what: 'ratings',
    because: 'From August the board reads amber as a promise: without a plan to get back on track it is red.',
    step: one(step(plan, planId, { type: 'SetRagVocabulary', planId, ratings: ratingsFromAugust })),
  },
];

/** Tells what happened after the last board. */
export const tellSummer = (timeline: Timeline, actions: ReadonlyMap<string, TrackedAction>): void => {
  const claimOf: ClaimOf = (reference) => {
    const claim = actions.get(reference)?.claim ?? null;
    if (claim === null) throw new Error(`Nobody claimed that ${reference} is complete`);
    return claim;
  };
  for (const { on, at, by, what, because, step: told } of entries) {
    const [hours, minutes] = at;
    timeline.add({
      at: londonTime(on, hours * 60 + minutes),
      by,
      what,
      reason: because,
      steps: [typeof told === 'function' ? told(claimOf) : told],
    });
  }
};
