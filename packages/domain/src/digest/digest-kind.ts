/** The kinds of digests: to whom each goes, and when. */

export const digestKinds = ['daily', 'weekly', 'board', 'monthly'] as const;
/** `daily` to owners, `weekly` to leads and sponsors, `board` to the members of a board before it meets, `monthly` to the adviser. */
export type DigestKind = (typeof digestKinds)[number];
