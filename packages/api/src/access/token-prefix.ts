/** How a token begins: whoever finds one somewhere can tell what it is, and the council which of its tokens. */
export const tokenPrefix = (tokenId: string): string => `il_${tokenId.replaceAll('-', '')}`;
