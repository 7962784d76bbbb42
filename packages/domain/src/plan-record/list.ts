/** THE LIST of the kinds of record around a plan. Whatever keeps, shows or corrects records goes by it. */
import type { EventType } from '../events.js';
import { body, meeting, stewards } from './boards.js';
import { inspection } from './inspections.js';
import { cost, flag, resource } from './money.js';
import { pack, round } from './packs.js';
import { signalAnswer, signalRule } from './signals.js';
import { closing, measure, version } from './versions.js';

export const planRecordKinds = [
  body,
  meeting,
  stewards,
  signalRule,
  signalAnswer,
  inspection,
  cost,
  flag,
  resource,
  measure,
  version,
  closing,
  round,
  pack,
] as const;

/** The kind of record that an event is of, if it is of one. */
export const planRecordKindOf = (type: EventType): (typeof planRecordKinds)[number] | undefined =>
  planRecordKinds.find(({ types }) => (types as readonly EventType[]).includes(type));
