/**
 * The boards around Northmere's plan, as the programme office brought them into the ledger in July 2025: who sits on them,
 * when they met, who answers for each workstream.
 */
import type { Fact, PlanRecordEventType } from '@improvement-ledger/domain';
import { councilSubject, office, personSubject, planRecordKindOf, seal } from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { step } from '@improvement-ledger/event-store';
import { boards } from './boards.js';
import { personIdOf, sampleId } from './identity.js';
import { northmere, workstreams } from './northmere.js';
import { planId, planText } from './opening.js';
import { people } from './people.js';
import type { PersonKey } from './structure.js';
import type { Timeline } from './timeline.js';
import { one } from './timeline.js';
import { londonTime } from './working-day.js';

const BROUGHT_IN = '2025-07-25';
const BEGUN = northmere.inForceFrom;
const boardId = sampleId('body/improvement-board');
const scrutinyId = sampleId('body/scrutiny');
const inCouncil = (text: string) => seal(councilSubject(sampleId('council')), text);

const meetingIdOf = (on: string): string => sampleId(`meeting/${on}`);
/** The board sits at two in the afternoon. */
const meetingTimeOf = (on: string): string => londonTime(on, 14 * 60);

/** One fact of a record around the plan. */
const said = (fact: Fact<PlanRecordEventType>): Step => {
  const kind = planRecordKindOf(fact.type);
  if (kind === undefined) throw new Error(`${fact.type} is of no record around a plan.`);
  const id = (fact.data as unknown as Readonly<Record<string, string>>)[kind.idField] ?? '';
  return { aggregate: kind, id, command: { type: 'RecordFact', fact } };
};

/** Puts orders one after the other on the evening on which all of it was brought in. */
class Evening {
  private minutes = 18 * 60;

  constructor(private readonly timeline: Timeline) {}

  add(what: string, effectiveAt: string, steps: readonly Step[], reason?: string): void {
    this.minutes += 1;
    this.timeline.add({
      at: londonTime(BROUGHT_IN, this.minutes),
      by: 'programme2',
      what,
      effectiveAt,
      reason,
      steps: steps.map(one),
    });
  }
}

const members: readonly PersonKey[] = ['director', 'adviser', 'quality', 'assessment', 'care', 'partnership'];

const sponsorsOf: Readonly<Record<string, readonly [PersonKey, PersonKey, string]>> = {
  A: ['director', 'programme', 'Leaders know how services are doing, and act on it.'],
  B: ['assessment', 'principal', 'Assessment and planning are good in every team.'],
  C: ['director', 'workforce', 'Children keep their social worker.'],
  D: ['assessment', 'earlyHelp', 'Families get the right help at the right time.'],
  E: ['care', 'reviewing', 'Children in care and care leavers do well.'],
};

const named = (key: PersonKey) => {
  const personId = personIdOf(key);
  const { name, post } = people[key];
  const about = personSubject(personId);
  return {
    kind: 'person',
    part: 'owner',
    personId,
    name: seal(about, name),
    post: seal(about, post),
  } as const;
};

/** The meetings to come when all of it was brought in. */
const toCome = ['2025-08-12', '2025-09-09', '2025-10-14'] as const;

const planned = (on: string): Step => {
  const data = { meetingId: meetingIdOf(on), bodyId: boardId, on: meetingTimeOf(on) };
  return said({ type: 'MeetingPlanned', data });
};

const define = (officeId: string, name: string): Step =>
  step(office, officeId, { type: 'DefineOffice', kind: 'body', officeId, name: inCouncil(name) });

const tellBodies = (evening: Evening): void => {
  evening.add('bodies', BEGUN, [
    define(boardId, 'Improvement Board'),
    define(scrutinyId, 'Scrutiny Committee'),
  ]);
  evening.add('cadences', BEGUN, [
    said({ type: 'BodyCadenceSet', data: { bodyId: boardId, cadence: 'monthly' } }),
    said({ type: 'BodyCadenceSet', data: { bodyId: scrutinyId, cadence: 'quarterly' } }),
  ]);
  members.forEach((key) => {
    const holder = { officeId: boardId, personId: personIdOf(key) };
    evening.add(`member-${key}`, BEGUN, [step(office, boardId, { type: 'AppointHolder', ...holder })]);
  });
  const left = { officeId: boardId, personId: personIdOf('care') };
  evening.add('member-care-ends', '2025-03-31', [step(office, boardId, { type: 'EndHolder', ...left })]);
  const came = { officeId: boardId, personId: personIdOf('care2') };
  evening.add('member-care2', '2025-04-01', [step(office, boardId, { type: 'AppointHolder', ...came })]);
};

const tellMeetings = (evening: Evening): void => {
  evening.add(
    'meetings',
    BEGUN,
    boards.map(({ on }) => planned(on)),
  );
  for (const { on } of boards) {
    const heldOn = meetingTimeOf(on);
    const attended = members
      .map((key) => (key === 'care' && on > '2025-03-31' ? 'care2' : key))
      .map((key) => personIdOf(key));
    const data = { meetingId: meetingIdOf(on), on: heldOn, attended };
    evening.add(`meeting-${on}`, heldOn, [said({ type: 'MeetingHeld', data })]);
  }
  evening.add('meetings-to-come', '2025-07-08', toCome.map(planned));
  const [august, september] = toCome;
  const moved = { meetingId: meetingIdOf(august), on: meetingTimeOf('2025-08-19') };
  evening.add(
    'meeting-moved',
    '2025-07-21',
    [said({ type: 'MeetingMoved', data: moved })],
    'The chair is away in the second week of August.',
  );
  const cancelled = { meetingId: meetingIdOf(september) };
  evening.add(
    'meeting-cancelled',
    '2025-07-21',
    [said({ type: 'MeetingCancelled', data: cancelled })],
    'Moved together with the meeting in August.',
  );
  const decision = {
    meetingId: meetingIdOf('2025-07-08'),
    decisionId: sampleId('decision/2025-07-08'),
    about: { kind: 'plan', id: planId } as const,
    title: planText('Amber is from August a promise: without a plan to get back on track an action is red.'),
    note: null,
  };
  evening.add('decision', '2025-07-08', [said({ type: 'DecisionTaken', data: decision })]);
};

const tellStewards = (evening: Evening): void => {
  const steps = workstreams.map(({ reference }): Step => {
    const [sponsor, lead, outcome] = sponsorsOf[reference] ?? ['director', 'programme', ''];
    const workstreamId = sampleId(`workstream/${reference}`);
    const data = {
      planId,
      workstreamId,
      sponsors: [named(sponsor)],
      supportedBy: reference === 'A' ? [named('partnership')] : [],
      leads: [named(lead)],
      title: planText(outcome),
    };
    return said({ type: 'WorkstreamStewardsSet', data });
  });
  evening.add('stewards', BEGUN, steps);
};

export const tellGovernance = (timeline: Timeline): void => {
  const evening = new Evening(timeline);
  tellBodies(evening);
  tellMeetings(evening);
  tellStewards(evening);
};
