/**
 * What was checked of agency workers and shown to those who began, as the workforce lead brought it in: mostly in time, now
 * and then late or not at all, and one reference that did not hold.
 */
import type { JoiningCommand } from '@improvement-ledger/domain';
import { addDays, joining, personSubject, seal } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { personIdOf } from './identity.js';
import type { Begun, StaffingTold } from './roster.js';
import { one } from './timeline.js';

const DISCREPANCY = 'The last employer gives other dates than the reference did.';

interface Told {
  readonly on: string;
  readonly command: Extract<JoiningCommand, { readonly engagementId: string }>;
}

/** The checks of the agency worker so many in the order of starting. */
const checksOf = ({ personId, engagementId, on, until }: Begun, number: number): Told[] => {
  const of = { personId, engagementId };
  const approvedBy = personIdOf(number % 4 === 0 ? 'care' : 'assessment');
  const interview = number % 5 === 2 ? 'telephone' : 'face-to-face';
  const isOfNote = number === 3;
  const discrepancy = isOfNote ? seal(personSubject(personId), DISCREPANCY) : null;
  return [
    { on: addDays(on, -6), command: { type: 'RecordInterview', ...of, interview } },
    // Every sixth is approved only once the worker has joined, every seventh not at all.
    ...(number % 7 === 5
      ? []
      : [
          {
            on: addDays(on, number % 6 === 1 ? 9 : -3),
            command: { type: 'ApproveReferences', ...of, approvedBy },
          } as const,
        ]),
    ...(until === null || number % 3 === 2
      ? []
      : [{ on: until, command: { type: 'ReviewExitReference', ...of, discrepancy } } as const]),
    ...(until !== null && isOfNote
      ? [
          {
            on: addDays(until, 4),
            command: { type: 'ReportDiscrepancy', ...of, reportedTo: 'agency' },
          } as const,
        ]
      : []),
  ];
};

const inductionOf = ({ personId, engagementId, on }: Begun, number: number): Told[] => {
  const complete = (milestone: 'first-day' | 'first-week' | 'first-month', days: number): Told => ({
    on: addDays(on, days),
    command: { type: 'CompleteInduction', personId, engagementId, milestone },
  });
  return [
    complete('first-day', 0),
    ...(number % 6 === 4 ? [] : [complete('first-week', number % 5 === 1 ? 12 : 5)]),
    ...(number % 3 === 2 ? [] : [complete('first-month', number % 4 === 3 ? 40 : 24)]),
  ];
};

/** All that was done by a day, in no order. */
export const joiningsOf = (begun: readonly Begun[], by: string): StaffingTold[] =>
  begun
    .flatMap((each, number) => [
      ...(each.employment === 'agency' ? checksOf(each, number) : []),
      ...inductionOf(each, number),
    ])
    .filter(({ on }) => on <= by)
    .map(({ on, command }) => {
      const { personId, engagementId } = command;
      return { on, personId, step: one(step(joining, engagementId, command)) };
    });
