/**
 * An audit of a case: planned, done or missed, graded, moderated; and where the work was inadequate, what has to be put
 * right, the audit after that, and who was told. What is checked by somebody else is compared by humans, after merges.
 */
import type { Setting } from '../decider.js';
import type { AuditEventType } from './audit-events.js';
import type { Office } from '../office/office.js';
import { office, teamFault } from '../office/office.js';
import type { Person } from '../person/person.js';
import { person, standsForNobody } from '../person/person.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import type { Entries, RegisterAggregate, RegisterCommand, Saying } from '../register/register.js';
import { allSaid, instantOf, lastSaid, registerOf } from '../register/register.js';
import type { AuditProgramme } from './programme.js';
import { auditProgramme, programmeNow, scaleOf } from './programme.js';
import type { AuditGrade } from './scale.js';
import { gradesOf } from './scale.js';

const commands = {
  PlanAudit: 'AuditPlanned',
  RecordAudit: 'AuditDone',
  MissAudit: 'AuditMissed',
  ModerateAudit: 'AuditModerated',
  RequireRemedy: 'RemedyRequired',
  RecordRemedy: 'RemedyDone',
  EscalateAudit: 'AuditEscalated',
  FlagCapability: 'CapabilityFlagged',
} as const;
export type Audit = Entries<AuditEventType>;
export type AuditCommand = RegisterCommand<typeof commands>;

export interface RelatedToAudit {
  readonly programme: AuditProgramme;
  readonly team: Office;
  /** The auditor, moderator, owner of a remedy, or head of service who is named. */
  readonly named: Person;
  readonly worker: Person;
  /** The audit after which the case is audited again. */
  readonly earlier: Audit;
}

/** The grade that counts: the last that the council itself gave; an inspector's is compared. */
export const finalGradeOf = ({ said }: Audit): AuditGrade | null => {
  const done = said.findIndex(({ type }) => type === 'AuditDone');
  if (done < 0) return null;
  const graded = said
    .slice(done)
    .findLast(
      ({ type, data }) => type === 'AuditDone' || (type === 'AuditModerated' && data.by !== 'inspector'),
    );
  return graded !== undefined && 'grade' in graded.data ? graded.data.grade : null;
};

export type AuditStatus = 'planned' | 'done' | 'missed';
export const auditStatusOf = (state: Audit): AuditStatus => {
  if (lastSaid(state, 'AuditDone') !== undefined) return 'done';
  return lastSaid(state, 'AuditMissed') === undefined ? 'planned' : 'missed';
};

const namedIn = (saying: Saying<AuditEventType>): readonly [string, string | null] | null => {
  if (saying.type === 'AuditPlanned') return ['auditorId', saying.data.auditorId];
  if (saying.type === 'AuditModerated') return ['moderatorId', saying.data.moderatorId];
  if (saying.type === 'RemedyRequired') return ['ownerId', saying.data.ownerId];
  return saying.type === 'AuditEscalated' ? ['toId', saying.data.toId] : null;
};

export const audit: RegisterAggregate<typeof commands, RelatedToAudit> = registerOf<
  typeof commands,
  RelatedToAudit
