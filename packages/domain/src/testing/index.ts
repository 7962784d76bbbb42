export type { GivenFact, Told, When } from './given.js';
export { decisionAfter, given, recordedAt, SAMPLE_NOW } from './given.js';
export * from './sample-parts.js';
export * from './samples.js';
