export { holdUp } from './hold-up.js';
export { lengthen } from './lengthen.js';
export { continueLog, openLog, planWith, ratings } from './log.js';
export type { Log, ToldFact } from './log.js';
export { poisonedAt } from './poison.js';
export { allRowsOf, forget } from './rows.js';
export { tableOf } from '../projection.js';
