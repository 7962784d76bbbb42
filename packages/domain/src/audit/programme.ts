/** A programme of audits: with which tool, on which scale, and how many are expected of whom each month. */
import type { AuditProgrammeEventType } from './audit-events.js';
import type { Person } from '../person/person.js';
import { person, standsForNobody } from '../person/person.js';
import { refuse } from '../refusals.js';
import type { Entries, RegisterCommand } from '../register/register.js';
import { lastSaid, registerOf } from '../register/register.js';
import type { AuditScale } from './scale.js';

const commands = {
  SetAuditProgramme: 'AuditProgrammeSet',
  ChangeAuditProgramme: 'AuditProgrammeChanged',
  ExpectAudits: 'AuditsExpected',
  EndAuditProgramme: 'AuditProgrammeEnded',
} as const;
export type AuditProgramme = Entries<AuditProgrammeEventType>;
export type AuditProgrammeCommand = RegisterCommand<typeof commands>;

/** What a programme is at a point: as it was set, or changed last. */
export const programmeNow = (state: AuditProgramme) =>
  (lastSaid(state, 'AuditProgrammeChanged') ?? lastSaid(state, 'AuditProgrammeSet'))?.data ?? null;

export const scaleOf = (state: AuditProgramme): AuditScale | null => programmeNow(state)?.scale ?? null;

export const auditProgramme = registerOf<typeof commands, { readonly auditor: Person }>({
  category: 'auditprogramme',
  commands,
  begins: 'AuditProgrammeSet',
  ends: ['AuditProgrammeEnded'],
  needReason: ['AuditProgrammeChanged', 'AuditProgrammeEnded'],
  id: 'programmeId',
  part: ['auditorId'],
  fixed: ['auditorId', 'scale'],
  exists: 'programme-exists',
  notFound: 'programme-not-found',
  ended: 'programme-ended',

  related: (saying) => ({
    auditor: { aggregate: person, id: saying?.type === 'AuditsExpected' ? saying.data.auditorId : undefined },
  }),

  impossible({ type, data }, state) {
    return type === 'AuditProgrammeChanged' && data.scale !== scaleOf(state)
      ? refuse('grade-unknown', 'scale', 'Grades were given on the other scale: set another programme.')
      : null;
  },

  untimely: ({ type }, _state, _setting, { auditor }) =>
    type === 'AuditsExpected' ? standsForNobody(auditor, 'auditorId') : null,
});
