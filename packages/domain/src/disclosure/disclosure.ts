/**
 * What a council lets others than its workforce lead see of its workforce: counts of quarters that are over, published
 * once, rounded to multiples of a threshold that the council sets.
 */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { DataOf, DisclosureEventType } from '../events.js';
import { endOfLondonDay, lastDayOfMonth } from '../london.js';
import { refuse } from '../refusals.js';
import { isBlank } from '../sealed.js';
import { quarter } from '../worker/worker-events.js';
import { THRESHOLD_USUAL } from './disclosure-events.js';
import type { CountedQuarter } from './published.js';
import { publishedOf } from './published.js';

type SetThreshold = { readonly type: 'SetDisclosureThreshold' } & DataOf<'DisclosureThresholdSet'>;
type PublishFigures = { readonly type: 'PublishWorkforceFigures' } & Pick<
  DataOf<'WorkforceFiguresPublished'>,
  'councilId' | 'quarter' | 'knownAt'
> &
  CountedQuarter;
export type DisclosureCommand =
  SetThreshold | PublishFigures | CorrectEvent<DisclosureEventType> | RetractEvent;

export interface Disclosure {
  readonly threshold: number;
  readonly quarters: ReadonlySet<string>;
}

export const disclosure: Aggregate<Disclosure, DisclosureCommand, DisclosureEventType> = {
  category: 'disclosure',
  types: ['DisclosureThresholdSet', 'WorkforceFiguresPublished'],
  initial: { threshold: THRESHOLD_USUAL, quarters: new Set() },

  decide(command, state, setting) {
    switch (command.type) {
      case 'SetDisclosureThreshold':
        return setThreshold(command, state, setting);
      case 'PublishWorkforceFigures':
        return publish(command, state, setting);
      // What was published was seen: with another figure beside it, what is between them would be seen as well.
      case 'CorrectEvent':
      case 'RetractEvent':
        return refused(refuse('event-not-correctable', 'changeId'));
    }
  },

  evolve(state, { event }) {
    return event.type === 'DisclosureThresholdSet'
      ? { ...state, threshold: event.data.threshold }
      : { ...state, quarters: new Set(state.quarters).add(event.data.quarter) };
  },
};

const setThreshold = (
  { type: _, ...data }: SetThreshold,
  { threshold }: Disclosure,
  { circumstances: { reason } }: Setting<DisclosureEventType>,
): Decision<DisclosureEventType> => {
  if (threshold === data.threshold) return nothing;
  return isBlank(reason)
    ? refused(refuse('reason-required', 'reason'))
    : record({ type: 'DisclosureThresholdSet', data });
};

/** The last month of a quarter such as `2016-Q2`. */
export const lastMonthOfQuarter = (of: string): string =>
  `${of.slice(0, 4)}-${String(Number(of.slice(-1)) * 3).padStart(2, '0')}`;

export const isQuarter = (text: string): boolean => quarter.safeParse(text).success;
const endOf = (ofQuarter: string): string => endOfLondonDay(lastDayOfMonth(lastMonthOfQuarter(ofQuarter)));

const publish = (
  { type: _, teams, roles, ...said }: PublishFigures,
  { threshold, quarters }: Disclosure,
  { circumstances: { effectiveAt } }: Setting<DisclosureEventType>,
): Decision<DisclosureEventType> => {
  if (quarters.has(said.quarter)) return refused(refuse('figures-published', 'quarter'));
  // What is no quarter is refused as such, by the catalogue.
  if (isQuarter(said.quarter) && (effectiveFrom(effectiveAt) ?? '') < endOf(said.quarter)) {
    return refused(refuse('period-not-over', 'quarter'));
  }
  const data = { ...said, threshold, ...publishedOf({ teams, roles }, threshold) };
  return record({ type: 'WorkforceFiguresPublished', data });
};
