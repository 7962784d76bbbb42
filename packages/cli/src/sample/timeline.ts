/** What was recorded, in order: every order with its time, and the position that each of its events will have. */
import type { Step } from '@improvement-ledger/event-store';
import { people } from './people.js';
import type { PersonKey } from './structure.js';

export interface SampleStep {
  /** Made once positions are known, since a correction names the position of what it corrects. */
  make(positionOf: (step: SampleStep) => number): Step;
  readonly events: number;
}
export interface SampleOrder {
  /** When it was entered. */
  readonly at: string;
  readonly by: PersonKey;
  /** In a word or two, for the order's idempotency key. */
  readonly what: string;
  /** When it was true, where that is not when it was entered. */
  readonly effectiveAt?: string | undefined;
  readonly reason?: string | undefined;
  readonly steps: readonly SampleStep[];
}
export interface PlacedOrder extends Omit<SampleOrder, 'steps'> {
  /** From 1. */
  readonly number: number;
  readonly firstPosition: number;
  readonly steps: readonly Step[];
}

/** A step that records one event and needs no position. */
export const one = (step: Step): SampleStep => ({ make: () => step, events: 1 });

export class Timeline {
  private readonly orders: SampleOrder[] = [];

  add(order: SampleOrder): void {
    const { joins } = people[order.by];
    if (joins !== undefined && order.at < joins)
      throw new Error(`${order.by} acts before joining: ${order.what}`);
    this.orders.push(order);
  }

  /** All orders by the time they were entered, each with its place in the log. */
  placed(): PlacedOrder[] {
    const positions = new Map<SampleStep, number>();
    let next = 1;
    const positionOf = (step: SampleStep): number => {
      const position = positions.get(step);
      if (position === undefined) throw new Error('A correction stands before what it corrects.');
      return position;
    };
    return this.orders
      .toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
      .map((order, index) => {
        const firstPosition = next;
        for (const step of order.steps) {
          positions.set(step, next);
          next += step.events;
        }
        const steps = order.steps.map((step) => step.make(positionOf));
        return { ...order, number: index + 1, firstPosition, steps };
      });
  }
}
