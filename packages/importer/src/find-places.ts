/**
 * Says to which workstream and commitment each row belongs, and how they are numbered. A spreadsheet
 * with merged cells leaves the cells below the first one blank: those rows belong where it stands.
 */
import type { Field } from './find-columns.js';
import type { Problem, Report } from './problems.js';

/** The title of a workstream or commitment in a file that names none. */
const UNNAMED = 'Actions';

export interface Place {
  readonly workstream: { readonly title: string; readonly reference: string };
  readonly commitment: { readonly title: string; readonly reference: string; actionsSoFar: number };
}

/** Equal but for white space: the same title, also where rows stand apart. */
const sameness = (title: string): string => title.normalize('NFC').replace(/\s+/g, ' ').trim();

/** A, B ... Z, AA, AB ... */
const letters = (place: number): string =>
  (place >= 26 ? letters(Math.floor(place / 26) - 1) : '') + String.fromCharCode(65 + (place % 26));

/** "A: Leadership" states its own letter. */
const statedLetter = (title: string): string | null =>
  /^([A-Z])\s?(?:[:.)]|[-–—]\s)/.exec(title.trim())?.[1] ?? null;

export interface Places {
  /** The place of a row, or `null` where it depends on a row that could not be read. */
  readonly placeOf: (
    row: number,
    texts: ReadonlyMap<Field, string>,
  ) => { readonly place: Place | null; readonly problems: readonly Problem[] };
  /** Says that a row could not be read: rows below it can take nothing from above. */
  readonly loseTrack: () => void;
}

/** References for titles, in order of first appearance. Letters that a title of the file states are kept for it. */
const numberPlaces = (titles: readonly string[]): ((workstream: string, commitment: string) => Place) => {
  const reserved = new Set(titles.map(statedLetter));
  const used = new Set<string>();
  const workstreams = new Map<
    string,
    { workstream: Place['workstream']; commitments: Map<string, Place['commitment']> }
  >();
  const nextLetters = (): string => {
    for (let place = 0; ; place += 1) {
      const candidate = letters(place);
      if (!used.has(candidate) && !reserved.has(candidate)) return candidate;
    }
  };
  return (workstreamTitle, commitmentTitle) => {
    let entry = workstreams.get(sameness(workstreamTitle));
    if (entry === undefined) {
      const stated = statedLetter(workstreamTitle);
      const reference = stated === null || used.has(stated) ? nextLetters() : stated;
      used.add(reference);
      entry = { workstream: { title: workstreamTitle.trim(), reference }, commitments: new Map() };
      workstreams.set(sameness(workstreamTitle), entry);
    }
    const { workstream, commitments } = entry;
    let commitment = commitments.get(sameness(commitmentTitle));
    if (commitment === undefined) {
      const reference = `${workstream.reference}${commitments.size + 1}`;
      commitment = { title: commitmentTitle.trim(), reference, actionsSoFar: 0 };
      commitments.set(sameness(commitmentTitle), commitment);
    }
    return { workstream, commitment };
  };
};

/**
 * Places for the rows of one file, to be asked for in order. `titles` are those of all its workstreams.
 * Rows that are refused later on have their place all the same.
 */
export const findPlaces = (
  columnNames: ReadonlyMap<Field, string>,
  titles: readonly string[],
  report: Report,
): Places => {
  const placeNamed = numberPlaces(titles);
  let above: { readonly workstream: string; readonly commitment: string } | 'none' | 'lost' = 'none';

  const placeOf: Places['placeOf'] = (row, texts) => {
    const problems: Problem[] = [];
    const last = typeof above === 'object' ? above : null;
    const lost = above === 'lost';
    /** The text of a cell, or of the one above where it is blank; `null` where that one is lost. */
    const titleOf = (field: 'workstream' | 'commitment', fromAbove: string | null): string | null => {
      const column = columnNames.get(field);
      if (column === undefined) return UNNAMED;
      const text = texts.get(field) ?? '';
      if (text.trim() !== '') return text;
      if (fromAbove === null && lost) {
        problems.push(report('place-unclear', { row, column }));
        return null;
      }
      problems.push(report(fromAbove === null ? 'place-not-stated' : 'place-from-above', { row, column }));
      return fromAbove ?? UNNAMED;
    };
    const workstream = titleOf('workstream', last?.workstream ?? null);
    // A commitment above belongs to the workstream above: another workstream does not inherit it.
    const sameAsAbove =
      workstream !== null && last !== null && sameness(last.workstream) === sameness(workstream);
    const commitment = titleOf('commitment', sameAsAbove ? last.commitment : null);
    if (workstream === null || commitment === null) return { place: null, problems };
    above = { workstream, commitment };
    return { place: placeNamed(workstream, commitment), problems };
  };
  return {
    placeOf,
    loseTrack: () => {
      above = 'lost';
    },
  };
};
