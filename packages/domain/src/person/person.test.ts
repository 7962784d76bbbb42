import { describe, test } from 'vitest';
import { given, personName, sample, sampleData } from '../testing/index.js';
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
