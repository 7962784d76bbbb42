/** The pack as a page that everybody can read: headings in order, tables with captions and headed columns, nothing by colour alone. */
import type { PackData } from './pack-data.js';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export interface PackTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
export interface PackSection {
  readonly heading: string;
  readonly tables: readonly PackTable[];
}

const NONE = 'not stated';

/** What a pack shows, whether as a page or as a document. */
export const sectionsOf = (data: PackData): PackSection[] => [
  {
    heading: 'How the plan stands',
    tables: [
      {
        caption: 'Actions',
        columns: ['Actions', 'Overdue', 'Claimed, not verified', 'Verified'],
        rows: [Object.values(data.totals).map(String)],
      },
      {
        caption: 'Ratings',
        columns: ['Rating', 'Actions'],
        rows: data.ratings.map(({ rating, count }) => [rating ?? NONE, String(count)]),
      },
    ],
  },
  ...data.workstreams.map(({ reference, title, actions }) => ({
    heading: `${reference} ${title ?? ''}`,
    tables: [
      {
        caption: `Actions of ${reference}`,
        columns: ['Reference', 'Action', 'Owners', 'Due', 'First due', 'Rating', 'Completion', 'Update'],
        rows: actions.map((action) => [
          action.reference,
          action.title ?? NONE,
          action.owners.map((owner) => owner ?? NONE).join('; ') || NONE,
          `${action.lastDay ?? action.due ?? NONE}${action.daysOverdue === null ? '' : `, ${action.daysOverdue} days overdue`}`,
          action.originalLastDay ?? NONE,
          action.rating ?? NONE,
          action.completion,
          action.narrative ?? NONE,
        ]),
      },
    ],
  })),
  {
    heading: 'What does not add up',
    tables: [
      {
        caption: 'Integrity signals',
        columns: ['Signal', 'Action', 'Since'],
        rows: data.signals.map(({ signal, reference, since }) => [signal, reference, since]),
      },
    ],
  },
];

const tableOf = ({ caption, columns, rows }: PackTable): string => {
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((cell) => `<td>${escaped(cell)}</td>`).join('');
    return `<tr><th scope="row">${escaped(first)}</th>${cells}</tr>`;
  });
  return `<table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
};

const STYLE =
  'body{font:1.1rem/1.5 sans-serif;margin:2rem;color:#0b0c0c}table{border-collapse:collapse;margin:1rem 0}' +
  'caption{text-align:left;font-weight:bold}th,td{border:1px solid #505a5f;padding:.3rem .6rem;text-align:left;vertical-align:top}';

/** When it stood so, in words. */
export const standingOf = ({ on, knownAt }: PackData): string =>
  `As it stood on ${on}, as known at position ${knownAt}.`;

export const pageOf = (title: string, data: PackData): string => {
  const sections = sectionsOf(data).map(
    ({ heading, tables }) => `<section><h2>${escaped(heading)}</h2>${tables.map(tableOf).join('')}</section>`,
  );
  return (
    `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${escaped(title)}</title><style>${STYLE}</style></head><body><main><h1>${escaped(title)}</h1>` +
    `<p>${escaped(data.title ?? '')}. ${standingOf(data)}</p>${sections.join('')}</main></body></html>`
  );
};
