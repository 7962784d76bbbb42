import { describe, expect, test } from 'vitest';
import type { Fact } from '../events.js';
import { fold } from '../fold.js';
import { office } from '../office/office.js';
import { person } from '../person/person.js';
import { actorOf, given, ids, planText, recordedAt, sample, sampleData } from '../testing/index.js';
import type { AuditEventType } from './audit-events.js';
import { audit, auditStatusOf, finalGradeOf } from './audit.js';
import { auditProgramme } from './programme.js';
import { gradeAgreementOf, auditScales, gradeOrder, gradesOf } from './scale.js';

const set = sample('AuditProgrammeSet');
const planned = { ...sample('AuditPlanned'), effectiveAt: '2026-07-01' };
const done = sample('AuditDone');
const missed = sample('AuditMissed');
const moderated = { ...sample('AuditModerated'), actor: actorOf(ids.cas) };
const reason = planText('It was agreed.');
const somebody = { ...person.initial, registered: sampleData.PersonRegistered };
const programmeOf = (
  ...facts: readonly ReturnType<typeof sample<'AuditProgrammeSet' | 'AuditProgrammeEnded'>>[]
) =>
  fold(
    auditProgramme,
    facts.map((fact, index) => recordedAt(index + 1, fact)),
  );
const related = {
  programme: programmeOf(set),
  team: { ...office.initial, defined: { kind: 'team', ...sampleData.TeamDefined } },
  named: somebody,
  worker: somebody,
} as const;
const plan = { type: 'PlanAudit', ...sampleData.AuditPlanned } as const;
const doIt = { type: 'RecordAudit', ...sampleData.AuditDone } as const;
const moderate = { type: 'ModerateAudit', ...sampleData.AuditModerated } as const;
const byCas = { related, actor: actorOf(ids.cas) };

describe('scales', () => {
  test('have four grades each, the worst of which is inadequate', () => {
    for (const scale of auditScales) {
      expect(gradesOf(scale).map((grade) => gradeOrder[grade])).toEqual([1, 2, 3, 4]);
      expect(gradesOf(scale).at(-1)).toBe('inadequate');
    }
    expect(gradesOf('slac-2009')).not.toContain('requires-improvement');
    expect(gradesOf('ilacs-2018')).not.toContain('adequate');
  });

  test('say in which direction a second grade goes', () => {
    expect([
      gradeAgreementOf('good', 'good'),
      gradeAgreementOf('good', 'inadequate'),
      gradeAgreementOf('requires-improvement', 'good'),
    ]).toEqual(['agreed', 'lowered', 'raised']);
  });
});

describe('a programme', () => {
  test('is set once under an id, is changed with a reason, and keeps its scale', () => {
    const setting = { type: 'SetAuditProgramme', ...set.data } as const;
    given(auditProgramme).when(setting).then(set);
    given(auditProgramme, set).when(setting).thenNothing();
    given(auditProgramme, set)
      .when({ ...setting, cycle: 'yearly' })
      .thenRefused('programme-exists', 'programmeId');
    const change = { type: 'ChangeAuditProgramme', ...sampleData.AuditProgrammeChanged } as const;
    given(auditProgramme, set).when(change).thenRefused('reason-required', 'reason');
    given(auditProgramme, set).when(change, { reason }).then(sample('AuditProgrammeChanged'));
    given(auditProgramme, set)
      .when({ ...change, scale: 'ilacs-2018' }, { reason })
      .thenRefused('grade-unknown', 'scale');
  });

  test('expects audits of somebody whom the council knows, and of nobody once it ended', () => {
    const expected = { type: 'ExpectAudits', ...sampleData.AuditsExpected } as const;
    given(auditProgramme, set).when(expected).thenRefused('person-not-found', 'auditorId');
    given(auditProgramme, set)
      .when(expected, { related: { auditor: somebody } })
      .then(sample('AuditsExpected'));
    given(auditProgramme, set, sample('AuditProgrammeEnded'))
      .when(expected, { related: { auditor: somebody } })
      .thenRefused('programme-ended', 'programmeId');
  });
});

