/**
 * How actions stood at the ends of intervals, as known then and as known now.
 *
 * An action counts at the end of an interval where it was added by then, is not withdrawn then, and (where an owner is
 * looked at) was theirs then. It counts for the workstream and commitment that it stood under, at the rating that was last
 * given for a time not after that end; where none was, or a blank one, it is not stated. As known then: with only what had
 * been recorded by the end of the interval; as known now: with all that is known at the point asked about.
 */
import type { RagEntry, RagLine, RagTimeline } from './rag-timeline.js';

export const ragViews = ['asKnownThen', 'asKnownNow'] as const;
export type RagView = (typeof ragViews)[number];

/** Of a workstream or commitment the id; `null`: all of the plan. */
export type RagGroup = string | null;

/** Which actions count. */
export interface RagCounted {
  /** Those that stood under this workstream or commitment. */
  readonly group: RagGroup;
  /** Those that were the owner's whom the timeline was read for. */
  readonly byOwner: boolean;
}

/** How one action stood: `null` where it does not count, nor would if it were not withdrawn. */
export type RagStanding = { readonly rag: string | null; readonly isWithdrawn: boolean } | null;

/** For each rating, how many actions stood at it at the end of each interval. */
export type RagCounts = ReadonlyMap<string | null, readonly number[]>;

const facets = ['added', 'rated', 'withdrawn', 'owned'] as const;
const NONE = -1;
const NOT_STATED: RagStanding = { rag: null, isWithdrawn: false };
const WITHDRAWN: RagStanding = { rag: null, isWithdrawn: true };

/**
 * For each interval the number of the entry in force at its end. Entries come in the order of the fold, so the greatest number
 * wins: of those that hold on, each until the next begins; the others are laid over them.
 */
const fillInForce = (found: Int32Array, entries: readonly RagEntry[], view: RagView): void => {
  const holdsOn = ({ holds, told, until }: RagEntry): boolean =>
    until === null && (view === 'asKnownNow' || told <= holds);
  const { length } = found;
  let [number, interval] = [NONE, 0];
  entries.forEach((entry, index) => {
    if (!holdsOn(entry)) return;
    for (; interval < entry.holds; interval += 1) found[interval] = number;
    number = index;
  });
  for (; interval < length; interval += 1) found[interval] = number;
  if (view === 'asKnownNow') return;
  entries.forEach((entry, index) => {
    if (holdsOn(entry)) return;
    const end = entry.until ?? length;
    for (let at = Math.max(entry.holds, entry.told); at < end; at += 1) {
      if ((found[at] ?? NONE) < index) found[at] = index;
    }
  });
};

const isUnder = (place: string, group: RagGroup): boolean =>
  group === null || place.split('/').includes(group);

type Numbers = Readonly<Record<(typeof facets)[number], Int32Array>>;

/** Nothing of it was recorded late, or replaced: it is known now as it was then. */
const isSettled = (line: RagLine): boolean =>
  facets.every((facet) => line[facet].every(({ position }) => position === null));

const noNumbers = (length: number): Numbers => ({
  added: new Int32Array(length),
  rated: new Int32Array(length),
  withdrawn: new Int32Array(length),
  owned: new Int32Array(length),
});

const fillNumbers = (numbers: Numbers, line: RagLine, view: RagView): Numbers => {
  for (const facet of facets) fillInForce(numbers[facet], line[facet], view);
  return numbers;
};

/** How an action stood, from the numbers of what was in force at the end of an interval. */
const standingIn = (line: RagLine, { group, byOwner }: RagCounted) => {
  const places = line.added.map(({ value }) => isUnder(value, group));
  const theirs = line.owned.map(({ value }) => value === 't');
  const withdrawn = line.withdrawn.map(({ value }) => value === 't');
  const rated = line.rated.map(({ value }) =>
    value === '' ? NOT_STATED : { rag: value, isWithdrawn: false },
  );
  return (numbers: Numbers, interval: number): RagStanding => {
    if (places[numbers.added[interval] ?? NONE] !== true) return null;
    if (byOwner && theirs[numbers.owned[interval] ?? NONE] !== true) return null;
    if (withdrawn[numbers.withdrawn[interval] ?? NONE] === true) return WITHDRAWN;
    return rated[numbers.rated[interval] ?? NONE] ?? NOT_STATED;
  };
};

