/**
 * Reads what a plan writes under "by whom" into persons, roles, teams and bodies. A person is only seen
 * where the words can hardly be anything else: naming somebody who does not exist is worse than leaving
 * a name as a role for a human to resolve.
 */
import type { OwnerKind, OwnerPart } from './owner.js';
import { normaliseText } from './sealed.js';

export interface UnderstoodOwner {
  readonly kind: OwnerKind;
  readonly part: OwnerPart;
  readonly name: string;
  /** For a person: the post written beside the name. */
  readonly post: string | null;
}

const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** What stands last in a role: "Head" in "Head of Service", "Manager" in "Team Manager". */
const roleNouns = wordsOf(
  'manager managers worker workers chair chairs officer officers lead leads leader leaders director directors head heads ' +
    'coordinator coordinators co-ordinator co-ordinators executive executives commissioner commissioners supervisor ' +
    'supervisors assistant assistants advisor advisors adviser advisers practitioner practitioners principal principals ' +
    'member members councillor councillors solicitor solicitors lawyer lawyers nurse nurses visitor visitors doctor ' +
    'sponsor sponsors auditor auditors analyst analysts administrator administrators teacher teachers headteacher ' +
    'headteachers staff sm sms tm tms atm atms sw sws ssw ssws asw nqsw nqsws asye iro iros psw hos dcs ad ads cex ceo ' +
    'lado fiw fiws deputy portfolio secretary owner owners trainer trainers carer carers',
);
/** What stands last in the name of a team. */
const teamNouns = wordsOf(
  'team teams service services unit units department departments directorate hub audit hr ict it mash edt yot camhs',
);
/** What stands last in the name of a body that meets or decides. */
const bodyNouns = wordsOf(
  'board boards group groups panel panels committee committees council executive cabinet forum partnership partnerships ' +
    'trust meeting meetings conference commission police governors school schools college court ofsted dfe nhs ccg ccgs ' +
    'lscb lscp smm smt cmt slt clt cdlt cfmt dmt taf parliament authority association network',
);
const externalWords =
  /\b(?:external|externally|consultants?|consultancy|contractors?|supplier|provider|providers)\b/i;

/** Words that stand in names of posts and organisations, and so never in a person's name. */
const organisationWords = wordsOf(
  'all the an and of for to in with by other others relevant lead interim acting chief senior strategic operational ' +
    'social children childrens child young people families family adult adults health public education early help years ' +
    'care leaving looked after safeguarding protection quality assurance performance improvement policy data information ' +
    'business support human resources legal finance financial commissioning communications corporate governance parenting ' +
    'virtual internal external training learning development workforce recruitment placement placements fostering adoption ' +
    'permanency localities locality contact advice referral assessment intervention youth offending justice community ' +
    'district county borough city town north south east west central local national government office practice practitioner ' +
    'clinical primary secondary special send inclusion area areas regional multi-agency agency agencies partner partners ' +
    'independent reviewing review participation engagement customer democratic digital systems project programme ' +
    'independent statutory designated named joint first second each every any key front door mental housing property ' +
    'probation voluntary sector signs safety valley new plan action update ongoing current completed done green amber red ' +
    'january february march april june july august september october november december not known vacant vacancy post ' +
    'head office in-house monday tuesday wednesday thursday friday',
);

