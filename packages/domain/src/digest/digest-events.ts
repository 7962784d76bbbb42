/** The events of digests: when the council sends them, to whom words lead, what recipients said, and what was escalated. */
import { z } from 'zod';
import { calendarDate } from '../due.js';
import { id } from '../fields.js';
import { sealedName, sealedText } from '../sealed.js';
import { digestKinds } from './digest-kind.js';
import { escalationSteps } from './escalation-step.js';

const council = { councilId: id };
const kind = z.enum(digestKinds);
const WORKDAY_MAX = 5;
const weekdays = z
  .array(z.int().min(1, 'is a day from 1 (Monday) to 5').max(WORKDAY_MAX, 'is a day from 1 (Monday) to 5'))
  .max(WORKDAY_MAX)
  .refine((days) => new Set(days).size === days.length, 'names a day twice');

/** The longest address that mail servers take. */
const ADDRESS_LENGTH_MAX = 254;
const LOCAL_PART_LENGTH_MAX = 64;
const address =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** Whether mail can be sent there: one plain address, without a name, a line end or anything else beside it. */
export const isMailAddress = (text: string): boolean =>
  text.length <= ADDRESS_LENGTH_MAX && address.test(text) && text.indexOf('@') <= LOCAL_PART_LENGTH_MAX;

/** The most closure days, owners mapped, and people told of a step. */
const CLOSURE_DAYS_MAX = 200;
const TOLD_MAX = 100;

const stepDays = (max: number) => z.int().min(1, 'is at least 1').max(max, `is at most ${max}`).nullable();
const REMINDER_DAYS_MAX = 60;
const STEP_DAYS_MAX = 250;

const mappable = z.enum(['role', 'team', 'body', 'external']);
const recipient = { personId: id };

export const digestEvents = {
  /** The council set when digests of a kind are sent, and what they tell of. */
  DigestScheduleSet: z.strictObject({
    ...council,
    kind,
    /** `daily`: on these days of the week, 1 (Monday) to 5; `weekly`: on the one day; else none. */
    weekdays,
    /** `monthly`: the how manieth working day of the month. */
    workingDay: z.int().min(1).max(15),
    /** `board`: so many working days before the meeting. */
    workingDaysBefore: z.int().min(1).max(20),
    /** In London. */
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as 07:00'),
    /** A statutory notice, which nobody can switch off. */
    isStatutory: z.boolean(),
    /** Whether words besides titles are sent. */
    withNarratives: z.boolean(),
    /** What is due within so many days is told of beforehand. */
    dueSoonDays: z.int().min(0).max(90),
    /** After so many days without an update an action is stale. */
    staleDays: z.int().min(1).max(366),
  }),
  /** Digests of a kind are sent no more. */
  DigestScheduleEnded: z.strictObject({ ...council, kind }),
  /** The days were named on which the council is closed, besides weekends and bank holidays. */
  ClosureDaysSet: z.strictObject({
    ...council,
    days: z
      .array(calendarDate)
      .max(CLOSURE_DAYS_MAX, `names more than ${CLOSURE_DAYS_MAX} days`)
      .refine((days) => new Set(days).size === days.length, 'names a day twice'),
  }),
  /** The council said to whom the name of a role, team, body or organisation leads, where plans name it as an owner. */
  OwnerMapped: z.strictObject({
    ...council,
    mappingId: id,
    kind: mappable,
    name: sealedName(500),
    /** A person, or whoever holds a role or belongs to a team or body: one of the two. */
    personId: id.nullable(),
    officeId: id.nullable(),
  }),
  /** The name leads there no more. */
  OwnerUnmapped: z.strictObject({ ...council, mappingId: id }),

  /** Somebody's address for digests became known, or another one. */
  RecipientAddressSet: z.strictObject({
    ...recipient,
    address: sealedText(ADDRESS_LENGTH_MAX).refine(
      ({ $seal: { value } }) => value === null || isMailAddress(value),
      'is not an address such as name@council.gov.uk',
    ),
  }),
  /** The address is to be used no more, and there is no other. */
  RecipientAddressRemoved: z.strictObject(recipient),
  /** Somebody chose which digests they want, and on which days. */
  DigestPreferencesSet: z.strictObject({
    ...recipient,
    /** The kinds that they switched off. */
    off: z.array(kind).refine((kinds) => new Set(kinds).size === kinds.length, 'names a kind twice'),
    /** `null`: on the council's days. */
    weekdays: weekdays.nullable(),
  }),
  /** Somebody switched digests of a kind off by the link in one. */
  DigestUnsubscribed: z.strictObject({ ...recipient, kind }),
  /** Mail to their address came back: for good, or for a time. */
  RecipientAddressFailed: z.strictObject({
    ...recipient,
    isPermanent: z.boolean(),
    /** What the other side called it, such as 550 or 5.1.1. */
    code: z
      .string()
      .regex(/^\d{3}$|^\d\.\d{1,3}\.\d{1,3}$/, 'is not a code such as 550 or 5.1.1')
      .nullable(),
  }),
  /** They told their provider that a digest was unwanted. */
  RecipientComplained: z.strictObject(recipient),
  /** They work for the council no more: what came to them goes to whoever leads. */
  RecipientLeft: z.strictObject(recipient),
  /** They work for the council again. */
  RecipientReturned: z.strictObject(recipient),

  /** The plan set after how many working days an overdue action is told to whom; `null`: that step is left out. */
  EscalationLadderSet: z.strictObject({
    planId: id,
    /** Before it is due. */
    reminder: stepDays(REMINDER_DAYS_MAX),
    owner: stepDays(STEP_DAYS_MAX),
    lead: stepDays(STEP_DAYS_MAX),
    sponsor: stepDays(STEP_DAYS_MAX),
    board: stepDays(STEP_DAYS_MAX),
  }),
  /** An action came to a step of the ladder: these people are told of it by their next digests. */
  ActionEscalated: z.strictObject({
    planId: id,
    actionId: id,
    step: z.enum(escalationSteps),
    /** The last day on which it was due, and the day from which it stands so: another one is another climb. */
    lastDay: calendarDate,
    from: calendarDate,
    personIds: z.array(id).max(TOLD_MAX, `names more than ${TOLD_MAX} people`),
  }),
};
