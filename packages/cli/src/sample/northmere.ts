/**
 * Northmere Council and its improvement plan: what stands on paper when the plan begins. What happens to it
 * afterwards, month by month, is in boards.ts and routine.ts.
 */
import { care } from './care.js';
import { help } from './help.js';
import { leadership } from './leadership.js';
import { practice } from './practice.js';
import type { SampleWorkstream } from './structure.js';
import { workforce } from './workforce.js';

export const northmere = {
  key: 'northmere',
  name: 'Northmere Council (sample)',
  planTitle: "Children's services improvement plan",
  inForceFrom: '2024-01-15',
  ratings: [
    { key: 'red', label: 'Red', order: 1 },
    { key: 'amber', label: 'Amber', order: 2 },
    { key: 'green', label: 'Green', order: 3 },
    { key: 'blue', label: 'Blue', order: 4 },
  ],
} as const;

export const workstreams: readonly SampleWorkstream[] = [leadership, practice, workforce, help, care];

export type Rating = (typeof northmere.ratings)[number]['key'];
