import { describe, test } from 'vitest';
import { issuer } from '../issuer/issuer.js';
import { person } from '../person/person.js';
import { given, ids, personName, sample, sampleData, sampleId } from '../testing/index.js';
import { link } from './link.js';

const linked = sample('SubjectLinked');
const unlinked = sample('SubjectUnlinked');
const make = { type: 'LinkSubject', ...sampleData.SubjectLinked } as const;
const undo = { type: 'UnlinkSubject', linkId: ids.link } as const;
const related = {
  person: { ...person.initial, registered: sampleData.PersonRegistered },
  issuer: { ...issuer.initial, trusted: sampleData.IssuerTrusted },
};

describe('LinkSubject', () => {
  test('records for whom a subject stands', () => {
    given(link).when(make, { related }).then(linked);
  });

  test('is refused for somebody whom the council does not know', () => {
    given(link)
      .when(make, { related: { issuer: related.issuer } })
      .thenRefused('person-not-found', 'principalId');
  });

  test.each([
    ['never trusted', issuer.initial],
    ['trusted no longer', { ...related.issuer, isDistrusted: true }],
  ])('is refused for an issuer that is %s', (_, state) => {
    given(link)
      .when(make, { related: { ...related, issuer: state } })
      .thenRefused('issuer-not-found', 'issuerId');
  });

  test('is refused for a service at an issuer of people', () => {
    given(link)
      .when({ ...make, kind: 'service' }, { related })
      .thenRefused('invalid-input', 'issuerId');
  });

  test('is refused while the subject stands for somebody, and not after that was undone', () => {
    const found = { linked: { ...sampleData.SubjectLinked, linkId: sampleId(98) }, isUnlinked: false };
    const again = { ...make, found: sampleId(98) };
    given(link)
      .when(again, { related: { ...related, found } })
      .thenRefused('subject-already-linked', 'subject');
    given(link)
      .when(again, { related: { ...related, found: { ...found, isUnlinked: true } } })
      .then(linked);
  });

  test('stays quiet when repeated, and is refused under the id of another', () => {
    given(link, linked).when(make).thenNothing();
    given(link, linked)
      .when({ ...make, principalId: ids.ben })
      .thenRefused('link-exists', 'linkId');
  });
});

test('UnlinkSubject records the end, once', () => {
  given(link, linked).when(undo).then(unlinked);
  given(link, linked, unlinked).when(undo).thenRefused('link-not-found', 'linkId');
  given(link).when(undo).thenRefused('link-not-found', 'linkId');
});

test('a link is undone, neither corrected nor retracted', () => {
  const reason = personName('It was another Ann.');
  const replacement = sample('SubjectLinked', { principalId: ids.ben });
  given(link, linked)
    .when({ type: 'CorrectEvent', position: 1, replacement }, { reason })
    .thenRefused('event-not-correctable', 'replacement');
  given(link, linked, unlinked)
    .when({ type: 'RetractEvent', position: 2 }, { reason })
    .thenRefused('event-not-correctable', 'position');
});
