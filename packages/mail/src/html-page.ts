/**
 * HTML in the manner of GOV.UK for mail programs and small pages: styles stand on each element, for many programs drop style
 * sheets; there are no images, no scripts and no tables for layout, and it is one column that fits 320 pixels.
 */
import type { Letter, LetterItem, LetterSection, LinkedText } from './letter.js';

const font = 'font-family:Helvetica,Arial,sans-serif;color:#0b0c0c;';
const styles = {
  body: `margin:0;padding:0;background:#ffffff;${font}`,
  header: 'background:#0b0c0c;color:#ffffff;padding:12px 16px;',
  sender: 'max-width:640px;margin:0 auto;font-size:18px;line-height:24px;font-weight:bold;',
  main: 'max-width:640px;margin:0 auto;padding:16px 16px 24px;overflow-wrap:anywhere;word-break:break-word;',
  h1: `margin:8px 0 16px;font-size:27px;line-height:32px;font-weight:bold;${font}`,
  h2: `margin:32px 0 8px;padding-top:12px;border-top:2px solid #0b0c0c;font-size:22px;line-height:28px;font-weight:bold;${font}`,
  h3: `margin:0 0 4px;font-size:19px;line-height:25px;font-weight:bold;${font}`,
  p: 'margin:0 0 12px;font-size:19px;line-height:25px;',
  line: 'margin:0 0 4px;font-size:16px;line-height:22px;',
  quote: 'margin:4px 0;padding:4px 0 4px 12px;border-left:5px solid #b1b4b6;font-size:16px;line-height:22px;',
  list: 'margin:0;padding:0;list-style:none;',
  item: 'margin:0;padding:12px 0;border-bottom:1px solid #b1b4b6;',
  link: 'color:#1d70b8;text-decoration:underline;',
  button:
    'margin:8px 0 0;padding:10px 16px;border:0;border-bottom:2px solid #002d18;background:#0f7a52;color:#ffffff;font:bold 19px Helvetica,Arial,sans-serif;',
  footer: 'margin-top:32px;padding-top:12px;border-top:2px solid #1d70b8;',
  small: 'margin:0 0 8px;font-size:16px;line-height:22px;color:#484949;',
} as const;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

const paragraph = (style: keyof typeof styles, html: string): string =>
  `<p style="${styles[style]}">${html}</p>`;

const linked = ({ text, href }: LinkedText): string =>
  href === null
    ? escapeHtml(text)
    : `<a href="${escapeHtml(href)}" style="${styles.link}">${escapeHtml(text)}</a>`;

/** A page with a heading; `inner` is HTML. */
const htmlPage = (title: string, sender: string, inner: readonly string[]): string =>
  [
    '<!DOCTYPE html>',
    '<html lang="en" dir="ltr">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light">',
    `<title>${escapeHtml(title)}</title>`,
    '</head>',
    `<body style="${styles.body}">`,
    `<div style="${styles.header}"><div style="${styles.sender}">${escapeHtml(sender)}</div></div>`,
    `<main style="${styles.main}">`,
    ...inner,
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');

const heading = (title: string): string => `<h1 style="${styles.h1}">${escapeHtml(title)}</h1>`;
const text = (sentence: string): string => paragraph('p', escapeHtml(sentence));

const itemHtml = ({ title, lines, quote }: LetterItem): string[] => [
  `<li style="${styles.item}">`,
  `<h3 style="${styles.h3}">${linked(title)}</h3>`,
  ...lines.map((line) => paragraph('line', escapeHtml(line))),
  ...(quote === null ? [] : [`<blockquote style="${styles.quote}">${escapeHtml(quote)}</blockquote>`]),
  '</li>',
];

const sectionHtml = ({ heading: words, items, more }: LetterSection): string[] => [
  `<h2 style="${styles.h2}">${escapeHtml(words)}</h2>`,
  // Some screen readers take a list without bullets for none, unless it says that it is one.
  `<ul role="list" style="${styles.list}">`,
  ...items.flatMap(itemHtml),
  '</ul>',
  ...(more === null
    ? []
    : [`<p style="${styles.p}margin-top:12px;">${escapeHtml(more.note)} ${linked(more.all)}</p>`]),
];

export const htmlOf = ({ subject, sender, title, intro, sections, footer }: Letter): string =>
  htmlPage(subject, sender, [
    heading(title),
    ...intro.map(text),
    ...sections.flatMap(sectionHtml),
    `<div role="contentinfo" style="${styles.footer}">`,
    ...footer.map((line) => paragraph('small', linked(line))),
    '</div>',
  ]);

/** A page that says something and, with a button, asks for it; the button posts to where the page came from. */
export const questionPage = (
  title: string,
  sender: string,
  { sentences, button }: { readonly sentences: readonly string[]; readonly button: string | null },
): string =>
  htmlPage(title, sender, [
    heading(title),
    ...sentences.map(text),
    ...(button === null
      ? []
      : [
          '<form method="post">',
          `<button type="submit" style="${styles.button}">${escapeHtml(button)}</button>`,
          '</form>',
        ]),
  ]);
