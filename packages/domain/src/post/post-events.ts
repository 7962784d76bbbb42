/** The events of a post of the establishment, and of its vacancies. */
import { z } from 'zod';
import { id, narrative } from '../fields.js';
import { fte } from '../fte.js';

/** `established`: part of the council's permanent structure. `supernumerary`: beyond it, for a time. */
export const postKinds = ['established', 'supernumerary'] as const;
export type PostKind = (typeof postKinds)[number];

/** Out of which budget it is paid, and what became of the money. */
const budgetNote = narrative.nullable();
const vacancy = z.strictObject({ postId: id, vacancyId: id });

export const postEvents = {
  /** A post was opened in a team, for a role. Another team, role or kind is another post. */
  PostOpened: z.strictObject({
    postId: id,
    teamId: id,
    roleId: id,
    kind: z.enum(postKinds),
    fte,
    budgetNote,
  }),
  /** The hours of the post, or what pays for it, became others. */
  PostChanged: z.strictObject({ postId: id, fte, budgetNote }),
  /** The post was closed: from then on nobody is placed in it. */
  PostClosed: z.strictObject({ postId: id, budgetNote }),
  /** A vacancy of the post was advertised. */
  VacancyAdvertised: vacancy,
  /** Somebody was offered the post. */
  VacancyOffered: vacancy,
  /** The vacancy was filled: somebody has accepted. */
  VacancyFilled: vacancy,
};
