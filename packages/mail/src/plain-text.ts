/** The letter as plain text, for whoever reads mail so, and on the command line. */
import type { Letter, LetterItem, LetterSection, LinkedText } from './letter.js';

const under = (words: string, line: string): string[] => [words, line.repeat(Array.from(words).length)];

const itemText = ({ title, lines, quote }: LetterItem): string[] => [
  `* ${title.text}`,
  ...lines.map((line) => `  ${line}`),
  ...(quote === null ? [] : [`  “${quote}”`]),
  ...(title.href === null ? [] : [`  ${title.href}`]),
  '',
];

const linkedText = ({ text, href }: LinkedText): string => (href === null ? text : `${text}: ${href}`);

const sectionText = ({ heading, items, more }: LetterSection): string[] => [
  ...under(heading, '-'),
  '',
  ...items.flatMap(itemText),
  ...(more === null ? [] : [`${more.note} ${linkedText(more.all)}`, '']),
];

export const plainTextOf = ({ title, sender, intro, sections, footer }: Letter): string =>
  [
    ...under(title, '='),
    '',
    sender,
    '',
    ...intro.flatMap((line) => [line, '']),
    ...sections.flatMap(sectionText),
    '---',
    ...footer.map(linkedText),
    '',
  ].join('\n');
