export type { GivenFact, Told, When } from './given.js';
export { decisionAfter, given, recordedAt } from './given.js';
export * from './samples.js';
