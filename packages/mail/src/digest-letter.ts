/** The letter that a digest is. */
import type {
  DigestContent,
  DigestItem,
  DigestKind,
  DigestList,
  EscalationStep,
} from '@improvement-ledger/domain';
import { digestCountWords, digestListWords, digestWhyWords } from '@improvement-ledger/domain';
import type { Letter, LetterItem, LetterSection, LinkedText } from './letter.js';
import { oneLine, shortened } from './one-line.js';
import {
  countOf,
  dateWords,
  dayCountWords,
  dayWords,
  groupedNumber,
  timesWords,
  timeWords,
} from './phrases.js';

/** Where the links of a mail lead; without an address of the website it has none. */
export interface MailLinks {
  readonly website: string | null;
  /** The page that stops digests of this kind; `null` for a statutory notice. */
  readonly unsubscribe: string | null;
}

const SUBJECT_LENGTH_MAX = 180;
const TITLE_LENGTH_MAX = 300;
const QUOTE_LENGTH_MAX = 1_000;

const kindWords: Readonly<Record<DigestKind, string>> = {
  daily: 'daily digest',
  weekly: 'weekly digest',
  board: 'digest before the board',
  monthly: 'monthly digest',
};

/** How far it has climbed; that its owner is reminded this mail shows by itself. */
const escalationWords: Readonly<Record<EscalationStep, readonly string[]>> = {
  reminder: [],
  owner: [],
  lead: ['It was escalated to the operational lead.'],
  sponsor: ['It was escalated to the sponsor.'],
  board: ['It was escalated to the board.'],
};

const hrefOf = (website: string | null, parts: readonly string[]): string | null =>
  website === null
    ? null
    : [website.replace(/\/+$/, ''), ...parts.map((part) => encodeURIComponent(part))].join('/');

const overdueLines = ({ overdue, due }: DigestItem): string[] => {
  if (overdue === null) return [];
  const { current, original } = overdue;
  const since = due.lastDay === null ? '' : ` It was due on ${dateWords(due.lastDay)}.`;
  const moved =
    original === null || due.originalLastDay === null
      ? []
      : [
          `Its date was moved ${timesWords(due.moved)}: it was first due on ${dateWords(due.originalLastDay)}, ${dayCountWords(original)} ago.`,
        ];
  return [`${dayCountWords(current)} overdue.${since}`, ...moved];
};

const dueLines = ({ overdue, dueIn, due }: DigestItem): string[] => {
  if (overdue !== null || due.lastDay === null) return [];
  const moved =
    due.moved === 0 || due.originalLastDay === null
      ? ''
      : ` Its date was moved ${timesWords(due.moved)}, from ${dateWords(due.originalLastDay)}.`;
  const distance = dueIn === null ? '' : dueIn.days === 0 ? ', today' : `, in ${dayCountWords(dueIn)}`;
  return [`Due on ${dateWords(due.lastDay)}${distance}.${moved}`];
};

const updateLine = ({ lastUpdate }: DigestItem): string =>
  lastUpdate === null
    ? 'No update was ever given.'
    : `Last updated on ${dateWords(lastUpdate.on)}, ${countOf(lastUpdate.daysAgo, 'day')} ago.`;

const itemOf = (item: DigestItem, website: string | null): LetterItem => ({
  title: {
    text: shortened(oneLine(`${item.reference} ${item.title ?? '(its title was erased)'}`), TITLE_LENGTH_MAX),
    href: hrefOf(website, item.link),
  },
  lines: [
    ...overdueLines(item),
    ...dueLines(item),
    updateLine(item),
    ...(item.also.length === 0
      ? []
      : [`Also: ${item.also.map((name) => digestListWords[name].toLowerCase()).join('; ')}.`]),
    ...(item.escalation === null ? [] : escalationWords[item.escalation]),
    oneLine(digestWhyWords(item.why)),
    ...(item.planTitle === null ? [] : [shortened(oneLine(`Plan: ${item.planTitle}`), TITLE_LENGTH_MAX)]),
  ],
  quote:
    item.narrative === null ? null : shortened(oneLine(`Latest update: ${item.narrative}`), QUOTE_LENGTH_MAX),
});

const sectionOf = ({ name, items, total, link }: DigestList, website: string | null): LetterSection => ({
  heading: `${digestListWords[name]}: ${groupedNumber(total)}`,
  items: items.map((item) => itemOf(item, website)),
  more:
    items.length === total
      ? null
      : {
          note: `The first ${groupedNumber(items.length)} of ${groupedNumber(total)} are named here.`,
          all: { text: `See all ${groupedNumber(total)}`, href: hrefOf(website, link) },
        },
});

const introOf = (content: DigestContent, council: string): string[] => {
  const { kind, recipient, meeting, on, total, isStatutory } = content;
  const name = recipient.name === null ? [] : [oneLine(recipient.name)];
  const before =
    meeting === null
      ? `This is your ${kindWords[kind]} of ${dayWords(on)}.`
      : `This is what stands open before ${oneLine(meeting.body ?? 'the board')} meets on ${dayWords(meeting.on)}.`;
  return [
    ...name,
    `${before} It tells of ${countOf(total, 'action')} of ${council}.`,
    ...(isStatutory ? ['This is a statutory notice: it cannot be switched off.'] : []),
  ];
};

const footerOf = (content: DigestContent, { unsubscribe }: MailLinks): LinkedText[] => {
  const { at, on, footer, kind, council } = content;
  const made = `Made at ${timeWords(at)} on ${dateWords(on)}, London time, from position ${groupedNumber(footer.position)} of the ledger “${council.key}”.`;
  return [
    { text: made, href: null },
    ...(footer.checkpoint === null ? [] : [{ text: `Checkpoint ${footer.checkpoint}.`, href: null }]),
    ...(unsubscribe === null ? [] : [{ text: `Stop getting the ${kindWords[kind]}`, href: unsubscribe }]),
  ];
};

export const digestLetter = (content: DigestContent, links: MailLinks): Letter => {
  const council = oneLine(content.council.name ?? content.council.key);
  const counts = digestCountWords(content);
  const title = `${counts.slice(0, 1).toUpperCase()}${counts.slice(1)}`;
  return {
    subject: shortened(`${title}: ${council}`, SUBJECT_LENGTH_MAX),
    sender: council,
    title,
    intro: introOf(content, council),
    sections: content.lists.map((list) => sectionOf(list, links.website)),
    footer: footerOf(content, links),
  };
};
