/** From the register of audits to their wire shape. */
import type { AuditEventType, AuditProgrammeEventType } from '@improvement-ledger/domain';
import {
  gradeAgreementOf,
  allSaid,
  auditStatusOf,
  finalGradeOf,
  gradesOf,
  isMonthOver,
  lastSaid,
  londonDay,
  programmeNow,
  textOf,
} from '@improvement-ledger/domain';
import type { RegisterRecord } from '@improvement-ledger/projections';
import { recordsAt, registerEntries } from '@improvement-ledger/projections';
import { officesIn } from '../office/office.resolver.js';
import type { OfficeType } from '../office/office.types.js';
import type { Named, People } from '../person/people.js';
import type { View } from '../view.js';
import { once } from '../view.js';

export type AuditRecord = RegisterRecord<AuditEventType>;
export type ProgrammeRecord = RegisterRecord<AuditProgrammeEventType>;

export const programmesIn = async (view: View): Promise<ProgrammeRecord[]> =>
  once(view, 'audit programmes', async () =>
    view.read([registerEntries], async (tx) =>
      recordsAt<AuditProgrammeEventType>(tx, view.tenant, view.at, { category: 'auditprogramme' }),
    ),
  );

export const presentProgramme = (record: ProgrammeRecord, view: View) => {
  const now = programmeNow(record);
  if (now === null) throw new Error(`The programme ${record.id} was not set.`);
  const expected = new Map(allSaid(record, 'AuditsExpected').map((each) => [each.data.auditorId, each]));
  const standing = [...expected.values()].filter(({ data }) => data.monthly > 0);
  const people: People = { view, ids: standing.map(({ data }) => data.auditorId) };
  return {
    view,
    id: record.id,
    tool: textOf(now.tool),
    cycle: now.cycle,
    source: now.source,
    scale: now.scale,
    grades: gradesOf(now.scale),
    costPerCase: now.costPerCase,
    expectations: standing.map(({ data, from }) => ({
      auditor: { id: data.auditorId, people },
      monthly: data.monthly,
      since: from,
    })),
    since: record.said[0]?.from,
    endedAt: lastSaid(record, 'AuditProgrammeEnded')?.from ?? null,
    version: record.version,
  };
};

const idsIn = (record: AuditRecord): string[] =>
  record.said.flatMap(({ data }) =>
    (['auditorId', 'workerId', 'moderatorId', 'ownerId', 'toId'] as const).flatMap((name) => {
      const id = (data as Partial<Record<typeof name, string | null>>)[name];
      return typeof id === 'string' ? [id] : [];
    }),
  );

type PersonIn = (id: string | null) => Named | null;

/** Audits with their programmes, teams and people. */
export const presentAudits = async (view: View, records: readonly AuditRecord[]) => {
  const offices = await officesIn(view);
  const programmes = new Map((await programmesIn(view)).map((each) => [each.id, each]));
  const people: People = { view, ids: records.flatMap(idsIn) };
  const person: PersonIn = (id) => (id === null ? null : { id, people });
  return records.flatMap((record) => {
    const planned = lastSaid(record, 'AuditPlanned')?.data;
    const programme = programmes.get(planned?.programmeId ?? '');
    if (planned === undefined || programme === undefined) return [];
    const team: OfficeType | null = planned.teamId === null ? null : (offices.get(planned.teamId) ?? null);
    return [
      {
        view,
        id: record.id,
        programme: presentProgramme(programme, view),
        case: planned.case,
        theme: planned.theme,
        auditor: person(planned.auditorId),
        team,
        worker: person(planned.workerId),
        month: planned.month,
        reAuditOf: planned.reAuditOf,
        ...outcome(record, view, planned.month),
        ...follows(record, view, person),
        version: record.version,
      },
    ];
  });
};
export type AuditNode = Awaited<ReturnType<typeof presentAudits>>[number];

const outcome = (record: AuditRecord, view: View, month: string) => {
  const done = lastSaid(record, 'AuditDone');
  const status = auditStatusOf(record);
  const document = done?.data.evidence ?? null;
  return {
    status,
    isLate: status === 'planned' && isMonthOver(month, view.present),
    doneAt: done?.from ?? null,
    grade: done?.data.grade ?? null,
    finalGrade: finalGradeOf(record),
    strengths: textOf(done?.data.strengths),
    actionsRequired: textOf(done?.data.actionsRequired),
    evidence:
      document === null ? null : { ...document, title: textOf(document.title), url: textOf(document.url) },
    missedNote: textOf(lastSaid(record, 'AuditMissed')?.data.note),
    isCapabilityRaised: lastSaid(record, 'CapabilityFlagged')?.data.isRaised ?? false,
  };
};

const follows = (record: AuditRecord, view: View, person: PersonIn) => {
  const first = lastSaid(record, 'AuditDone')?.data.grade;
  const done = new Map(allSaid(record, 'RemedyDone').map((each) => [each.data.remedyId, each]));
  return {
    moderations: allSaid(record, 'AuditModerated').map(({ data, from }) => ({
      by: data.by,
      moderator: person(data.moderatorId),
      grade: data.grade,
      agreement: gradeAgreementOf(first ?? data.grade, data.grade),
      note: textOf(data.note),
      at: from,
    })),
    remedies: allSaid(record, 'RemedyRequired').map(({ data }) => {
      const put = done.get(data.remedyId);
      return {
        id: data.remedyId,
        what: textOf(data.what),
        owner: person(data.ownerId),
        due: data.due,
        doneAt: put?.from ?? null,
        note: textOf(put?.data.note),
        isOverdue: put === undefined && data.due < londonDay(view.present),
      };
    }),
    escalations: allSaid(record, 'AuditEscalated').map(({ data, from }) => ({
      to: person(data.toId),
      at: from,
      note: textOf(data.note),
    })),
  };
};
