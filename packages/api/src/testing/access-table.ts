/** The table of who was given what, as docs/access.md has it. */
import type { Walker } from './access-walk.js';
import type { Had } from './answers.js';

/** The lines of a Markdown table, as Prettier would lay it out. */
const tableOf = (rows: readonly (readonly string[])[]): string[] => {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lineOf = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = lineOf(widths.map((width) => '-'.repeat(width)));
  return [lineOf(head), rule, ...rows.slice(1).map(lineOf)];
};

const section = (title: string, what: string, walkers: readonly Walker[], rows: string[][]): string[] => [
  `## ${title}`,
  '',
  ...tableOf([[what, ...walkers.map(({ name }) => name)], ...rows]),
  '',
];

/** What each was given of a field; where nobody was told anything, to be told nothing is to have had it. */
const hadOf = (path: string, walkers: readonly Walker[]): readonly Had[] => {
  const all = walkers.map(({ answers }) => answers.had.get(path) ?? 'nothing');
  return all.includes('yes') ? all : all.map((had) => (had === 'nothing' ? 'yes' : had));
};

/** Those that no caller could be asked for. */
export const unreached = (paths: readonly string[], walkers: readonly Walker[]): string[] =>
  paths.filter(
    (path) => !walkers.some(({ answers }) => ['yes', 'nothing'].includes(answers.had.get(path) ?? '')),
  );

export const accessTable = (paths: readonly string[], walkers: readonly Walker[]): string => {
  const rowOf = (path: string): string[] => [path.replace('Mutation.', ''), ...hadOf(path, walkers)];
  const mutations = paths.filter((path) => path.startsWith('Mutation.'));
  const fields = paths.filter((path) => !mutations.includes(path));
  const types = [...new Set(walkers.flatMap(({ events }) => [...events.keys()]))].toSorted();
  const events = types.map((type) => [
    type,
    ...walkers.map((walker) => {
      const isTold = walker.events.get(type);
      return isTold === undefined ? 'no' : isTold ? 'yes' : 'withheld';
    }),
  ]);
  return [
    ...section('Mutations', 'Mutation', walkers, mutations.map(rowOf)),
    ...section('Events in the feed', 'Event', walkers, events),
    ...section('Fields', 'Field', walkers, fields.map(rowOf)),
  ]
    .join('\n')
    .trimEnd();
};
