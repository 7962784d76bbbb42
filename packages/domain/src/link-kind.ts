/** How one action may be related to another. Related actions are never made into one. */
export const linkKinds = ['see-also', 'duplicate-of', 'depends-on'] as const;
export type LinkKind = (typeof linkKinds)[number];
