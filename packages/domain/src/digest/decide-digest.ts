/** What a recipient is sent, or why nothing is: worked out of the facts alone, so that any day can be tried beforehand. */
import { addDays, daysBetween } from '../london.js';
import { missingDateReasons } from '../overdue.js';
import { audienceOf, digestPerson, ownerHasLeft } from './digest-audience.js';
import type { Told } from './digest-audience.js';
import type {
  DayCount,
  DigestContent,
  DigestDecision,
  DigestItem,
  DigestList,
  DigestListName,
  DigestRefusal,
} from './digest-content.js';
import { DIGEST_LISTED_MAX, digestListNames } from './digest-content.js';
import type { DigestAction, DigestFacts, DigestPerson } from './digest-facts.js';
import type { DigestKind } from './digest-kind.js';
import type { DigestSchedule, DuePeriod } from './digest-schedule.js';
import { dueDigests, periodsOn } from './digest-schedule.js';
import { highestStep } from './escalation-step.js';
import { workingDaysBetween } from './working-days.js';

/** Which lists an action belongs to, in the order of what matters. */
const listsOf = (facts: DigestFacts, schedule: DigestSchedule, action: DigestAction): DigestListName[] => {
  const { on } = facts;
  const { state } = action;
  const isAwaiting = state.state === 'awaiting-verification';
  const belongs: Record<DigestListName, boolean> = {
    overdue: state.state === 'overdue',
    returned: action.isReturned && !isAwaiting,
    'awaiting-verification': isAwaiting,
    'due-soon': state.state === 'due' && state.lastDay <= addDays(on, schedule.dueSoonDays),
    'owner-left': ownerHasLeft(facts, action),
    'no-date': state.state === 'undated' && missingDateReasons.includes(state.why),
    stale: !isAwaiting && daysBetween(action.updatedOn ?? action.addedOn, on) > schedule.staleDays,
  };
  return digestListNames.filter((name) => belongs[name]);
};

const lastDayOf = ({ state }: Pick<DigestAction, 'state'>): string | null =>
  'lastDay' in state ? state.lastDay : null;

/** Within a list: what is longest overdue, soonest due or longest without an update first, and else as in the plan. */
const rankOf = (name: DigestListName, { action }: Told): string => {
  if (name === 'overdue' || name === 'due-soon') return lastDayOf(action) ?? '';
  return name === 'stale' ? (action.updatedOn ?? action.addedOn) : '';
};

const countDays = ({ closures }: DigestFacts, from: string, to: string): DayCount => ({
  days: daysBetween(from, to),
  workingDays: workingDaysBetween(from, to, closures),
});

const itemOf = (
  facts: DigestFacts,
  schedule: DigestSchedule,
  { action, why }: Told,
  also: readonly DigestListName[],
): DigestItem => {
  const { on, council } = facts;
  const lastDay = lastDayOf(action);
  const original = action.originalState === null ? null : lastDayOf({ state: action.originalState });
  const sinceOriginal = original !== null && original < on ? countDays(facts, original, on) : null;
  return {
    actionId: action.actionId,
    planId: action.planId,
    planTitle: facts.plans[action.planId] ?? null,
    reference: action.reference,
    title: action.title,
    due: { lastDay, originalLastDay: original ?? lastDay, moved: action.dueChanges },
    overdue:
      action.state.state === 'overdue' && lastDay !== null
        ? { current: countDays(facts, lastDay, on), original: sinceOriginal }
        : null,
    dueIn: action.state.state === 'due' && lastDay !== null ? countDays(facts, on, lastDay) : null,
    lastUpdate:
      action.updatedOn === null ? null : { on: action.updatedOn, daysAgo: daysBetween(action.updatedOn, on) },
    escalation: highestStep(action.escalated),
    also,
    why,
    narrative: schedule.withNarratives ? action.narrative : null,
    link: ['councils', council.key, 'plans', action.planId, 'actions', action.actionId],
  };
};

