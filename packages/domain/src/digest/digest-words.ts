/** What a digest says in words, the same in mails, in the API and on the command line. */
import type { DigestContent, DigestBecause, DigestListName, DigestWhy } from './digest-content.js';

/** How a list is headed. */
export const digestListWords: Readonly<Record<DigestListName, string>> = {
  overdue: 'Overdue',
  returned: 'Returned to you',
  'awaiting-verification': 'Claimed as complete, awaiting verification',
  'due-soon': 'Due soon',
  'owner-left': 'The owner has left',
  'no-date': 'No due date',
  stale: 'No recent update',
};

const countWords: Readonly<Record<DigestListName, string>> = {
  overdue: 'overdue',
  returned: 'returned',
  'awaiting-verification': 'awaiting verification',
  'due-soon': 'due soon',
  'owner-left': 'without an owner',
  'no-date': 'without a date',
  stale: 'without an update',
};

/** "3 overdue, 2 due soon": the counts by which a subject tells what is inside. */
export const digestCountWords = ({ lists }: Pick<DigestContent, 'lists'>): string =>
  lists.map(({ name, total }) => `${total} ${countWords[name]}`).join(', ');

const becauseWords: Readonly<Record<DigestBecause, string>> = {
  'owner-blank': 'Nobody is named as its owner',
  'owner-left': 'Its owner has left',
  'owner-unmapped': 'Nobody is known to stand behind its owner',
  escalated: 'It was escalated',
};

const basisWords = ({ basis, through }: DigestWhy): string => {
  const named = through ?? 'somebody whose name was erased';
  switch (basis) {
    case 'owner':
      return 'you are its named owner';
    case 'support':
      return 'you support its owner';
    case 'monitor':
      return 'you monitor it';
    case 'cover':
      return `you stand in for ${named}`;
    case 'holder':
      return `you belong to ${named}, who own it`;
    case 'mapped':
      return `you are told for ${named}, who own it`;
    case 'lead':
      return `you are the operational lead of workstream ${named}`;
    case 'sponsor':
      return `you are the sponsor of workstream ${named}`;
    case 'member':
      return `you are a member of ${named}`;
    case 'adviser':
      return "you are the council's improvement adviser";
  }
};

/** "Its owner has left; you are the operational lead of workstream A." */
export const digestWhyWords = (why: DigestWhy): string => {
  const basis = basisWords(why);
  return why.because === null
    ? `${basis.slice(0, 1).toUpperCase()}${basis.slice(1)}.`
    : `${becauseWords[why.because]}; ${basis}.`;
};
