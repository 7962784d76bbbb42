/** The months of one cell, added up from the flows of each class. */
import type { MonthFlow } from '@improvement-ledger/domain';
import { amounts, monthsAfter } from '@improvement-ledger/domain';
import { AGENCY, classes, KEY_SINCE, KEY_VISIT, SUPERNUMERARY } from './churn-classes.js';

type Flow = { -readonly [Amount in Exclude<keyof MonthFlow, 'month' | 'since'>]: number } & {
  readonly since: Map<number, number>;
};
const none = Object.freeze(Object.fromEntries(amounts.map((amount) => [amount, 0])));
const noFlow = (): Flow => ({ ...none, since: new Map() }) as Flow;

/** One sum of flows of a month. */
interface Sum {
  readonly class: number;
  readonly since: number;
  readonly head: number;
  readonly fte: number;
  readonly days: number;
}
const MEMBERS = 5;

/** The flows by month. They come as numbers in one text: so many rows are sent and read faster that way. */
export const flowsIn = (text: string): MonthFlow[] => {
  const numbers = text.split(' ').map(Number);
  const months = new Map<number, Flow>();
  const flowOf = (month: number): Flow => {
    const known = months.get(month);
    if (known !== undefined) return known;
    const made = noFlow();
    months.set(month, made);
    return made;
  };
  const at = (index: number): number => numbers[index] ?? 0;
  for (let from = 0; from < numbers.length; from += MEMBERS) {
    const [month, key, head] = [at(from), at(from + 1), at(from + 2)];
    const visit = (key % KEY_VISIT) - 1;
    const classAndSince = Math.floor(key / KEY_VISIT);
    const sum = {
      class: Math.floor(classAndSince / KEY_SINCE),
      since: classAndSince % KEY_SINCE,
      head,
      fte: at(from + 3),
      days: at(from + 4),
    };
    count(flowOf(month), sum);
    if (visit < 0) continue;
    const isPost = sum.class % SUPERNUMERARY === classes.post;
    flowOf(month + visit)[isPost ? 'postsOfYear' : 'workersOfYear'] += head;
  }
  return [...months].map(([month, flow]) => ({ month: nameOf(month), ...flow }));
};

const names = new Map<number, string>();
/** The month of a number. The same few are named again and again. */
const nameOf = (month: number): string => {
  const known = names.get(month);
  if (known !== undefined) return known;
  const name = monthsAfter('0000-01', month);
  names.set(month, name);
  return name;
};

/** Adds the flows of one class. */
const count = (flow: Flow, sum: Sum): void => {
  const { class: number, head, fte, days } = sum;
  const isEstablished = number < SUPERNUMERARY;
  const within = number % SUPERNUMERARY;
  if (within === classes.post) {
    flow[isEstablished ? 'establishmentFte' : 'supernumeraryFte'] += fte;
  } else if (within === classes.filled) {
    flow.vacanciesFilled += head;
    flow.daysToFill += days;
  } else if (within > AGENCY) {
    countAgency(flow, sum, { kind: within - AGENCY, isEstablished });
  } else if (within === classes.absence) {
    flow.absenceDays += days;
    flow.absencesReported += head;
  } else {
    if (isEstablished) flow.establishedInPostFte += fte;
    countEmployed(flow, within, sum);
  }
};

const countAgency = (
  flow: Flow,
  { head, fte, days }: Sum,
  { kind, isEstablished }: { readonly kind: number; readonly isEstablished: boolean },
): void => {
  // Days of absence are counted of those in post.
  if (kind === classes.absence) return;
  flow.agency += head;
  flow.agencyFte += fte;
  if (isEstablished) flow.establishedAgencyFte += fte;
  if (kind === classes.start) flow.agencyStarted += head;
  if (kind !== classes.leave && kind !== classes.earlyEnd) return;
  flow.agencyEnded -= head;
  flow.assignmentDays += days;
  if (kind === classes.earlyEnd) flow.agencyEndedEarly -= head;
};

const countEmployed = (flow: Flow, kind: number, { head, fte, since }: Sum): void => {
  flow.inPost += head;
  flow.inPostFte += fte;
  if (head !== 0) flow.since.set(since, (flow.since.get(since) ?? 0) + head);
  if (kind === classes.start) flow.starters += head;
  if (kind === classes.convert) flow.conversions += head;
  if (kind === classes.movedIn) flow.movedIn += head;
  if (kind === classes.movedOut) flow.movedOut -= head;
  if (kind !== classes.leave) return;
  flow.leavers -= head;
  flow.leaversFte -= fte;
};
