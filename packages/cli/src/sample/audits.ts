/**
 * The audits of practice from March to July 2025, as the head of quality assurance brought them into the ledger: two a month
 * by each of four auditors, and ten by an outside firm in May. One case is inadequate twice; one auditor misses two months.
 */
import type { AuditCommand, AuditGrade, AuditProgrammeCommand, AuditTheme } from '@improvement-ledger/domain';
import { addDays, audit, auditProgramme, councilSubject, seal } from '@improvement-ledger/domain';
import { step } from '@improvement-ledger/event-store';
import { personIdOf, sampleId } from './identity.js';
import { teamIdOf, teams } from './roster.js';
import type { PersonKey } from './structure.js';
import type { SampleStep, Timeline } from './timeline.js';
import { one } from './timeline.js';
import { londonTime, workingDay } from './working-day.js';

const BROUGHT_IN = '2025-07-25';
const MINUTES = 19 * 60 + 30;
const inCouncil = (text: string) => seal(councilSubject(sampleId('council')), text);
const programmeIdOf = (name: string): string => sampleId(`programme/${name}`);
const auditIdOf = (number: number): string => sampleId(`audit/${number}`);

const months = ['2025-03', '2025-04', '2025-05', '2025-06', '2025-07'] as const;
const auditors = ['quality', 'auditor', 'principal2', 'assessment'] as const satisfies readonly PersonKey[];
const themes: readonly AuditTheme[] = ['assessment', 'planning', 'child-protection', 'children-looked-after'];
const letters: Readonly<Record<string, AuditGrade>> = {
  o: 'outstanding',
  g: 'good',
  r: 'requires-improvement',
  i: 'inadequate',
};
/** Eight a month: from a poor spring to a better summer. */
const GRADES = 'irrgrigr grrgigrr ggrorggr grggrggr ggrigorg'.replaceAll(' ', '');
const gradeOf = (number: number): AuditGrade =>
  letters[GRADES[(number - 1) % GRADES.length] ?? 'g'] ?? 'good';

interface Planned {
  readonly number: number;
  readonly on: string;
  readonly month: string;
  readonly auditor: PersonKey;
  readonly programme: string;
  readonly case: string;
  readonly reAuditOf: number | null;
}

/** The first case of March is audited again in July, and found inadequate again. */
const AGAIN = { number: 36, of: 1 } as const;

const routine = (): Planned[] =>
  months.flatMap((month, m) =>
    auditors.flatMap((auditor, a) =>
      [0, 1].map((n): Planned => {
        const number = m * auditors.length * 2 + a * 2 + n + 1;
        const isAgain = number === AGAIN.number;
        return {
          number,
          on: workingDay(addDays(`${month}-03`, (a * 5 + n * 9) % 21)),
          month,
          auditor,
          programme: 'practice',
          case: `N-${String(1_000 + (isAgain ? AGAIN.of : number))}`,
          reAuditOf: isAgain ? AGAIN.of : null,
        };
      }),
    ),
  );
const external = (): Planned[] =>
  Array.from({ length: 10 }, (_, n) => ({
    number: 101 + n,
    on: workingDay(addDays('2025-05-06', n * 2)),
    month: '2025-05',
    auditor: 'auditor' as const,
    programme: 'whole-case',
    case: `N-${2_001 + n}`,
    reAuditOf: null,
  }));

/** The head of assessment did none in May and June. */
const isMissed = ({ auditor, month }: Planned): boolean =>
  auditor === 'assessment' && (month === '2025-05' || month === '2025-06');

type Told = (on: string, command: AuditCommand, what: string) => void;

const tellOne = (planned: Planned, tell: Told): void => {
  const { number, month, auditor, programme, on } = planned;
  const auditId = auditIdOf(number);
  tell(
    `${month}-01`,
    {
      type: 'PlanAudit',
      auditId,
      programmeId: programmeIdOf(programme),
      case: planned.case,
      theme: programme === 'whole-case' ? 'whole-case' : (themes[number % themes.length] ?? 'assessment'),
      auditorId: personIdOf(auditor),
      teamId: teamIdOf(teams[number % teams.length] ?? teams[0]),
      workerId: null,
      month,
      reAuditOf: planned.reAuditOf === null ? null : auditIdOf(planned.reAuditOf),
    },
    `audit-${number}-planned`,
  );
  if (isMissed(planned)) {
    tell(
      addDays(`${month}-01`, 27),
      { type: 'MissAudit', auditId, note: inCouncil('There was an inspection visit to prepare.') },
      `audit-${number}-missed`,
    );
    return;
  }
  const grade = gradeOf(number);
  tell(
    on,
    {
      type: 'RecordAudit',
      auditId,
      grade,
      strengths:
        grade === 'inadequate' ? null : inCouncil('The child was seen alone, and what was said is on file.'),
      actionsRequired: grade === 'outstanding' ? null : inCouncil('Say in the plan who does what by when.'),
      evidence: null,
    },
    `audit-${number}-done`,
  );
};

const WHAT = 'Visit the child this week, and rewrite the plan with the family.';

