/**
 * A figure of the workforce as somebody reports it: one measure of one part of the workforce from one source, by period. What
 * is reported is never made of movements, nor the other way round. A value that the source replaces later is restated; one
 * that was entered wrongly is corrected, as everything is.
 */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { correctEvent, retractEvent } from '../correction.js';
import type { Aggregate, Decision, Setting } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import { effectiveFrom } from '../effective-time.js';
import type { DataOf, EventType, FigureEventType } from '../events.js';
import { londonDay } from '../london.js';
import type { Office } from '../office/office.js';
import { office, teamFault } from '../office/office.js';
import type { Period, PeriodKind, Published } from '../reading.js';
import { periodNamed, valueFault } from '../reading.js';
import type { Refusal } from '../refusals.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';
import { isBlank } from '../sealed.js';
import { unitOf } from './figure-measures.js';

type DefineFigure = { readonly type: 'DefineFigure' } & DataOf<'FigureDefined'>;
/** The period is named, `2016-08`; what is not the name of one is refused. */
interface ReadingCommand extends Published {
  readonly type: 'ReportFigure' | 'RestateFigure';
  readonly figureId: string;
  readonly periodKind: PeriodKind;
  readonly period: string;
}
export type FigureCommand = DefineFigure | ReadingCommand | CorrectEvent<FigureEventType> | RetractEvent;

/** What was published of a period, and from when. */
export interface Statement {
  readonly published: Published;
  readonly since: string;
  /** The position of the event that says so. */
  readonly root: number;
}
export interface FigureReading {
  readonly period: Period;
  /** In the order in which they were published; the last holds. */
  readonly statements: readonly Statement[];
}
export interface Figure {
  readonly defined: DataOf<'FigureDefined'> | null;
  readonly since: string;
  readonly readings: ReadonlyMap<string, FigureReading>;
}

/** The most periods of one figure, and the most values of one period. */
export const READINGS_MAX = 1_000;
const STATEMENTS_MAX = 100;

const keyOf = ({ kind, from, to }: Period): string => `${kind} ${from} ${to}`;

interface Related {
  readonly team: Office;
  readonly role: Office;
}

export const figure: Aggregate<Figure, FigureCommand, FigureEventType, Related> = {
  category: 'figure',
  types: ['FigureDefined', 'FigureReported', 'FigureRestated'],
  initial: { defined: null, since: '', readings: new Map() },

  related: (command) => ({
    team: {
      aggregate: office,
      id: command.type === 'DefineFigure' ? (command.teamId ?? undefined) : undefined,
    },
    role: {
      aggregate: office,
      id: command.type === 'DefineFigure' ? (command.roleId ?? undefined) : undefined,
    },
  }),

  decide(command, state, setting, related) {
    switch (command.type) {
      case 'DefineFigure':
        return define(command, state, setting, related);
      case 'ReportFigure':
      case 'RestateFigure':
        return say(command, state, setting);
      case 'CorrectEvent':
        return ifOfUnit(
          correctEvent(command, setting, ['figureId', 'measure', 'teamId', 'roleId', 'period']),
          state,
        );
      case 'RetractEvent':
        return retractEvent(command, setting, retractable);
    }
  },

  evolve(state, { event, root }) {
    if (event.type === 'FigureDefined') return { ...state, defined: event.data, since: event.effectiveFrom };
    const { figureId: _, period, ...published } = event.data;
    const statement = { published, since: event.effectiveFrom, root };
    const statements = [...(state.readings.get(keyOf(period))?.statements ?? []), statement];
    return { ...state, readings: new Map(state.readings).set(keyOf(period), { period, statements }) };
  },
};

const retractable: ReadonlySet<EventType> = new Set(['FigureReported', 'FigureRestated']);

const instantOf = ({ circumstances: { effectiveAt } }: Setting<FigureEventType>): string =>
  effectiveFrom(effectiveAt) ?? '';

const define = (
  { type: _, ...data }: DefineFigure,
  { defined }: Figure,
  setting: Setting<FigureEventType>,
  { team, role }: Related,
): Decision<FigureEventType> => {
  const fault = data.teamId === null ? null : teamFault(team, instantOf(setting));
  if (fault !== null) return refused(fault);
  if (data.roleId !== null && role.defined?.kind !== 'role')
    return refused(refuse('role-not-found', 'roleId'));
  if (defined === null) return record({ type: 'FigureDefined', data });
  return same(defined, data) ? nothing : refused(refuse('figure-exists', 'figureId'));
};

const unitFault = ({ defined }: Figure, published: Published): Refusal | null => {
  const fault = defined === null ? null : valueFault(unitOf(defined.measure), published);
  return fault === null ? null : refuse('value-not-of-unit', fault.field, fault.message);
};

/** Why nothing can be said of a period, or said at this time, if it cannot. */
const periodFault = (
  { periodKind, period: name }: ReadingCommand,
  period: Period | null,
  { since, readings }: Figure,
  at: string,
): Refusal | null => {
  if (period === null) return refuse('period-unknown', 'period', `"${name}" is no ${periodKind}.`);
  if (at < since) return refuse('before-it-began', 'effectiveAt', `The figure is there from ${since}.`);
  if (period.from > londonDay(at))
    return refuse('period-not-begun', 'period', `It begins on ${period.from}.`);
  const isFull = readings.size >= READINGS_MAX && !readings.has(keyOf(period));
  return isFull ? refuse('too-large', 'period', `A figure has at most ${READINGS_MAX} periods.`) : null;
};

const say = (
  command: ReadingCommand,
  state: Figure,
  setting: Setting<FigureEventType>,
): Decision<FigureEventType> => {
  const { type, figureId, periodKind, period: name, ...published } = command;
  if (state.defined === null) return refused(refuse('figure-not-found', 'figureId'));
  const period = periodNamed(periodKind, name);
  const at = instantOf(setting);
  const fault = periodFault(command, period, state, at) ?? unitFault(state, published);
  if (fault !== null || period === null) return refused(fault ?? refuse('period-unknown', 'period'));
  const statements = state.readings.get(keyOf(period))?.statements ?? [];
  const last = statements.at(-1);
  if (last !== undefined && same(last.published, published)) return nothing;
  if (type === 'ReportFigure') {
    return last === undefined
      ? record({ type: 'FigureReported', data: { figureId, period, ...published } })
      : refused(refuse('figure-reported', 'period'));
  }
  const restating = restatingFault(statements, setting, at);
  return restating === null
    ? record({ type: 'FigureRestated', data: { figureId, period, ...published } })
    : refused(restating);
};

const restatingFault = (
  statements: readonly Statement[],
  { circumstances }: Setting<FigureEventType>,
  at: string,
): Refusal | null => {
  const last = statements.at(-1);
  if (last === undefined) return refuse('figure-not-reported', 'period');
  if (isBlank(circumstances.reason)) return refuse('reason-required', 'reason');
  if (at < last.since) return refuse('effective-before-latest', 'effectiveAt');
  return statements.length >= STATEMENTS_MAX
    ? refuse('too-large', 'period', `A period has at most ${STATEMENTS_MAX} values.`)
    : null;
};

/** A correction, unless the value that would stand after it cannot be one of its unit. */
const ifOfUnit = (decision: Decision<FigureEventType>, state: Figure): Decision<FigureEventType> => {
  const fault = decision.facts
    ?.map((fact) => (fact.type === 'FigureDefined' ? null : unitFault(state, fact.data)))
    .find((each) => each !== null);
  return fault === undefined || fault === null ? decision : refused(fault);
};