const lower = (word: string): string =>
  word
    .toLowerCase()
    .replace(/['’]s?$/, '')
    .replace(/[^\p{L}\p{N}-]/gu, '');
const isOrganisationWord = (word: string): boolean =>
  [roleNouns, teamNouns, bodyNouns, organisationWords].some((words) => words.has(lower(word)));

const nameWord =
  /^\p{Lu}(?:\p{Ll}[\p{L}\p{M}]*|['’]\p{Lu}\p{Ll}[\p{L}\p{M}]*)?(?:[-'’]\p{L}[\p{L}\p{M}]*)*\.?$/u;
const title = /^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Cllr|Rev)\.?$/;
const particle = /^(?:de|da|di|du|del|van|von|der|den|la|le|al|el|bin|ibn|ap|y|dos|O['’])$/;

/**
 * Two to four capitalised words, or a title and one to four, none of which is a word of posts, teams or
 * bodies. Initials such as "AB" are not enough: in one plan they are a person, in the next a panel.
 */
const isPerson = (text: string): boolean => {
  const all = text.split(' ');
  const titled = title.test(all[0] ?? '');
  const words = titled ? all.slice(1) : all;
  const names = words.filter((word) => !particle.test(word));
  return (
    names.length >= (titled ? 1 : 2) &&
    names.length <= 4 &&
    !particle.test(words.at(-1) ?? '') &&
    names.every((word) => nameWord.test(word) && !isOrganisationWord(word)) &&
    names.some((word) => word.replace(/\W/g, '').length > 1)
  );
};

/** The word that says what a phrase is: the last one before "of", "in", "for" ("Workers in the Care Team"). */
const headOf = (text: string): string =>
  lower((text.split(/\s(?:of|in|for|from|at|within|on|across|to)\s/i)[0] ?? '').split(' ').at(-1) ?? '');

const kindOf = (text: string): OwnerKind => {
  if (externalWords.test(text)) return 'external';
  const head = headOf(text);
  // "Executive" alone is a council's body; "Chief Executive" is a post.
  if (head === 'executive' && /^(?:the |council(?:['’]s)? )?executive$/i.test(text)) return 'body';
  if (roleNouns.has(head)) return 'role';
  if (teamNouns.has(head)) return 'team';
  return bodyNouns.has(head) ? 'body' : 'role';
};

/** Whether a phrase is whole by itself, so that an "and" beside it joins two owners. */
const standsAlone = (text: string): boolean =>
  isPerson(text) ||
  // In "All Service and Team Managers" the first half is nobody by itself.
  ([roleNouns, teamNouns, bodyNouns].some((words) => words.has(headOf(text))) &&
    !/^all (?:.* )?(?:service|team|unit)$/i.test(text)) ||
  externalWords.test(text) ||
  /^[A-Z]{2,6}s?$/.test(text);

const isSingularRole = (text: string): boolean =>
  kindOf(text) === 'role' && standsAlone(text) && !/(?<!^(?:ho|dc))s$/.test(headOf(text));

const personIn = (name: string, post: string | null, part: OwnerPart): UnderstoodOwner => ({
  kind: 'person',
  part,
  name,
  post,
});

const bare = (text: string): string =>
  text.replace(/^[\s.,;:/•*–-]+|[\s,;:/•*–-]+$|(?<!\b\p{Lu})[\s.]+$/gu, '').trim();

/** Splits at separators that stand outside brackets. */
const splitOutside = (text: string, separator: RegExp): string[] => {
  const pieces: string[] = [];
  let depth = 0;
  let piece = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '(') depth += 1;
    if (character === ')') depth = Math.max(0, depth - 1);
    separator.lastIndex = at;
    const found = depth === 0 ? separator.exec(text) : null;
    if (found === null) {
      piece += character;
    } else {
      pieces.push(piece);
      piece = '';
      at += found[0].length - 1;
    }
  }
  return [...pieces, piece];
};

/** A full stop after an initial or a title belongs to a name. */
const betweenOwners =
  /[\n;•]|,(?!\s*\()|(?<!and)\/(?!or\b)|(?<!\b(?:\p{Lu}|Mr|Mrs|Ms|Dr|Cllr|Prof))\.(?=\s|$)/uy;
const joining = /\s(?:and|&)\s/y;

const joinUnlessAlone = (pieces: readonly string[], text: string): readonly string[] =>
  pieces.length > 1 && pieces.every((piece) => standsAlone(bare(piece.replace(/\s*\([^()]*\)/g, ''))))
    ? pieces
    : [text];

/** "Name (post) Name (post)": after a closing bracket another owner may begin without a separator. */
const afterBrackets = (text: string): readonly string[] =>
  text.match(/[^()]+(?:\([^()]*\))?|\([^()]*\)/g) ?? [text];

/** "Name (post)" and "Post (Name)". */
const personWithBracket = (text: string, part: OwnerPart): UnderstoodOwner | null => {
  const [, outside = '', inside = ''] = /^([^()]*?)[\s,]*\(([^()]*)\)$/.exec(text)?.map(bare) ?? [];
  if (isPerson(outside)) return personIn(outside, inside === '' ? null : inside, part);
  return isPerson(inside) && standsAlone(outside) ? personIn(inside, outside, part) : null;
};

/** "Name - Post" and "Post: Name". */
const personWithDash = (text: string, part: OwnerPart): UnderstoodOwner | null => {
  const [left = '', right = '', ...more] = text.split(/\s[-–]\s|:\s/).map(bare);
  if (more.length > 0) return null;
  if (isPerson(left) && isSingularRole(right)) return personIn(left, right, part);
  return isPerson(right) && isSingularRole(left) ? personIn(right, left, part) : null;
};

const ownerIn = (piece: string, part: OwnerPart): UnderstoodOwner | null => {
  const text = bare(piece);
  if (text === '') return null;
  if (isPerson(text)) return personIn(text, null, part);
  const withoutBracket = bare(text.replace(/\([^()]*\)$/, ''));
  return (
    personWithBracket(text, part) ??
    personWithDash(text, part) ?? { kind: kindOf(withoutBracket || text), part, name: text, post: null }
  );
};

const partMarks: readonly (readonly [RegExp, OwnerPart])[] = [
  [/\b(?:(?:to be )?monitored|overseen|scrutinised) (?:in|by|at|through|via)\b:?/gi, 'monitor'],
  [/\b(?:supported by|with support from|support from)\b:?|\bsupport:/gi, 'support'],
  [/\b(?:lead|owner|led by):|\bled by\b/gi, 'owner'],
];

const partsOf = (text: string): { part: OwnerPart; text: string }[] => {
  const marks = partMarks
    .flatMap(([form, part]) =>
      [...text.matchAll(form)].map(({ index, 0: { length } }) => ({ index, length, part })),
    )
    .toSorted((one, other) => one.index - other.index);
  const starts = [{ index: 0, length: 0, part: 'owner' as OwnerPart }, ...marks];
  return starts.map(({ index, length, part }, at) => ({
    part,
    text: text.slice(index + length, starts[at + 1]?.index),
  }));
};

/** Words that stand where an owner should: nobody is named. */
const nobody =
  /^(?:-+|–|\?+|n\/?a|none|nil|vacant|t\.?b\.?[acd]\.?|to be (?:confirmed|agreed|appointed|identified|decided|advised)|as above|see above|not (?:known|stated))$/i;

const isPostOf = (person: UnderstoodOwner | undefined, role: UnderstoodOwner | undefined): boolean =>
  person?.kind === 'person' && person.post === null && role?.kind === 'role' && isSingularRole(role.name);

/** A person without a post, followed after a comma by one role in the singular: that role is the post. */
const withPosts = (found: readonly UnderstoodOwner[], commas: ReadonlySet<number>): UnderstoodOwner[] =>
  found.flatMap((each, at) => {
    const next = found[at + 1];
    if (commas.has(at) && isPostOf(found[at - 1], each)) return [];
    return commas.has(at + 1) && isPostOf(each, next) ? [{ ...each, post: next?.name ?? null }] : [each];
  });

/** A longer text is narrative: it names nobody in a way that can be read. */
const OWNERS_LENGTH_MAX = 5_000;

/** The owners that a plan's "by whom" names, in its order; none where it is blank or names nobody. */
export const understandOwners = (text: string): UnderstoodOwner[] => {
  const tidy = normaliseText(text.replace(/[^\S\r\n]+/g, ' ')).trim();
  if (tidy.length > OWNERS_LENGTH_MAX) return [];
  if (tidy === '' || nobody.test(bare(tidy)) || nobody.test(tidy)) return [];
  const found = partsOf(tidy).flatMap(({ part, text: words }) => {
    const owners: UnderstoodOwner[] = [];
    const commas = new Set<number>();
    let offset = 0;
    for (const piece of splitOutside(words, betweenOwners)) {
      if (words[offset - 1] === ',') commas.add(owners.length);
      offset += piece.length + 1;
      for (const named of joinUnlessAlone(splitOutside(piece, joining), piece).flatMap(afterBrackets)) {
        const owner = ownerIn(named, part);
        if (owner !== null && !nobody.test(owner.name)) owners.push(owner);
      }
    }
    return withPosts(owners, commas);
  });
  // An owner named twice is one owner.
  const seen = new Set<string>();
  return found.filter(({ kind, name, part }) => {
    const key = `${kind} ${part} ${name}`;
    return !seen.has(key) && seen.add(key);
  });
};
