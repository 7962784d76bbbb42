/** What a process needs that tells of itself. Libraries have no need of it: their door is index.ts. */
export { makeLogger } from './logger.js';
export type { Measures } from './measures.js';
export { DURATION_BUCKETS_S, openMeasures } from './measures.js';
export type { Tracing } from './tracing.js';
export { startTracing } from './tracing.js';