const listsFor = (facts: DigestFacts, schedule: DigestSchedule, told: readonly Told[]): DigestList[] => {
  const sorted = new Map<DigestListName, { readonly each: Told; readonly also: DigestListName[] }[]>();
  for (const each of told) {
    const [first, ...also] = listsOf(facts, schedule, each.action);
    if (first === undefined) continue;
    const list = sorted.get(first);
    if (list === undefined) sorted.set(first, [{ each, also }]);
    else list.push({ each, also });
  }
  return digestListNames.flatMap((name) => {
    const found = sorted.get(name) ?? [];
    const ranked = found.toSorted((a, b) => compare(rankOf(name, a.each), rankOf(name, b.each)));
    return found.length === 0
      ? []
      : [
          {
            name,
            items: ranked
              .slice(0, DIGEST_LISTED_MAX)
              .map(({ each, also }) => itemOf(facts, schedule, each, also)),
            total: found.length,
            link: ['councils', facts.council.key, 'actions', name],
          },
        ];
  });
};
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** What a digest would say to somebody, whether or not it can be sent to them. */
const contentOf = (
  facts: DigestFacts,
  schedule: DigestSchedule,
  period: DuePeriod,
  person: DigestPerson,
): DigestContent | DigestRefusal => {
  const told = audienceOf(facts, schedule.kind, period.meeting).get(person.personId);
  if (told === undefined) return 'not-a-recipient';
  const lists = listsFor(facts, schedule, told);
  if (lists.length === 0) return 'nothing-to-say';
  const { meeting } = period;
  return {
    kind: schedule.kind,
    period: period.key,
    at: facts.at,
    on: facts.on,
    council: facts.council,
    recipient: { personId: person.personId, name: person.name },
    isStatutory: schedule.isStatutory,
    meeting: meeting === null ? null : { meetingId: meeting.meetingId, body: meeting.body, on: meeting.on },
    lists,
    total: lists.reduce((sum, { total }) => sum + total, 0),
    footer: { position: facts.position, checkpoint: facts.checkpoint },
  };
};

/** Why nothing is sent to a person, whatever there is to say. A statutory notice is not theirs to refuse. */
const personRefusal = (person: DigestPerson, { kind, isStatutory }: DigestSchedule): DigestRefusal | null => {
  if (person.hasLeft) return 'has-left';
  if (!isStatutory && person.off.includes(kind)) return 'switched-off';
  if (!isStatutory && person.hasComplained) return 'complained';
  if (person.address === null) return 'no-address';
  return person.isFailing ? 'address-failing' : null;
};

export interface DigestAsked {
  readonly kind: DigestKind;
  readonly personId: string;
  /** The period that is to be sent; absent: the one that the day lies in. */
  readonly period?: DuePeriod;
}

/** What would be said, and why it is not sent: a preview shows both. */
export interface DigestPreview {
  readonly period: DuePeriod | null;
  readonly content: DigestContent | null;
  readonly refusal: DigestRefusal | null;
}

const daysOf = (person: DigestPerson, { isStatutory }: DigestSchedule): readonly number[] | null =>
  isStatutory ? null : person.days;

export const previewDigest = (facts: DigestFacts, { kind, personId, period }: DigestAsked): DigestPreview => {
  const schedule = facts.schedules.find((each) => each.kind === kind);
  if (schedule === undefined) return { period: null, content: null, refusal: 'no-schedule' };
  const person = digestPerson(facts, personId);
  if (person === null) return { period: null, content: null, refusal: 'not-a-recipient' };
  const meant = period ?? periodsOn(schedule, facts, facts.on, daysOf(person, schedule))[0];
  if (meant === undefined) {
    const isOnOthersDay = periodsOn(schedule, facts, facts.on).length > 0;
    return { period: null, content: null, refusal: isOnOthersDay ? 'other-day' : 'not-due' };
  }
  const content = contentOf(facts, schedule, meant, person);
  return typeof content === 'string'
    ? { period: meant, content: null, refusal: person.hasLeft ? 'has-left' : content }
    : { period: meant, content, refusal: personRefusal(person, schedule) };
};

/** What is to be sent to a person now, or why nothing is. */
export const digestOf = (facts: DigestFacts, asked: DigestAsked): DigestDecision => {
  // Of two ids of one human only the one that stands for them is sent anything.
  if (facts.merged[asked.personId] !== undefined) return { refusal: 'not-a-recipient' };
  const { content, refusal } = previewDigest(facts, asked);
  const address = digestPerson(facts, asked.personId)?.address ?? null;
  if (refusal !== null) return { refusal };
  return content === null || address === null ? { refusal: 'no-address' } : { content, address };
};

/** Whom a kind of digest concerns in a period: to each a digest, or the reason why none. */
export const digestRecipients = (
  facts: DigestFacts,
  { kind, meeting }: Pick<DuePeriod, 'kind' | 'meeting'>,
): string[] => [...audienceOf(facts, kind, meeting).keys()].toSorted();

/** Who is due which digest at the instant of the facts, by the council's days or their own. */
export const digestsDue = (
  facts: DigestFacts,
  at: string = facts.at,
): { readonly personId: string; readonly period: DuePeriod }[] =>
  facts.schedules.flatMap((schedule) => {
    const calendar = { ...facts, schedules: [schedule] };
    const byCouncil = dueDigests(calendar, at);
    const spans = schedule.kind === 'board' ? byCouncil.map(({ meeting }) => meeting) : [null];
    return spans.flatMap((meeting) =>
      digestRecipients(facts, { kind: schedule.kind, meeting }).flatMap((personId) => {
        const person = digestPerson(facts, personId);
        const days = person === null ? null : daysOf(person, schedule);
        const due = days === null ? byCouncil : dueDigests(calendar, at, days);
        return due
          .filter((period) => period.meeting?.meetingId === meeting?.meetingId)
          .map((period) => ({ personId, period }));
      }),
    );
  });
