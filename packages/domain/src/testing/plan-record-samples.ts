/** Facts of the records around the sample plan. */
import type { DataOf, PlanRecordEventType } from '../events.js';
import { ids, ownerNamed, planText } from './sample-parts.js';

const meeting = { meetingId: ids.meeting };

/** Data of each event type of the records around a plan, complete and valid. */
export const planRecordData: { readonly [Type in PlanRecordEventType]: DataOf<Type> } = {
  BodyCadenceSet: { bodyId: ids.office, cadence: 'monthly' },
  MeetingPlanned: { ...meeting, bodyId: ids.office, on: '2026-07-21T13:00:00Z' },
  MeetingMoved: { ...meeting, on: '2026-07-22' },
  MeetingHeld: { ...meeting, on: '2026-07-22', attended: [ids.ann] },
  MeetingCancelled: meeting,
  DecisionTaken: {
    ...meeting,
    decisionId: ids.decision,
    about: { kind: 'action', id: ids.action },
    title: planText('Ask for a report in August'),
    note: planText('By the auditor.'),
  },
  WorkstreamStewardsSet: {
    planId: ids.plan,
    workstreamId: ids.workstream,
    sponsors: [ownerNamed('Ann Example')],
    supportedBy: [],
    leads: [ownerNamed('Cas Example', ids.cas)],
    title: planText('Managers know how their services are doing.'),
  },
};