>({
  category: 'audit',
  commands,
  begins: 'AuditPlanned',
  id: 'auditId',
  part: ['remedyId', 'by', 'moderatorId'],
  fixed: ['programmeId', 'auditorId', 'reAuditOf', 'by', 'moderatorId', 'remedyId'],
  exists: 'audit-exists',
  notFound: 'audit-not-found',

  related: (saying, state) => {
    const planned = saying?.type === 'AuditPlanned' ? saying.data : null;
    const programmeId = (planned ?? lastSaid(state, 'AuditPlanned')?.data)?.programmeId;
    return {
      programme: { aggregate: auditProgramme, id: programmeId },
      team: { aggregate: office, id: planned?.teamId ?? undefined },
      earlier: { aggregate: audit, id: planned?.reAuditOf ?? undefined },
      worker: { aggregate: person, id: planned?.workerId ?? undefined },
      named: { aggregate: person, id: (saying === null ? null : namedIn(saying)?.[1]) ?? undefined },
    };
  },

  impossible(saying, state, setting, { programme }) {
    if (saying.type !== 'AuditDone' && saying.type !== 'AuditModerated') return null;
    const scale = scaleOf(programme);
    if (scale !== null && !gradesOf(scale).includes(saying.data.grade)) {
      return refuse('grade-unknown', 'grade', `${scale} has ${gradesOf(scale).join(', ')}.`);
    }
    return saying.type === 'AuditModerated' ? ownAudit(saying, state, setting) : null;
  },

  untimely(saying, state, setting, related) {
    const [field, personId] = namedIn(saying) ?? ['', null];
    const nobody = personId === null ? null : standsForNobody(related.named, field);
    return (
      nobody ??
      (saying.type === 'AuditPlanned' ? planFault(saying, setting, related) : followFault(saying, state))
    );
  },
});

/** Nobody moderates an audit of their own, under whatever id, nor records that somebody else did. */
const ownAudit = (
  { data }: Extract<Saying<AuditEventType>, { type: 'AuditModerated' }>,
  state: Audit,
  setting: Setting<AuditEventType>,
): Refusal | null => {
  const auditor = setting.humanOf(lastSaid(state, 'AuditPlanned')?.data.auditorId ?? '');
  if (data.by !== 'inspector' && data.moderatorId === null) {
    return refuse('invalid-input', 'moderatorId', 'Say who of the council looked again.');
  }
  if (data.moderatorId !== null && setting.humanOf(data.moderatorId) === auditor) {
    return refuse('own-audit', 'moderatorId');
  }
  return setting.humanOf(setting.circumstances.actor.id) === auditor ? refuse('own-audit') : null;
};

const planFault = (
  { data }: Extract<Saying<AuditEventType>, { type: 'AuditPlanned' }>,
  setting: Setting<AuditEventType>,
  { programme, team, worker, earlier }: RelatedToAudit,
): Refusal | null => {
  if (programmeNow(programme) === null) return refuse('programme-not-found', 'programmeId');
  if (lastSaid(programme, 'AuditProgrammeEnded') !== undefined) {
    return refuse('programme-ended', 'programmeId');
  }
  if (data.reAuditOf !== null && lastSaid(earlier, 'AuditPlanned')?.data.case !== data.case) {
    return refuse('audit-not-found', 'reAuditOf', 'A case is audited again after an audit of the same case.');
  }
  if (data.workerId !== null && setting.humanOf(data.workerId) === setting.humanOf(data.auditorId)) {
    return refuse('own-work', 'workerId');
  }
  return (
    (data.teamId === null ? null : teamFault(team, instantOf(setting))) ??
    (data.workerId === null ? null : standsForNobody(worker, 'workerId'))
  );
};

/** What can follow on what: an audit is done or missed once, and only what was done is looked at again. */
const followFault = ({ type, data }: Saying<AuditEventType>, state: Audit): Refusal | null => {
  const status = auditStatusOf(state);
  if (type === 'AuditDone' || type === 'AuditMissed') {
    return status === 'planned' ? null : refuse('audit-settled', 'auditId', `It is ${status}.`);
  }
  if (status !== 'done') return refuse('audit-not-done', 'auditId');
  if (type === 'RemedyDone') {
    const isOpen =
      allSaid(state, 'RemedyRequired').some((each) => each.data.remedyId === data.remedyId) &&
      !allSaid(state, 'RemedyDone').some((each) => each.data.remedyId === data.remedyId);
    return isOpen ? null : refuse('remedy-not-open', 'remedyId');
  }
  const isOfInadequate = type === 'RemedyRequired' || type === 'AuditEscalated';
  return isOfInadequate && finalGradeOf(state) !== 'inadequate' ? refuse('not-inadequate', 'auditId') : null;
};
