/** The lines of the rules (`rules.ts`) on digests. */
import type { DigestEventType, EventType, Role } from '@improvement-ledger/domain';
import type { FieldRule } from '../field-rule.js';
import { whoSees } from '../field-rule.js';
import { accessReaders } from '../readers.js';

/** Who says when digests are sent, and for others how they get them. */
const digestKeepers: readonly Role[] = ['planManager', 'administrator'];
/** Each for themselves; for others only keepers, which the mutation sees to. */
const people: readonly Role[] = [...digestKeepers, 'actionOwner', 'auditor', 'workforceLead', 'adviser'];

export const digestMutations = {
  setDigestSchedule: digestKeepers,
  endDigestSchedule: digestKeepers,
  setClosureDays: digestKeepers,
  mapOwner: digestKeepers,
  unmapOwner: digestKeepers,
  setDigestAddress: people,
  removeDigestAddress: people,
  setDigestPreferences: people,
  recordRecipientLeft: digestKeepers,
  recordRecipientReturned: digestKeepers,
  setEscalationLadder: digestKeepers,
} as const satisfies Record<string, readonly Role[]>;

export const digestSaidBy = {
  DigestScheduleSet: 'setDigestSchedule',
  DigestScheduleEnded: 'endDigestSchedule',
  ClosureDaysSet: 'setClosureDays',
  OwnerMapped: 'mapOwner',
  OwnerUnmapped: 'unmapOwner',
  RecipientAddressSet: 'recordRecipientLeft',
  RecipientAddressRemoved: 'recordRecipientLeft',
  DigestPreferencesSet: 'recordRecipientLeft',
  DigestUnsubscribed: 'recordRecipientLeft',
  RecipientAddressFailed: 'recordRecipientLeft',
  RecipientComplained: 'recordRecipientLeft',
  RecipientLeft: 'recordRecipientLeft',
  RecipientReturned: 'recordRecipientReturned',
  EscalationLadderSet: 'setEscalationLadder',
  ActionEscalated: 'setEscalationLadder',
} as const satisfies Partial<Record<EventType, keyof typeof digestMutations>>;

/** None is put right: what is ruled is ruled anew, and what was said by mistake is retracted. */
const NO_FIELDS: readonly never[] = [];
export const digestCorrectable: Readonly<Record<DigestEventType, readonly never[]>> = {
  DigestScheduleSet: NO_FIELDS,
  DigestScheduleEnded: NO_FIELDS,
  ClosureDaysSet: NO_FIELDS,
  OwnerMapped: NO_FIELDS,
  OwnerUnmapped: NO_FIELDS,
  RecipientAddressSet: NO_FIELDS,
  RecipientAddressRemoved: NO_FIELDS,
  DigestPreferencesSet: NO_FIELDS,
  DigestUnsubscribed: NO_FIELDS,
  RecipientAddressFailed: NO_FIELDS,
  RecipientComplained: NO_FIELDS,
  RecipientLeft: NO_FIELDS,
  RecipientReturned: NO_FIELDS,
  EscalationLadderSet: NO_FIELDS,
  ActionEscalated: NO_FIELDS,
};

/** Who may read how people get digests: an address, and that somebody left, are nobody else's. */
export const digestEventReaders: Partial<Readonly<Record<EventType, readonly Role[]>>> = {
  RecipientAddressSet: accessReaders,
  RecipientAddressRemoved: accessReaders,
  DigestPreferencesSet: accessReaders,
  DigestUnsubscribed: accessReaders,
  RecipientAddressFailed: accessReaders,
  RecipientComplained: accessReaders,
  RecipientLeft: accessReaders,
  RecipientReturned: accessReaders,
};

export const digestOfCouncil: Readonly<Record<string, FieldRule>> = {
  ...whoSees('closureDays digestPreview digestSchedules ownerMappings'),
  digestDeliveries: accessReaders,
  digestRecipients: accessReaders,
  digestRun: accessReaders,
};

export const digestFields: Readonly<Record<string, Readonly<Record<string, FieldRule>>>> = {
  ActionEscalation: whoSees('changeId lastDay people since step'),
  AddressFailure: whoSees('code isPermanent'),
  Climb: whoSees('id lastDay reference steps'),
  ClimbConnection: whoSees('edges pageInfo totalCount'),
  ClimbEdge: whoSees('cursor node'),
  ClimbStep: whoSees('day isReached isRecorded people step'),
  DayCount: whoSees('days workingDays'),
  DeliveredItem: whoSees('actionId basis because'),
  DeliveredList: whoSees('items name total'),
  DigestDelivery: whoSees(
    'attempts contentHash id kind lists period plannedAt position providerId reason recipient refusal report reportedAt',
    'settledAt state total',
  ),
  DigestDeliveryConnection: whoSees('edges pageInfo totalCount'),
  DigestDeliveryEdge: whoSees('cursor node'),
  DigestContent: whoSees('board counts isStatutory lists meetsOn position total'),
  DigestItem: whoSees(
    'also dueIn escalation id lastDay moved narrative originalLastDay overdue overdueOriginal planTitle reference',
    'title updatedOn why',
  ),
  DigestList: whoSees('items name total'),
  DigestPayload: whoSees('event id position userErrors'),
  DigestPreview: whoSees('content dueAt explanation kind period recipient refusal'),
  DigestPreviewConnection: whoSees('edges pageInfo totalCount'),
  DigestPreviewEdge: whoSees('cursor node'),
  DigestRecipient: whoSees('address failure hasComplained hasLeft off person version weekdays'),
  DigestRecipientConnection: whoSees('edges pageInfo totalCount'),
  DigestRecipientEdge: whoSees('cursor node'),
  DigestSchedule: whoSees(
    'dueSoonDays isStatutory kind since staleDays time weekdays withNarratives workingDay workingDaysBefore',
  ),
  LadderStep: whoSees('step workingDays'),
  OwnerMapping: whoSees('id kind name officeId person'),
};
