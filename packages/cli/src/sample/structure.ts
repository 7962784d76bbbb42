/** The shapes in which the sample council's plan is written down. */

import type { people } from './people.js';

/** What sort of work an action is; it decides how its owner speaks of it. */
export type WorkKind =
  'policy' | 'training' | 'audit' | 'system' | 'recruitment' | 'partners' | 'practice' | 'voice';

export interface SampleAction {
  readonly title: string;
  /** As the plan writes it. */
  readonly due: string;
  /** Keys of people, or a team, role or body as the plan writes it; none where it names nobody. */
  readonly owners: readonly (PersonKey | { readonly team: string } | { readonly body: string })[];
  readonly kind: WorkKind;
  /** What owners call it in a sentence. */
  readonly topic: string;
}
interface SampleCommitment {
  readonly title: string;
  readonly actions: readonly SampleAction[];
}
export interface SampleWorkstream {
  readonly reference: string;
  readonly title: string;
  readonly commitments: readonly SampleCommitment[];
}
export type PersonKey = keyof typeof people;

type Owner = SampleAction['owners'][number];

export const action = (
  title: string,
  due: string,
  owners: Owner | readonly Owner[] | null,
  kind: WorkKind,
  topic: string,
): SampleAction => ({
  title,
  due,
  owners: owners === null ? [] : ([owners].flat() as readonly Owner[]),
  kind,
  topic,
});
