/**
 * Makes one line of what people wrote: no line break can end a header early, and nothing turns the direction of what
 * comes after it.
 */

// Control characters, separators of lines and paragraphs, and marks that override the direction of writing.
const unwanted = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]+/gu;

export const oneLine = (text: string): string => text.replace(unwanted, ' ').replace(/\s+/g, ' ').trim();

/** Shortened to so many characters, never within one. */
export const shortened = (text: string, max: number): string => {
  const characters = Array.from(text);
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
};
