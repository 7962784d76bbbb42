/** That whom an issuer calls by a subject is one of the council's people or services. The subject itself is sealed. */
import type { CorrectEvent, RetractEvent } from '../correction.js';
import { retractEvent } from '../correction.js';
import type { Aggregate, Decision } from '../decider.js';
import { nothing, record, refused } from '../decider.js';
import type { DataOf } from '../events.js';
import type { Issuer } from '../issuer/issuer.js';
import { issuer } from '../issuer/issuer.js';
import type { Person } from '../person/person.js';
import { person, standsForNobody } from '../person/person.js';
import { refuse } from '../refusals.js';
import { same } from '../same.js';

type LinkEventType = 'SubjectLinked' | 'SubjectUnlinked';
type LinkSubject = {
  readonly type: 'LinkSubject';
  /** The link that the subject was found to have. */
  readonly found?: string | undefined;
} & DataOf<'SubjectLinked'>;
type UnlinkSubject = { readonly type: 'UnlinkSubject' } & DataOf<'SubjectUnlinked'>;
export type LinkCommand = LinkSubject | UnlinkSubject | CorrectEvent<LinkEventType> | RetractEvent;

export interface Link {
  readonly linked: DataOf<'SubjectLinked'> | null;
  readonly isUnlinked: boolean;
}
interface LinkRelated {
  readonly person: Person;
  readonly issuer: Issuer;
  readonly found: Link;
}

export const link: Aggregate<Link, LinkCommand, LinkEventType, LinkRelated> = {
  category: 'link',
  types: ['SubjectLinked', 'SubjectUnlinked'],
  initial: { linked: null, isUnlinked: false },

  related(command) {
    const asked = command.type === 'LinkSubject' ? command : undefined;
    return {
      person: { aggregate: person, id: asked?.kind === 'person' ? asked.principalId : undefined },
      issuer: { aggregate: issuer, id: asked?.issuerId },
      found: { aggregate: link, id: asked?.found },
    };
  },

  decide(command, state, setting, related) {
    switch (command.type) {
      case 'LinkSubject':
        return make(command, state, related);
      case 'UnlinkSubject':
        return undo(command, state);
      case 'CorrectEvent':
        return refused(refuse('event-not-correctable', 'replacement', 'Undo the link, and make another.'));
      case 'RetractEvent':
        return retractEvent(command, setting);
    }
  },

  evolve: (state, { event }) =>
    event.type === 'SubjectLinked' ? { ...state, linked: event.data } : { ...state, isUnlinked: true },
};

const make = (
  { type: _, found: __, ...data }: LinkSubject,
  { linked }: Link,
  related: LinkRelated,
): Decision<LinkEventType> => {
  if (linked !== null) return same(linked, data) ? nothing : refused(refuse('link-exists', 'linkId'));
  const nobody = data.kind === 'person' ? standsForNobody(related.person, 'principalId') : null;
  if (nobody !== null) return refused(nobody);
  if (related.issuer.trusted === null || related.issuer.isDistrusted) {
    return refused(refuse('issuer-not-found', 'issuerId'));
  }
  if (related.issuer.trusted.kind !== data.kind) {
    return refused(
      refuse('invalid-input', 'issuerId', `This issuer names each a ${related.issuer.trusted.kind}.`),
    );
  }
  if (related.found.linked !== null && !related.found.isUnlinked) {
    return refused(refuse('subject-already-linked', 'subject', 'Undo that link first.'));
  }
  return record({ type: 'SubjectLinked', data });
};

const undo = ({ linkId }: UnlinkSubject, { linked, isUnlinked }: Link): Decision<LinkEventType> =>
  linked === null || isUnlinked
    ? refused(refuse('link-not-found', 'linkId'))
    : record({ type: 'SubjectUnlinked', data: { linkId } });