/** Up to which interval an action stands as it does at the end of one: as a rule for many. */
const endOfStretch = ({ added, rated, withdrawn, owned }: Numbers, first: number): number => {
  let end = first + 1;
  while (
    end < added.length &&
    rated[end] === rated[first] &&
    added[end] === added[first] &&
    withdrawn[end] === withdrawn[first] &&
    owned[end] === owned[first]
  )
    end += 1;
  return end;
};

/** Counts the actions of a timeline. */
export const ragCounts = (
  { length, lines }: RagTimeline,
  view: RagView,
  { group, byOwner }: RagCounted,
): RagCounts => {
  const counts = new Map<string | null, number[]>();
  const rowOf = (rag: string | null): number[] => {
    const row = counts.get(rag) ?? Array.from({ length }, () => 0);
    counts.set(rag, row);
    return row;
  };
  /** Whether it was theirs, where that matters, and not withdrawn. */
  const stands = ({ owned, withdrawn }: RagLine, at: Numbers, interval: number): boolean =>
    (!byOwner || owned[at.owned[interval] ?? NONE]?.value === 't') &&
    withdrawn[at.withdrawn[interval] ?? NONE]?.value !== 't';
  // Filled anew for each action: there are many, and to make room for each costs more than to count it.
  const numbers = noNumbers(length);
  for (const line of lines) {
    fillNumbers(numbers, line, view);
    const places = line.added.map(({ value }) => isUnder(value, group));
    for (let [first, end] = [0, 0]; first < length; first = end) {
      end = endOfStretch(numbers, first);
      if (places[numbers.added[first] ?? NONE] !== true || !stands(line, numbers, first)) continue;
      const row = rowOf(line.rated[numbers.rated[first] ?? NONE]?.value || null);
      for (let interval = first; interval < end; interval += 1) row[interval] = (row[interval] ?? 0) + 1;
    }
  }
  return counts;
};

/** An action that stood otherwise at the end of an interval than was known then. */
export interface RagDifference {
  /** The number of the interval, from 0. */
  readonly interval: number;
  readonly actionId: string;
  readonly asKnownThen: RagStanding;
  readonly asKnownNow: RagStanding;
  /** Positions of what was recorded later and makes the difference, in the order of recording. */
  readonly positions: readonly number[];
}

/** The position that makes one facet differ: of the entry that was told later, or of what took back the one known then. */
const culprit = (
  interval: number,
  knownThen: RagEntry | undefined,
  knownNow: RagEntry | undefined,
): number[] => {
  if (knownNow?.value === knownThen?.value) return [];
  const position =
    knownNow !== undefined && knownNow.told > interval ? knownNow.position : (knownThen?.endedBy ?? null);
  return position === null ? [] : [position];
};

const differencesIn = (line: RagLine, length: number, counted: RagCounted): RagDifference[] => {
  const standing = standingIn(line, counted);
  const [thenNumbers, nowNumbers] = [
    fillNumbers(noNumbers(length), line, 'asKnownThen'),
    fillNumbers(noNumbers(length), line, 'asKnownNow'),
  ];
  const found: RagDifference[] = [];
  for (let interval = 0; interval < length; interval += 1) {
    const asKnownThen = standing(thenNumbers, interval);
    const asKnownNow = standing(nowNumbers, interval);
    if (asKnownThen?.rag === asKnownNow?.rag && asKnownThen?.isWithdrawn === asKnownNow?.isWithdrawn)
      continue;
    const positions = facets.flatMap((facet) => {
      const entryOf = (numbers: Numbers) => line[facet][numbers[facet][interval] ?? NONE];
      return culprit(interval, entryOf(thenNumbers), entryOf(nowNumbers));
    });
    const { actionId } = line;
    const inOrder = [...new Set(positions)].toSorted((a, b) => a - b);
    found.push({ interval, actionId, asKnownThen, asKnownNow, positions: inOrder });
  }
  return found;
};

/** Where what was recorded later makes a difference: by interval, then by action. */
export const ragDifferences = ({ length, lines }: RagTimeline, counted: RagCounted): RagDifference[] =>
  lines
    .flatMap((line) => (isSettled(line) ? [] : differencesIn(line, length, counted)))
    .toSorted((a, b) => a.interval - b.interval);
