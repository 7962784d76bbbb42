/** Facts of one council's digests, and of Ann, who gets them. */
import type { DataOf, DigestEventType } from '../events.js';
import { councilText, ids, personName } from './sample-parts.js';

const ofCouncil = { councilId: ids.council };
const ofAnn = { personId: ids.ann };

/** Data of each event type of digests, complete and valid. */
export const digestData: { readonly [Type in DigestEventType]: DataOf<Type> } = {
  DigestScheduleSet: {
    ...ofCouncil,
    kind: 'daily',
    weekdays: [1, 2, 3, 4, 5],
    workingDay: 1,
    workingDaysBefore: 3,
    time: '07:00',
    isStatutory: false,
    withNarratives: false,
    dueSoonDays: 14,
    staleDays: 28,
  },
  DigestScheduleEnded: { ...ofCouncil, kind: 'daily' },
  ClosureDaysSet: { ...ofCouncil, days: ['2026-12-29', '2026-12-30'] },
  OwnerMapped: {
    ...ofCouncil,
    mappingId: ids.mapping,
    kind: 'external',
    name: councilText('Training provider'),
    personId: ids.ben,
    officeId: null,
  },
  OwnerUnmapped: { ...ofCouncil, mappingId: ids.mapping },
  RecipientAddressSet: { ...ofAnn, address: personName('ann@example.org') },
  RecipientAddressRemoved: ofAnn,
  DigestPreferencesSet: { ...ofAnn, off: ['weekly'], weekdays: [1, 4] },
  DigestUnsubscribed: { ...ofAnn, kind: 'daily' },
  RecipientAddressFailed: { ...ofAnn, isPermanent: true, code: '5.1.1' },
  RecipientComplained: ofAnn,
  RecipientLeft: ofAnn,
  RecipientReturned: ofAnn,
  EscalationLadderSet: { planId: ids.plan, reminder: 5, owner: 1, lead: 5, sponsor: 10, board: 20 },
  ActionEscalated: {
    planId: ids.plan,
    actionId: ids.action,
    step: 'owner',
    lastDay: '2026-09-30',
    from: '2026-07-20',
    personIds: [ids.ann],
  },
};
