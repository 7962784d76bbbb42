export type { Config } from './config.js';
export { readConfig } from './config.js';
export { runWorkers } from './run.js';
