export type { Config } from './config.js';
export { readConfig } from './config.js';
export type { RunningWorkers } from './run.js';
export { runWorkers } from './run.js';
