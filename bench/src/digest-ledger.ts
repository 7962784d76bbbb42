/** A ledger of many councils, whose people each own an overdue action and are to be told of it. */
import type { Circumstances, DataOf, Decided } from '@improvement-ledger/domain';
import { councilSubject, personSubject, planSubject, seal, streamOf } from '@improvement-ledger/domain';
import { append, bodiesOf } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import { circumstances } from './sample-events.js';

const AT = '2026-01-05T09:00:00.000Z';
const told: Circumstances = { ...circumstances, effectiveAt: '2026-01-05' };

interface Placed {
  readonly stream: string;
  readonly fact: Decided;
}

/** What one append takes. */
const STEP = 300;

const record = async (app: Sql, tenant: string, facts: readonly Placed[]): Promise<void> => {
  const placed = facts.map((each) => ({ ...each, version: 1 }));
  const commandId = v7();
  const answer = await append(app, [tenant], tenant, {
    principal: told.actor.id,
    key: commandId,
    hash: '00'.repeat(32),
    commandId,
    recordedAt: AT,
    expected: placed.map(({ stream }) => ({ stream, version: 0 })),
    ...bodiesOf(placed, told, commandId),
  });
  if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer));
};

const planOf = (planId: string, workstreamId: string, commitmentId: string): Placed[] => {
  const words = (text: string) => seal(planSubject(planId), text);
  return [
    {
      stream: streamOf('plan', planId),
      fact: {
        type: 'PlanDrafted',
        data: {
          planId,
          title: words("Children's services improvement plan"),
          inForceFrom: '2026-01-05',
        },
      },
    },
    {
      stream: streamOf('workstream', workstreamId),
      fact: {
        type: 'WorkstreamAdded',
        data: { planId, workstreamId, reference: 'A', place: 1, title: words('Leadership') },
      },
    },
    {
      stream: streamOf('commitment', commitmentId),
      fact: {
        type: 'CommitmentAdded',
        data: {
          planId,
          workstreamId,
          commitmentId,
          reference: 'A1',
          place: 1,
          title: words('Oversight is regular'),
        },
      },
    },
  ] as Placed[];
};

// oxlint-disable-next-line max-lines-per-function -- one list of facts, field by field.
export const writeDigestCouncil = async (app: Sql, tenant: string, people: number): Promise<void> => {
  const [councilId, planId, workstreamId, commitmentId] = [v7(), v7(), v7(), v7()];
  const owners = Array.from({ length: people }, (_, number): Placed[] => {
    const [personId, actionId] = [v7(), v7()];
    const ofPerson = (text: string) => seal(personSubject(personId), text);
    const name = ofPerson(`Owner ${number} Example`);
    const words = (text: string) => seal(planSubject(planId), text);
    return [
      { stream: streamOf('person', personId), fact: { type: 'PersonRegistered', data: { personId, name } } },
      {
        stream: streamOf('recipient', personId),
        fact: {
          type: 'RecipientAddressSet',
          data: { personId, address: ofPerson(`owner-${number}@${tenant}.example`) },
        },
      },
      {
        stream: streamOf('action', actionId),
        fact: {
          type: 'ActionAdded',
          data: {
            planId,
            workstreamId,
            commitmentId,
            actionId,
            reference: `A1.${number + 1}`,
            place: number + 1,
            title: words(`Audit the supervision records of team ${number}`),
            due: { asWritten: null, meaning: { kind: 'dated', lastDay: '2026-09-30', precision: 'day' } },
            owners: {
              asWritten: words(`Owner ${number} Example`),
              list: [{ kind: 'person', part: 'owner', personId, name, post: null }],
            },
            cells: null,
            details: {},
          },
        },
      },
    ] as Placed[];
  }).flat();
  const schedule: DataOf<'DigestScheduleSet'> = {
    councilId,
    kind: 'daily',
    weekdays: [1, 2, 3, 4, 5],
    workingDay: 1,
    workingDaysBefore: 3,
    time: '07:00',
    isStatutory: false,
    withNarratives: false,
    dueSoonDays: 14,
    staleDays: 28,
  };
  const first: Placed[] = [
    {
      stream: streamOf('council', councilId),
      fact: {
        type: 'CouncilRegistered',
        data: {
          councilId,
          key: tenant,
          name: seal(councilSubject(councilId), `Council ${tenant}`),
          gssCode: null,
          dfeNumber: null,
          clock: 'replayed',
        },
      },
    } as Placed,
  ];
  await record(app, tenant, first);
  await record(app, tenant, [
    ...planOf(planId, workstreamId, commitmentId),
    { stream: streamOf('digests', councilId), fact: { type: 'DigestScheduleSet', data: schedule } },
  ]);
  for (let from = 0; from < owners.length; from += STEP) {
    await record(app, tenant, owners.slice(from, from + STEP));
  }
};
