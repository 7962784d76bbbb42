/** The records around a plan that have a global id, each with how it is found by it. */
import type { NodeKind } from '../ids.js';
import type { View } from '../view.js';
import { meetingNode } from './boards.js';
import type { Presented } from './object-type.js';

type Find = (view: View, id: string) => Promise<Presented | null>;

export const recordNodes: Readonly<
  Record<
    Exclude<NodeKind, 'Council' | 'Plan' | 'Workstream' | 'Commitment' | 'Action' | 'Challenge' | 'Change'>,
    Find
  >
> = {
  Meeting: meetingNode,
};
