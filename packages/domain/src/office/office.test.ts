import { describe, expect, test } from 'vitest';
import { fold } from '../fold.js';
import { person } from '../person/person.js';
import { councilText, given, recordedAt, sample, sampleData } from '../testing/index.js';
import { office, officeKinds } from './office.js';

const defined = sample('RoleDefined');
const appointed = sample('HolderAppointed');
const ended = sample('HolderEnded');
const define = { type: 'DefineOffice', kind: 'role', ...sampleData.RoleDefined } as const;
const appoint = { type: 'AppointHolder', ...sampleData.HolderAppointed } as const;
const end = { type: 'EndHolder', ...sampleData.HolderEnded } as const;
const known = { related: { person: { ...person.initial, registered: sampleData.PersonRegistered } } };

describe('DefineOffice', () => {
  test.each(officeKinds)('records a %s', (kind) => {
    const type = { role: 'RoleDefined', team: 'TeamDefined', body: 'BodyDefined' } as const;
    given(office)
      .when({ ...define, kind })
      .then({ ...defined, type: type[kind] });
  });

  test('stays quiet when repeated, and is refused under the id of another', () => {
    given(office, defined).when(define).thenNothing();
    given(office, defined)
      .when({ ...define, kind: 'team' })
      .thenRefused('office-exists', 'officeId');
  });
});

describe('AppointHolder', () => {
  test('records who holds it', () => {
    given(office, defined).when(appoint, known).then(appointed);
  });

  test('is refused for what was not defined, and for somebody whom the council does not know', () => {
    given(office).when(appoint, known).thenRefused('office-not-found', 'officeId');
    given(office, defined).when(appoint).thenRefused('person-not-found', 'personId');
  });

  test('is refused while the person holds it, and not once they have given it up', () => {
    given(office, defined, appointed)
      .when(appoint, known)
      .thenRefused('holder-already-appointed', 'personId');
    given(office, defined, appointed, ended).when(appoint, known).then(appointed);
  });
});

test('EndHolder records that the person holds it no longer', () => {
  given(office, defined, appointed).when(end).then(ended);
  given(office, defined).when(end).thenRefused('holder-not-appointed', 'personId');
  given(office).when(end).thenRefused('office-not-found', 'officeId');
});

test('a retracted appointment leaves nobody in it', () => {
  const retracted = { ...appointed, corrects: { position: 2, kind: 'retracted' } } as const;
  given(office, defined, appointed)
    .when({ type: 'RetractEvent', position: 2 }, { reason: councilText('It was another Ann.') })
    .then(retracted);
  const facts = [defined, appointed, retracted].map((fact, index) => recordedAt(index + 1, fact));
  expect(fold(office, facts).holders).toEqual([]);
});
