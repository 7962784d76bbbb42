export type { Config } from './config.js';
export { readConfig } from './config.js';
export { runApi } from './run.js';
