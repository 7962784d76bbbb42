import { describe, test } from 'vitest';
import { councilSubject, seal } from '../sealed.js';
import { given, ids, sample, sampleData, sampleId } from '../testing/index.js';
import { council } from './council.js';

const registered = sample('CouncilRegistered');
const register = { type: 'RegisterCouncil', ...sampleData.CouncilRegistered } as const;

describe('RegisterCouncil', () => {
  test('records that the council opened its ledger', () => {
    given(council).when(register).then(registered);
  });

  test('is refused when the key belongs to a council of another name', () => {
    given(council, registered)
      .when({ ...register, name: seal(councilSubject(ids.council), 'East Berkshire') })
      .thenRefused('council-exists', 'key');
  });

  test('is refused when the clock is to be another', () => {
    given(council, registered)
      .when({ ...register, clock: 'live' })
      .thenRefused('council-exists', 'key');
  });

  test('stays quiet when repeated, even under an id that was made anew', () => {
    given(council, registered)
      .when({ ...register, councilId: sampleId(99) })
      .thenNothing();
  });
});
