/**
 * The letter in the Markdown that GOV.UK Notify takes: headings, bullets, links and rules. What people wrote is escaped, so
 * that a title can make no link and no heading.
 */
import type { Letter, LetterItem, LetterSection, LinkedText } from './letter.js';

const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\\`*[\]#^<>]/g, (character) => `\\${character}`)
    // Two brackets would be a placeholder of Notify's, and a bare address would become a link by itself.
    .replaceAll('((', '( (')
    .replaceAll('://', ':\u200B//');

const linked = ({ text, href }: LinkedText): string =>
  href === null
    ? escapeMarkdown(text)
    : `[${escapeMarkdown(text)}](${href.replaceAll('(', '%28').replaceAll(')', '%29')})`;

const itemMarkdown = ({ title, lines, quote }: LetterItem): string =>
  `* ${linked(title)} – ${[...lines, ...(quote === null ? [] : [`“${quote}”`])].map(escapeMarkdown).join(' ')}`;

const sectionMarkdown = ({ heading, items, more }: LetterSection): string[] => [
  `## ${escapeMarkdown(heading)}`,
  '',
  ...items.map(itemMarkdown),
  '',
  ...(more === null ? [] : [`${escapeMarkdown(more.note)} ${linked(more.all)}`, '']),
];

export const notifyMarkdownOf = ({ title, intro, sections, footer }: Letter): string =>
  [
    `# ${escapeMarkdown(title)}`,
    '',
    ...intro.flatMap((line) => [escapeMarkdown(line), '']),
    ...sections.flatMap(sectionMarkdown),
    '---',
    '',
    ...footer.flatMap((line) => [linked(line), '']),
  ].join('\n');
