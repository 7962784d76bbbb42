import { describe, expect, test } from 'vitest';
import { catalogue } from '../events.js';
import { person } from '../person/person.js';
import { given } from '../testing/given.js';
import { actorOf, ben, ids, personName, sample, sampleData } from '../testing/index.js';
import { digestRules } from './digest-rules.js';
import { recipient } from './recipient.js';

const ann = { ...person.initial, registered: sampleData.PersonRegistered };
const { councilId: _, ...schedule } = sampleData.DigestScheduleSet;
const statutory = {
  ...digestRules.initial,
  schedules: new Map([
    ['weekly' as const, { ...schedule, kind: 'weekly' as const, isStatutory: true, since: '' }],
  ]),
};
const related = { person: ann };
const addressed = sample('RecipientAddressSet');
const setAddress = { type: 'SetAddress', ...sampleData.RecipientAddressSet } as const;
const preferences = {
  type: 'SetDigestPreferences',
  councilId: ids.council,
  ...sampleData.DigestPreferencesSet,
} as const;
const unsubscribe = {
  type: 'Unsubscribe',
  councilId: ids.council,
  ...sampleData.DigestUnsubscribed,
} as const;
const failed = sample('RecipientAddressFailed');
const fail = { type: 'RecordAddressFailure', ...sampleData.RecipientAddressFailed } as const;

describe('an address', () => {
  test('is recorded of somebody the council knows, and stays quiet when repeated', () => {
    given(recipient).when(setAddress, { related }).then(addressed);
    given(recipient, addressed).when(setAddress, { related }).thenNothing();
    given(recipient).when(setAddress).thenRefused('person-not-found', 'personId');
  });

  test.each([
    'ann',
    'ann@',
    '@example.org',
    'ann@example',
    'ann@@example.org',
    'ann example@example.org',
    'Ann <ann@example.org>',
    'ann@example.org, ben@example.org',
    'ann@example.org\nBcc: all@example.org',
    'ann@exa_mple.org',
    'ann.@example.org',
    'ann@-example.org',
    '',
    `${'a'.repeat(65)}@example.org`,
    `ann@${'a.'.repeat(130)}org`,
  ])('that is none is refused: %j', (text) => {
    const data = { ...sampleData.RecipientAddressSet, address: personName(text) };
    expect(catalogue.RecipientAddressSet.safeParse(data).success).toBe(false);
  });

  test.each(["o'neil+ledger@children.northmere.gov.uk", 'a@b.co', 'first.last@x-y.example.org'])(
    'such as %s is taken',
    (text) => {
      const data = { ...sampleData.RecipientAddressSet, address: personName(text) };
      expect(catalogue.RecipientAddressSet.safeParse(data).success).toBe(true);
    },
  );

  test('is removed', () => {
    const remove = { type: 'RemoveAddress', personId: ids.ann } as const;
    given(recipient, addressed).when(remove, { related }).then(sample('RecipientAddressRemoved'));
    given(recipient).when(remove, { related }).thenNothing();
  });

  test('that fails for good is kept so, until there is another', () => {
    given(recipient, addressed).when(fail, { related }).then(failed);
    given(recipient, addressed, failed).when(fail, { related }).thenNothing();
    given(recipient, addressed, failed)
      .when({ ...fail, isPermanent: false, code: '450' }, { related })
      .thenNothing();
    const other = personName('ann.example@example.org');
    given(recipient, addressed, failed)
      .when({ ...setAddress, address: other }, { related })
      .then(sample('RecipientAddressSet', { address: other }));
  });
});

describe('preferences', () => {
  test('are recorded in order', () => {
    given(recipient)
      .when({ ...preferences, weekdays: [4, 1] }, { related })
      .then(sample('DigestPreferencesSet'));
    given(recipient, sample('DigestPreferencesSet')).when(preferences, { related }).thenNothing();
  });

  test('cannot switch a statutory notice off, and neither can the link in a mail', () => {
    given(recipient)
      .when(preferences, { related: { ...related, rules: statutory } })
      .thenRefused('digest-statutory', 'off');
    given(recipient)
      .when({ ...unsubscribe, kind: 'weekly' }, { related: { ...related, rules: statutory } })
      .thenRefused('digest-statutory', 'kind');
  });

  test('are changed by the link in a mail, once', () => {
    given(recipient).when(unsubscribe, { related }).then(sample('DigestUnsubscribed'));
    given(recipient, sample('DigestUnsubscribed')).when(unsubscribe, { related }).thenNothing();
  });

  test('that are chosen after a complaint say what is wanted from then on', () => {
    const complain = { type: 'RecordComplaint', personId: ids.ann } as const;
    given(recipient).when(complain, { related }).then(sample('RecipientComplained'));
    given(recipient, sample('RecipientComplained')).when(complain, { related }).thenNothing();
    given(recipient, sample('DigestPreferencesSet'), sample('RecipientComplained'))
      .when(preferences, { related })
      .then(sample('DigestPreferencesSet'));
  });
});

test('how somebody gets digests is theirs to say, or for whoever keeps the plan', () => {
  given(recipient).when(setAddress, { related, actor: ben }).thenRefused('own-digests-only', 'personId');
  given(recipient).when(preferences, { related, actor: ben }).thenRefused('own-digests-only', 'personId');
  given(recipient)
    .when(setAddress, { related, actor: actorOf(ids.ben) })
    .then(addressed);
  given(recipient)
    .when(setAddress, { related, actor: ben, merged: { [ids.ben]: ids.ann } })
    .then(addressed);
  given(recipient).when(fail, { related, actor: ben }).then(failed);
});

test('somebody leaves, and may come back', () => {
  const leave = { type: 'RecordLeaving', personId: ids.ann } as const;
  const comeBack = { type: 'RecordReturn', personId: ids.ann } as const;
  given(recipient).when(leave, { related }).then(sample('RecipientLeft'));
  given(recipient, sample('RecipientLeft')).when(leave, { related }).thenNothing();
  given(recipient, sample('RecipientLeft')).when(comeBack, { related }).then(sample('RecipientReturned'));
  given(recipient, sample('RecipientReturned')).when(comeBack, { related }).thenNothing();
  // Of whom nobody said that they left, the establishment may.
  given(recipient).when(comeBack, { related }).then(sample('RecipientReturned'));
});
