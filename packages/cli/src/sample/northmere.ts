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
    {
      key: 'red',
      label: 'Red',
      order: 1,
      meaning: 'Off track: it will miss its date unless something changes, and the board is asked to help.',
    },
    {
      key: 'amber',
      label: 'Amber',
      order: 2,
      meaning: 'At risk: something stands in the way, and the owner knows how to get past it.',
    },
    { key: 'green', label: 'Green', order: 3, meaning: 'On track: it will be done by its date.' },
    {
      key: 'blue',
      label: 'Blue',
      order: 4,
      meaning: 'Done: quality assurance has seen that it is complete, and the board has closed it.',
    },
  ],
} as const;

export const workstreams: readonly SampleWorkstream[] = [leadership, practice, workforce, help, care];

export type Rating = (typeof northmere.ratings)[number]['key'];