/** Which audits somebody looked at again, when, with which grade; nobody of the council's: an inspector. */
const looks: readonly (readonly [number, string, AuditGrade, PersonKey | null, string])[] = [
  [
    4,
    '2025-03-28',
    'requires-improvement',
    'quality',
    'The visits were late, which the audit did not count.',
  ],
  [7, '2025-03-31', 'good', 'quality', 'Agreed.'],
  [11, '2025-04-29', 'requires-improvement', 'principal2', 'Agreed.'],
  [20, '2025-05-28', 'good', 'quality', 'Good rather than outstanding: the chronology is thin.'],
  [22, '2025-06-20', 'good', 'quality', 'Agreed.'],
  [3, '2025-06-11', 'requires-improvement', null, 'Looked at in the monitoring visit.'],
  [21, '2025-06-11', 'requires-improvement', null, 'Looked at in the monitoring visit.'],
  [12, '2025-06-11', 'requires-improvement', null, 'Assessments stop at description.'],
  [14, '2025-06-11', 'good', null, 'Looked at in the monitoring visit.'],
  [16, '2025-06-11', 'requires-improvement', null, 'Looked at in the monitoring visit.'],
];

/** What followed on some of them. */
const tellWhatFollowed = (tell: Told): void => {
  for (const [number, on, grade, moderator, note] of looks) {
    const by = moderator === null ? 'inspector' : moderator === 'quality' ? 'manager' : 'peer';
    const moderatorId = moderator === null ? null : personIdOf(moderator);
    const look = { auditId: auditIdOf(number), by, moderatorId, grade, note: inCouncil(note) } as const;
    tell(on, { type: 'ModerateAudit', ...look }, `audit-${number}-${by}`);
  }
  const remedy = (number: number, due: string): { auditId: string; remedyId: string } => {
    const named = { auditId: auditIdOf(number), remedyId: sampleId(`remedy/${number}`) };
    const what = inCouncil(WHAT);
    const required = { ...named, what, ownerId: personIdOf('assessment'), due };
    tell(addDays(due, -14), { type: 'RequireRemedy', ...required }, `remedy-${number}-required`);
    return named;
  };
  const first = remedy(1, '2025-03-31');
  tell(
    '2025-03-28',
    { type: 'RecordRemedy', ...first, note: inCouncil('The plan was seen.') },
    'remedy-1-done',
  );
  remedy(13, '2025-05-09');
  remedy(AGAIN.number, '2025-07-31');
  const again = { auditId: auditIdOf(AGAIN.number) };
  tell(
    '2025-07-22',
    { type: 'EscalateAudit', ...again, toId: personIdOf('care2'), note: null },
    'audit-again-escalated',
  );
  tell('2025-07-22', { type: 'FlagCapability', ...again, isRaised: true }, 'audit-again-flagged');
};

const programmes = (): (readonly [string, AuditProgrammeCommand])[] => {
  const practice = {
    programmeId: programmeIdOf('practice'),
    tool: inCouncil('Practice audit tool'),
    source: 'internal',
    scale: 'ilacs-2018',
  } as const;
  const whole = {
    programmeId: programmeIdOf('whole-case'),
    tool: inCouncil('Whole case audit'),
    cycle: 'once',
    source: 'external',
    scale: 'ilacs-2018',
    costPerCase: 8_500,
  } as const;
  return [
    ['2025-03-01', { type: 'SetAuditProgramme', ...practice, cycle: 'monthly', costPerCase: null }],
    ...auditors.map(
      (auditor) =>
        [
          '2025-03-01',
          {
            type: 'ExpectAudits',
            programmeId: practice.programmeId,
            auditorId: personIdOf(auditor),
            monthly: 2,
          },
        ] as const,
    ),
    ['2025-05-01', { type: 'SetAuditProgramme', ...whole }],
    [
      '2025-05-01',
      { type: 'ExpectAudits', programmeId: whole.programmeId, auditorId: personIdOf('auditor'), monthly: 10 },
    ],
    ['2025-05-20', { type: 'ChangeAuditProgramme', ...whole, costPerCase: 9_000 }],
    ['2025-05-31', { type: 'EndAuditProgramme', programmeId: whole.programmeId }],
  ];
};

/** Tells it all, on one evening. */
export const tellAudits = (timeline: Timeline): void => {
  const told: { readonly on: string; readonly step: SampleStep; readonly what: string }[] = [];
  programmes().forEach(([on, command], index) => {
    told.push({
      on,
      what: `programme-${index + 1}`,
      step: one(step(auditProgramme, (command as { programmeId: string }).programmeId, command)),
    });
  });
  const tell: Told = (on, command, what) => {
    told.push({ on, what, step: one(step(audit, (command as { auditId: string }).auditId, command)) });
  };
  for (const planned of [...routine(), ...external()]) tellOne(planned, tell);
  tellWhatFollowed(tell);
  const needsReason = new Set(['programme-8', 'programme-9']);
  told
    .toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))
    .forEach(({ on, what, step: each }, index) => {
      timeline.add({
        // Four of them a minute.
        at: londonTime(BROUGHT_IN, MINUTES + index / 4),
        by: 'quality',
        what,
        effectiveAt: on,
        reason: needsReason.has(what)
          ? 'The firm charges more than it had offered, and had done all cases by the end of May.'
          : undefined,
        steps: [each],
      });
    });
};
