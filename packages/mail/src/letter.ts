/** What a mail says, before it is HTML, text or Markdown: all three are made of this and so say the same. */

export interface LinkedText {
  readonly text: string;
  readonly href: string | null;
}

export interface LetterItem {
  readonly title: LinkedText;
  readonly lines: readonly string[];
  /** Words of somebody else, shown as such. */
  readonly quote: string | null;
}

export interface LetterSection {
  readonly heading: string;
  readonly items: readonly LetterItem[];
  /** That not all are named here, and where they are. */
  readonly more: { readonly note: string; readonly all: LinkedText } | null;
}

export interface Letter {
  readonly subject: string;
  /** Who it is from: the council. */
  readonly sender: string;
  readonly title: string;
  readonly intro: readonly string[];
  readonly sections: readonly LetterSection[];
  readonly footer: readonly LinkedText[];
}
