import { describe, test } from 'vitest';
import { given, ids, personName, planText, sample, sampleData, sampleId } from '../testing/index.js';
import { person } from './person.js';

const registered = sample('PersonRegistered');
const register = { type: 'RegisterPerson', ...sampleData.PersonRegistered } as const;

describe('RegisterPerson', () => {
  test('records that the person became known', () => {
    given(person).when(register).then(registered);
  });

  test('is refused when the id belongs to somebody of another name', () => {
    given(person, registered)
      .when({ ...register, name: personName('Cas Example') })
      .thenRefused('person-exists', 'personId');
  });

  test('stays quiet when repeated', () => {
    given(person, registered).when(register).thenNothing();
  });
});

describe('MergePerson', () => {
  const again = sample('PersonRegistered', { personId: ids.annAgain });
  const merged = sample('PersonMerged');
  const merge = { type: 'MergePerson', ...sampleData.PersonMerged } as const;
  const reason = planText('She was registered twice.');
  const into = { ...person.initial, registered: sampleData.PersonRegistered };

  test('records that two ids are one human', () => {
    given(person, again).when(merge, { reason, related: { into } }).then(merged);
  });

  test('is refused without a reason', () => {
    given(person, again).when(merge, { related: { into } }).thenRefused('reason-required', 'reason');
  });

  test('is refused for ids that stand for nobody, and for one into itself', () => {
    given(person).when(merge, { reason, related: { into } }).thenRefused('person-not-found', 'personId');
    given(person, again).when(merge, { reason }).thenRefused('person-not-found', 'into');
    given(person, again)
      .when(merge, { reason, related: { into: { ...into, mergedInto: ids.ben } } })
      .thenRefused('person-merged', 'into');
    given(person, again)
      .when({ ...merge, into: merge.personId }, { reason })
      .thenRefused('person-merged-into-itself', 'into');
  });

  test('stays quiet when repeated, and is refused into a second', () => {
    given(person, again, merged).when(merge, { reason }).thenNothing();
    given(person, again, merged)
      .when({ ...merge, into: ids.ben }, { reason })
      .thenRefused('person-merged', 'personId');
  });

  test('is taken back by retracting it, and not corrected', () => {
    given(person, again, merged)
      .when({ type: 'RetractEvent', position: 2 }, { reason })
      .then({ ...merged, corrects: { position: 2, kind: 'retracted' } });
    given(person, again, merged)
      .when({ type: 'CorrectEvent', position: 2, replacement: merged }, { reason })
      .thenRefused('event-not-correctable', 'replacement');
  });
});

describe('CorrectEvent', () => {
  const reason = planText('It was misspelt.');
  const replacement = sample('PersonRegistered', { name: personName('Anne Example') });

  test('records the right name', () => {
    given(person, registered)
      .when({ type: 'CorrectEvent', position: 1, replacement }, { reason })
      .then({ ...replacement, corrects: { position: 1, kind: 'wrong' } });
  });

  test('is refused when it would make somebody else of the person', () => {
    const other = sample('PersonRegistered', { personId: sampleId(97) });
    given(person, registered)
      .when({ type: 'CorrectEvent', position: 1, replacement: other }, { reason })
      .thenRefused('event-not-correctable', 'replacement');
  });
});

test('RetractEvent is refused: a person is not unmade', () => {
  given(person, registered)
    .when({ type: 'RetractEvent', position: 1 }, { reason: planText('Nobody of that name.') })
    .thenRefused('event-not-correctable', 'position');
});
