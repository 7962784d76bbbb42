/** The whole story of the sample council, from the first entry to the last: the opening, board by board, then a summer. */
import { addDays, lastDayOf } from '@improvement-ledger/domain';
import type { Board, Happening } from './boards.js';
import { boards } from './boards.js';
import { Chance } from './chance.js';
import { Enactment } from './enact.js';
import { tellDigests } from './digests.js';
import { tellGovernance } from './governance.js';
import { meaningOf, open, placedActions } from './opening.js';
import type { RoutineReport } from './routine.js';
import { advance, boardsNeededFor, checkOf, claimOf, fateBy, reportOf, slipOf } from './routine.js';
import type { PersonKey } from './structure.js';
import type { PlacedOrder } from './timeline.js';
import { tellStaffing } from './staffing.js';
import { tellAudits } from './audits.js';
import { tellIndicators } from './indicators.js';
import { tellRegisters } from './registers.js';
import { tellSummer } from './summer.js';
import { Timeline } from './timeline.js';
import { TrackedAction } from './tracked-action.js';
import { londonTime, workingDay } from './working-day.js';

const SEED = 20_240_115;

export const script = (): PlacedOrder[] => {
  const chance = new Chance(SEED);
  const timeline = new Timeline();
  const actions = new Map(placedActions.map((placed) => [placed.reference, trackedBy(placed, chance)]));
  open(timeline);
  const months = new Months(chance, new Enactment(timeline, actions), [...actions.values()]);
  boards.forEach((board, index) => months.pass(board, index));
  tellSummer(timeline, actions);
  tellStaffing(timeline);
  tellGovernance(timeline, actions);
  tellAudits(timeline);
  tellIndicators(timeline);
  tellRegisters(timeline);
  tellDigests(timeline);
  return timeline.placed();
};

const trackedBy = (placed: (typeof placedActions)[number], chance: Chance): TrackedAction => {
  const fate = fateBy(chance);
  return new TrackedAction(
    placed,
    fate,
    boardsNeededFor(lastDayOf(meaningOf(placed.action.due)), fate, chance),
  );
};

const managerOn = (day: string): PersonKey => (day < '2024-11-05' ? 'programme' : 'programme2');

/** What comes before owners report: checks of earlier claims, and changes of who reports. */
const early = ({ days, does }: Happening): boolean =>
  days < -9 || does === 'hands-over' || does === 'is-given';

class Months {
  constructor(
    private readonly chance: Chance,
    private readonly enactment: Enactment,
    private readonly actions: readonly TrackedAction[],
  ) {}

  /** The month up to a board and the days after it. */
  pass({ on, happenings }: Board, index: number): void {
    this.enactAll(on, [
      ...happenings.filter(early),
      ...this.some((each) => checkOf(each, index, this.chance)),
    ]);
    this.report(on, index);
    const manager = managerOn(addDays(on, -10));
    this.enactAll(on, [
      ...happenings.filter((each) => !early(each)),
      ...this.some((each) => claimOf(each, index, each.lead ?? manager, this.chance)),
      ...this.some((each) => slipOf(each, on, index, each.lead ?? manager, this.chance)),
    ]);
    this.close(on);
  }

  private some(happening: (each: TrackedAction) => Happening | null): Happening[] {
    return this.actions.flatMap((each) => happening(each) ?? []);
  }

  private enactAll(on: string, happenings: readonly Happening[]): void {
    for (const happening of happenings.toSorted((a, b) => a.days - b.days)) {
      this.enactment.enact(happening, this.officeTime(on, happening.days));
    }
  }

  private officeTime(on: string, days: number): string {
    return londonTime(workingDay(addDays(on, days)), this.chance.between(8 * 60 + 40, 17 * 60 + 20));
  }

  /** Each owner reports on one day of the week before; now and then only after the board, for the day before it. */
  private report(on: string, index: number): void {
    const byReporter = new Map<PersonKey, RoutineReport[]>();
    for (const each of this.actions) {
      advance(each, index);
      const report = reportOf(each, on, index, this.chance);
      if (report === null) continue;
      const reporter = each.lead ?? managerOn(addDays(on, -6));
      byReporter.set(reporter, [...(byReporter.get(reporter) ?? []), report]);
    }
    for (const [reporter, reports] of byReporter) {
      const late = this.chance.happens(0.07);
      const day = workingDay(addDays(on, late ? -1 : -this.chance.between(3, 5)));
      const entered = this.officeTime(late ? on : day, late ? this.chance.between(1, 3) : 0);
      this.enactment.report(reports, reporter, entered, day);
    }
  }

  /** After the board the programme office gives what was verified its last rating. */
  private close(on: string): void {
    const closed = this.actions.filter(
      ({ completion, report }) => completion === 'verified' && report?.rating !== 'blue',
    );
    if (closed.length === 0) return;
    const words = 'Closed by the board: complete, and checked by quality assurance.';
    const reports = closed.map(({ reference }) => ({ action: reference, rating: 'blue' as const, words }));
    this.enactment.report(reports, managerOn(on), londonTime(on, 16 * 60 + 30), on);
  }
}
