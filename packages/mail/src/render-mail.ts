/** A digest as a mail: its subject, and its body in each form that a transport may want. */
import type { DigestContent } from '@improvement-ledger/domain';
import type { MailLinks } from './digest-letter.js';
import { digestLetter } from './digest-letter.js';
import { htmlOf } from './html-page.js';
import { notifyMarkdownOf } from './notify-markdown.js';
import { plainTextOf } from './plain-text.js';

export type { MailLinks } from './digest-letter.js';

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** What GOV.UK Notify makes its own HTML and text of. */
  readonly markdown: string;
}

export const renderMail = (content: DigestContent, links: MailLinks): RenderedMail => {
  const letter = digestLetter(content, links);
  return {
    subject: letter.subject,
    html: htmlOf(letter),
    text: plainTextOf(letter),
    markdown: notifyMarkdownOf(letter),
  };
};
