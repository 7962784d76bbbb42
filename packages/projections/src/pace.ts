/** How large the batches of a catch-up are: as large as may be, and ever smaller towards an event at fault. */
export interface Pace {
  /** The most events that are read event by event in one transaction. */
  readonly events: number;
  /** The most that the database goes through by itself; 0: event by event, since there is something amiss. */
  readonly setEvents: number;
  /** A batch went well up to a position; up to `careUpTo` the database could not go by itself. */
  passed(position: number, careUpTo?: number): void;
  /** A batch failed that began after a position. False when it was of one event: that one is at fault. */
  failed(start: number): boolean;
}

export const paceOf = (whole: { readonly events: number; readonly setEvents: number }): Pace => {
  let { events, setEvents } = whole;
  /** Up to where the log is read with care: an event at fault, or of another shape, lies before it. */
  let careUpTo = 0;
  return {
    get events() {
      return events;
    },
    get setEvents() {
      return setEvents;
    },
    passed: (position, upTo = 0) => {
      careUpTo = Math.max(careUpTo, upTo);
      if (position >= careUpTo) ({ events, setEvents } = whole);
      else setEvents = 0;
    },
    failed: (start) => {
      const size = setEvents > 0 ? setEvents : events;
      careUpTo = Math.max(careUpTo, start + size);
      if (setEvents > 0) setEvents = 0;
      else events = Math.ceil(size / 2);
      return size > 1;
    },
  };
};
