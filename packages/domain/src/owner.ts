/**
 * Who owns an action. Plans write a person with a role, a group of roles, "All teams", a partner body,
 * or nothing; a digest can only be mailed to a person, so the kind of owner is a fact worth keeping.
 */
import { z } from 'zod';
import { sealedName, sealedText } from './sealed.js';

export const ownerKinds = ['person', 'role', 'team', 'body', 'external'] as const;
export type OwnerKind = (typeof ownerKinds)[number];

/** The part an owner has in an action. */
export const ownerParts = ['owner', 'support', 'monitor'] as const;
export type OwnerPart = (typeof ownerParts)[number];

export const owner = z.strictObject({
  kind: z.enum(ownerKinds),
  part: z.enum(ownerParts),
  /** The person's opaque id; only for kind `person`. */
  personId: z.uuid().nullable(),
  /** The name of the person, role, team, body or external organisation. */
  name: sealedName(500),
  /** For a person: the post they hold, as written ("Interim HoS"). */
  post: sealedText(500).nullable(),
});
export type Owner = z.infer<typeof owner>;

/** The most owners of one action. */
export const OWNERS_MAX = 30;

/** Owners in the order of the plan (none: not stated), with the words they were written in. */
export const owners = z.strictObject({
  asWritten: sealedText(2_000).nullable(),
  list: z.array(owner).max(OWNERS_MAX, `names more than ${OWNERS_MAX} owners`),
});
export type Owners = z.infer<typeof owners>;
