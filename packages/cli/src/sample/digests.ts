/**
 * Northmere's digests, as the programme office set them up in July 2025: when they are sent, to which addresses, who has
 * left, and after how many working days an overdue action is told to whom.
 */
import type { DataOf, DigestKind, DigestRulesCommand, RecipientCommand } from '@improvement-ledger/domain';
import {
  councilSubject,
  digestRules,
  escalation,
  ladder,
  personSubject,
  recipient,
  seal,
} from '@improvement-ledger/domain';
import type { Step } from '@improvement-ledger/event-store';
import { step } from '@improvement-ledger/event-store';
import { personIdOf, sampleId } from './identity.js';
import { planId } from './opening.js';
import { people } from './people.js';
import type { PersonKey } from './structure.js';
import type { Timeline } from './timeline.js';
import { one } from './timeline.js';
import { londonTime } from './working-day.js';

const SET_UP = '2025-07-25';
const councilId = sampleId('council');
const EVENING = 20 * 60;

const rule = (command: DigestRulesCommand): Step => step(digestRules, councilId, command);
const told = (key: PersonKey, command: RecipientCommand): Step => step(recipient, personIdOf(key), command);

const schedule = (kind: DigestKind, days: Partial<DataOf<'DigestScheduleSet'>>): Step =>
  rule({
    type: 'SetDigestSchedule',
    councilId,
    kind,
    weekdays: [],
    workingDay: 1,
    workingDaysBefore: 3,
    time: '07:30',
    isStatutory: false,
    withNarratives: false,
    dueSoonDays: 14,
    staleDays: 35,
    ...days,
  });

/** To whom names lead that the plan names as owners. */
const mapped = (kind: 'team' | 'body', name: string, key: PersonKey): Step =>
  rule({
    type: 'MapOwner',
    councilId,
    mappingId: sampleId(`mapping/${name}`),
    kind,
    name: seal(councilSubject(councilId), name),
    personId: personIdOf(key),
    officeId: null,
  });

const addressOf = (key: PersonKey): string => {
  const name = people[key].name.toLowerCase().replaceAll(/[^a-z -]/g, '');
  return `${name.replaceAll(' ', '.')}@northmere.example`;
};

/** Those who have gone, and from when on; their actions passed to others, or to nobody. */
const gone: readonly (readonly [PersonKey, string])[] = [
  ['frontDoor', '2024-06-01'],
  ['data', '2024-09-14'],
  ['programme', '2024-11-02'],
  ['principal', '2025-02-01'],
  ['care', '2025-04-01'],
];
const isGone = (key: PersonKey): boolean => gone.some(([each]) => each === key);

/** The day on which the plan was brought into the ledger, from which both stand as they do. */
const ADDED = '2024-01-11';
/** Actions whose owners are reminded at the end of July. */
const reminded: readonly (readonly [string, PersonKey])[] = [
  ['C2.4', 'workforce'],
  ['E2.6', 'virtualHead'],
];

export const tellDigests = (timeline: Timeline): void => {
  let minutes = EVENING;
  const add = (what: string, steps: readonly Step[], effectiveAt?: string): void => {
    minutes += 1;
    const at = londonTime(SET_UP, minutes);
    timeline.add({ at, by: 'programme2', what: `digests-${what}`, effectiveAt, steps: steps.map(one) });
  };
  add('schedules', [
    schedule('daily', { weekdays: [1, 2, 3, 4, 5] }),
    schedule('weekly', { weekdays: [1], time: '08:00' }),
    schedule('board', { workingDaysBefore: 3, time: '08:00' }),
    schedule('monthly', { workingDay: 2, time: '08:00', isStatutory: true }),
    rule({ type: 'SetClosureDays', councilId, days: ['2025-12-29', '2025-12-30', '2025-12-31'] }),
    mapped('team', 'Team managers', 'assessment'),
    mapped('team', 'Locality teams', 'earlyHelp'),
  ]);
  for (const [key, from] of gone) {
    add(`left-${key}`, [told(key, { type: 'RecordLeaving', personId: personIdOf(key) })], from);
  }
  const here = (Object.keys(people) as PersonKey[]).filter((key) => !isGone(key));
  add(
    'addresses',
    here.map((key) => {
      const personId = personIdOf(key);
      const address = seal(personSubject(personId), addressOf(key));
      return told(key, { type: 'SetAddress', personId, address });
    }),
  );
  add('preferences', [
    preferences('director', { off: ['daily'] }),
    preferences('legal', { off: [], weekdays: [1, 4] }),
    told('leaving', {
      type: 'RecordAddressFailure',
      personId: personIdOf('leaving'),
      isPermanent: true,
      code: '5.1.1',
    }),
  ]);
  const steps = { reminder: 5, owner: 1, lead: 5, sponsor: 10, board: 20 };
  add('ladder', [step(ladder, planId, { type: 'SetEscalationLadder', planId, ...steps })]);
  add(
    'reminders',
    reminded.map(([reference, key]) => remind(reference, key)),
  );
};

const preferences = (
  key: PersonKey,
  { off, weekdays = null }: { readonly off: DigestKind[]; readonly weekdays?: number[] | null },
): Step => told(key, { type: 'SetDigestPreferences', councilId, personId: personIdOf(key), off, weekdays });

const remind = (reference: string, key: PersonKey): Step => {
  const actionId = sampleId(`action/${reference}`);
  return step(escalation, actionId, {
    type: 'EscalateAction',
    planId,
    actionId,
    step: 'reminder',
    lastDay: '2025-07-31',
    from: ADDED,
    personIds: [personIdOf(key)],
  });
};
