/** Something that each mutation of the records around a plan could be asked to do, in one council. */
import { ids } from '@improvement-ledger/domain/testing';
import type { PlanRecordMutationName } from '../plan-record/plan-record-rules.js';
import { globalId } from '../ids.js';
import type { NodeKind } from '../ids.js';
import type { SampleRecords } from './sample-records.js';

const nobody = (kind: NodeKind, council: string): string => globalId(kind, council, ids.meeting);

export const recordInputs: Readonly<Record<PlanRecordMutationName, (records: SampleRecords) => object>> = {
  setBodyCadence: ({ council }) => ({ council, bodyId: ids.office, cadence: 'MONTHLY' }),
  planMeeting: ({ council }) => ({ council, bodyId: ids.office, on: '2026-09-01' }),
  moveMeeting: ({ council }) => ({ meetingId: nobody('Meeting', council), on: '2026-09-02' }),
  holdMeeting: ({ council }) => ({ meetingId: nobody('Meeting', council), on: '2016-09-02' }),
  cancelMeeting: ({ council }) => ({ meetingId: nobody('Meeting', council), reason: 'No quorum.' }),
  takeDecision: ({ council }) => ({ meetingId: nobody('Meeting', council), title: 'Go on.' }),
  setStewards: ({ workstreamId }) => ({ workstreamId, title: 'Better practice.' }),
};
