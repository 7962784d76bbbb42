/** The examples of docs/queries.md: read out of the document, and their answers written back into it. */
import type { Role } from '../packages/domain/src/index.js';
import { roles } from '../packages/domain/src/index.js';

export interface Example {
  readonly title: string;
  readonly role: Role;
  readonly query: string;
  readonly variables: unknown;
  /** The request as a script would send it; `null` where the example shows none. */
  readonly curl: string | null;
  /** A command that stands before the query, with the file it reads. */
  readonly command: { readonly line: string; readonly file: string } | null;
  readonly answer: unknown;
}

const DEFAULT_ROLE: Role = 'planManager';
const FENCE = '```';

/** Sections of the document; those that hold a query are examples. */
const sectionsOf = (document: string): string[] => document.split(/^(?=###? )/m);
const isExample = (section: string): boolean => section.includes(`${FENCE}graphql\n`);

/** What stands in a section's block with this opening. */
const block = (section: string, opening: string): string | null => {
  const start = section.indexOf(`${FENCE}${opening}\n`);
  if (start < 0) return null;
  const from = start + FENCE.length + opening.length + 1;
  return section.slice(from, section.indexOf(FENCE, from)).replace(/\n$/, '');
};

const exampleOf = (section: string): Example => {
  const variables = block(section, 'json variables');
  const answer = block(section, 'json answer');
  const line = block(section, 'sh import');
  const sentAs = /Sent as\s+`(\w+)`/.exec(section)?.[1] ?? DEFAULT_ROLE;
  const role = roles.find((each) => each === sentAs);
  if (role === undefined) throw new Error(`There is no role ${sentAs}.`);
  return {
    title: /^### (.+)$/m.exec(section)?.[1] ?? '',
    role,
    query: block(section, 'graphql') ?? '',
    variables: variables === null ? {} : JSON.parse(variables),
    curl: block(section, 'sh'),
    command: line === null ? null : { line, file: `${block(section, 'csv') ?? ''}\n` },
    answer: answer === null ? null : JSON.parse(answer),
  };
};

export const examplesIn = (document: string): Example[] =>
  sectionsOf(document).filter(isExample).map(exampleOf);

/** What goes over the wire, on one line. */
export const bodyOf = ({ query, variables }: Pick<Example, 'query' | 'variables'>): string =>
  JSON.stringify({ query: query.replaceAll(/\s+/g, ' ').trim(), variables });

export const curlOf = (example: Pick<Example, 'query' | 'variables'>): string =>
  [
    'curl -s "$LEDGER/graphql" -H "Authorization: Bearer $TOKEN" \\',
    "  -H 'Content-Type: application/json' -d @- <<'EOF'",
    bodyOf(example),
    'EOF',
  ].join('\n');

const LINE_MAX = 100;

/** JSON with what fits on a line on one line. */
const compact = (value: unknown, indent = ''): string => {
  const flat = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ');
  if (typeof value !== 'object' || value === null || indent.length + flat.length <= LINE_MAX) return flat;
  const deeper = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const members = Array.isArray(value)
    ? value.map((item) => compact(item, deeper))
    : Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${compact(member, deeper)}`);
  return `${open}\n${members.map((member) => `${deeper}${member}`).join(',\n')}\n${indent}${close}`;
};

/** The document with these answers, by title, in place of those that stand in it. */
export const withAnswers = (document: string, answers: ReadonlyMap<string, unknown>): string =>
  sectionsOf(document)
    .map((section) => {
      if (!isExample(section)) return section;
      const example = exampleOf(section);
      const [before = ''] = section.split(`${FENCE}json answer\n`);
      const asked =
        example.curl === null
          ? before
          : before.replace(/```sh\n[^`]*```/, () => `${FENCE}sh\n${curlOf(example)}\n${FENCE}`);
      const answer = compact(answers.get(example.title) ?? null);
      return `${asked.trimEnd()}\n\n${FENCE}json answer\n${answer}\n${FENCE}\n\n`;
    })
    .join('');