describe('an audit', () => {
  test('is planned in a programme, for a team and a worker whom the council knows', () => {
    given(audit).when(plan, { related }).then(sample('AuditPlanned'));
    given(audit).when(plan).thenRefused('person-not-found', 'auditorId');
    given(audit)
      .when(plan, { related: { ...related, programme: auditProgramme.initial } })
      .thenRefused('programme-not-found', 'programmeId');
    given(audit)
      .when(plan, { related: { ...related, team: office.initial } })
      .thenRefused('team-not-found', 'teamId');
    given(audit)
      .when(plan, { related: { ...related, programme: programmeOf(set, sample('AuditProgrammeEnded')) } })
      .thenRefused('programme-ended', 'programmeId');
  });

  test('is not of the auditor’s own work, under whatever id', () => {
    given(audit)
      .when(plan, { related, merged: { [ids.ann]: ids.ben } })
      .thenRefused('own-work', 'workerId');
  });

  test('is done or missed, once', () => {
    given(audit, planned).when(doIt, { related }).then(sample('AuditDone'));
    given(audit, planned, done)
      .when({ type: 'MissAudit', ...missed.data }, { related })
      .thenRefused('audit-settled', 'auditId');
    given(audit, planned, missed).when(doIt, { related }).thenRefused('audit-settled', 'auditId');
    given(audit, planned, done).when(doIt, { related }).thenNothing();
    given(audit).when(doIt).thenRefused('audit-not-found', 'auditId');
    given(audit, planned)
      .when(doIt, { related, effectiveAt: '2026-06-30' })
      .thenRefused('before-it-began', 'effectiveAt');
  });

  test('takes no grade that the scale of its programme does not know, nor by a correction', () => {
    given(audit, planned)
      .when({ ...doIt, grade: 'adequate' }, { related })
      .thenRefused('grade-unknown', 'grade');
    given(audit, planned, done)
      .when({ ...moderate, grade: 'adequate' }, byCas)
      .thenRefused('grade-unknown', 'grade');
    const replacement = sample('AuditDone', { grade: 'adequate' });
    given(audit, planned, done)
      .when({ type: 'CorrectEvent', position: 2, replacement }, { related, reason })
      .thenRefused('grade-unknown', 'grade');
  });

  test('is moderated by anybody but the auditor, also under another id, also through somebody else', () => {
    given(audit, planned, done).when(moderate, byCas).then(sample('AuditModerated'));
    given(audit, planned, done)
      .when({ ...moderate, moderatorId: ids.ben }, byCas)
      .thenRefused('own-audit', 'moderatorId');
    given(audit, planned, done)
      .when(moderate, { ...byCas, merged: { [ids.cas]: ids.ben } })
      .thenRefused('own-audit', 'moderatorId');
    given(audit, planned, done)
      .when(moderate, { related, actor: actorOf(ids.ben) })
      .thenRefused('own-audit');
    given(audit, planned, done)
      .when({ ...moderate, moderatorId: null }, byCas)
      .thenRefused('invalid-input', 'moderatorId');
    given(audit, planned).when(moderate, byCas).thenRefused('audit-not-done', 'auditId');
  });

  test('counts with the council’s own last look, and keeps an inspector’s beside it', () => {
    const good = { ...done, data: { ...done.data, grade: 'good' } } as const;
    const inspected = sample('AuditModerated', { by: 'inspector', moderatorId: null, grade: 'inadequate' });
    const lowered = sample('AuditModerated', { grade: 'requires-improvement' });
    const after = (...facts: readonly Fact<AuditEventType>[]) => {
      const state = fold(
        audit,
        [planned, ...facts].map((each, index) => recordedAt<AuditEventType>(index + 1, each)),
      );
      return [auditStatusOf(state), finalGradeOf(state)];
    };
    expect([after(), after(good), after(good, inspected), after(good, inspected, lowered)]).toEqual([
      ['planned', null],
      ['done', 'good'],
      ['done', 'good'],
      ['done', 'requires-improvement'],
    ]);
  });

  test('asks for a remedy, and is escalated, only where the work was inadequate', () => {
    const remedy = { type: 'RequireRemedy', ...sampleData.RemedyRequired } as const;
    const good = { ...done, data: { ...done.data, grade: 'good' } } as const;
    given(audit, planned, done).when(remedy, { related }).then(sample('RemedyRequired'));
    given(audit, planned, good).when(remedy, { related }).thenRefused('not-inadequate', 'auditId');
    given(audit, planned, good, moderated).when(remedy, { related }).then(sample('RemedyRequired'));
    given(audit, planned, good)
      .when({ type: 'EscalateAudit', ...sampleData.AuditEscalated }, { related })
      .thenRefused('not-inadequate', 'auditId');
    const put = { type: 'RecordRemedy', ...sampleData.RemedyDone } as const;
    given(audit, planned, done).when(put, { related }).thenRefused('remedy-not-open', 'remedyId');
    given(audit, planned, done, sample('RemedyRequired')).when(put, { related }).then(sample('RemedyDone'));
  });

  test('is put right from the end: what something followed on is not retracted before it', () => {
    const retract = (position: number) => ({ type: 'RetractEvent', position }) as const;
    given(audit, planned, done, moderated)
      .when(retract(2), { reason })
      .thenRefused('later-entry', 'position');
    given(audit, planned, done, moderated)
      .when(retract(3), { reason })
      .then({ ...sample('AuditModerated'), corrects: { position: 3, kind: 'retracted' } });
    given(audit, planned).when(retract(1), { reason }).thenRefused('event-not-correctable', 'position');
  });
});
