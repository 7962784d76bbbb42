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

describe('ChangeCouncilAttributes', () => {
  const changed = sample('CouncilAttributesChanged', { gssCode: 'E06999990' });
  const change = { type: 'ChangeCouncilAttributes', ...changed.data } as const;

  test('records name and codes from a day on', () => {
    given(council, registered).when(change).then(changed);
  });

  test('is refused before the council is registered', () => {
    given(council).when(change).thenRefused('council-not-found', 'council');
  });

  test('stays quiet when it changes nothing', () => {
    given(council, registered, changed).when(change).thenNothing();
  });
});

describe('CorrectEvent', () => {
  const reason = seal(councilSubject(ids.council), 'It was misspelt.');

  test('records the right name and code', () => {
    const name = seal(councilSubject(ids.council), 'West Berkshire Council');
    const replacement = sample('CouncilRegistered', { name, gssCode: 'E06000038' });
    given(council, registered)
      .when({ type: 'CorrectEvent', position: 1, replacement }, { reason })
      .then({ ...replacement, corrects: { position: 1, kind: 'wrong' } });
  });

  test.each([{ key: 'east-berkshire' }, { clock: 'live' as const }, { councilId: sampleId(97) }])(
    'is refused when it would change what never changes: %j',
    (changed) => {
      given(council, registered)
        .when(
          { type: 'CorrectEvent', position: 1, replacement: sample('CouncilRegistered', changed) },
          { reason },
        )
        .thenRefused('event-not-correctable', 'replacement');
    },
  );
});
