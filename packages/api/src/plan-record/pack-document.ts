/** The pack as a Word document, with the headings and tables of the page. */
import { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, WidthType } from 'docx';
import type { PackData } from './pack-data.js';
import type { PackTable } from './pack-page.js';
import { sectionsOf, standingOf } from './pack-page.js';

const rowOf = (cells: readonly string[], isHead: boolean): TableRow =>
  new TableRow({
    tableHeader: isHead,
    children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })),
  });

const tableOf = ({ caption, columns, rows }: PackTable): (Paragraph | Table)[] => [
  new Paragraph({ text: caption, heading: HeadingLevel.HEADING_3 }),
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [rowOf(columns, true), ...rows.map((row) => rowOf(row, false))],
  }),
];

/** The bytes of the document, in base 64. */
export const documentOf = async (title: string, data: PackData): Promise<string> => {
  const children = [
    new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }),
    new Paragraph(`${data.title ?? ''}. ${standingOf(data)}`),
    ...sectionsOf(data).flatMap(({ heading, tables }) => [
      new Paragraph({ text: heading, heading: HeadingLevel.HEADING_2 }),
      ...tables.flatMap(tableOf),
    ]),
  ];
  return Packer.toBase64String(new Document({ title, language: 'en-GB', sections: [{ children }] } as never));
};
