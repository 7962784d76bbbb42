import { describe, test } from 'vitest';
import { given, personName, planText, sample, sampleData, sampleId } from '../testing/index.js';
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
