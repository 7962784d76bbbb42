/** What is known of digests, as the API shows it. */
import type { Climb, DigestFacts, DigestItem, DigestKind, DigestSchedule } from '@improvement-ledger/domain';
import {
  digestCountWords,
  digestRefusals,
  digestWhyWords,
  instantInLondon,
  previewDigest,
} from '@improvement-ledger/domain';
import type { DigestSettings } from '@improvement-ledger/projections';
import {
  digestFactsAt,
  digestReadModels,
  digestRegister,
  digestSettingsAt,
} from '@improvement-ledger/projections';
import { globalId } from '../ids.js';
import type { People } from '../person/people.js';
import type { View } from '../view.js';
import { once } from '../view.js';
import type { DigestItemType, DigestPreviewType } from './content.types.js';
import type { DigestScheduleType } from './digest.types.js';
import type { ClimbType } from './escalation.types.js';

export const settingsIn = async (view: View): Promise<DigestSettings> =>
  once(view, 'digest settings', async () =>
    view.read([digestRegister], async (tx) => digestSettingsAt(tx, view.tenant, view.at)),
  );

/** Late enough for whatever the council sends on a day, where it does not say when. */
const END_OF_MORNING = '12:00';

/** What digests would be made of on a day, at the time at which a kind is due. */
export const factsOn = async (view: View, on: string, kind: DigestKind | null): Promise<DigestFacts> => {
  const { rules } = await settingsIn(view);
  const time = (kind === null ? undefined : rules.schedules.get(kind)?.time) ?? END_OF_MORNING;
  const instant = instantInLondon(on, time);
  return once(view, `digest facts ${instant}`, async () =>
    view.read(digestReadModels, async (tx) => digestFactsAt(tx, view.tenant, instant, view.at.knownAt)),
  );
};

export const presentSchedule = (schedule: DigestSchedule): DigestScheduleType => ({
  ...schedule,
  workingDay: schedule.kind === 'monthly' ? schedule.workingDay : null,
  workingDaysBefore: schedule.kind === 'board' ? schedule.workingDaysBefore : null,
});

const presentItem = (tenant: string, item: DigestItem): DigestItemType => ({
  id: globalId('Action', tenant, item.actionId),
  planTitle: item.planTitle,
  reference: item.reference,
  title: item.title,
  lastDay: item.due.lastDay,
  originalLastDay: item.due.originalLastDay,
  moved: item.due.moved,
  overdue: item.overdue?.current ?? null,
  overdueOriginal: item.overdue?.original ?? null,
  dueIn: item.dueIn,
  updatedOn: item.lastUpdate?.on ?? null,
  also: item.also,
  escalation: item.escalation,
  why: digestWhyWords(item.why),
  narrative: item.narrative,
});

export const presentPreview = (
  { tenant }: View,
  facts: DigestFacts,
  kind: DigestKind,
  personId: string,
  people: People,
): DigestPreviewType => {
  const { period, content, refusal } = previewDigest(facts, { kind, personId });
  return {
    kind,
    recipient: { id: personId, people },
    period: period?.key ?? null,
    dueAt: period?.dueAt ?? null,
    refusal,
    explanation: refusal === null ? null : digestRefusals[refusal],
    content:
      content === null
        ? null
        : {
            counts: digestCountWords(content),
            total: content.total,
            lists: content.lists.map(({ name, total, items }) => ({
              name,
              total,
              items: items.map((item) => presentItem(tenant, item)),
            })),
            board: content.meeting?.body ?? null,
            meetsOn: content.meeting?.on ?? null,
            isStatutory: content.isStatutory,
            position: content.footer.position,
          },
  };
};

export const presentClimb = ({ tenant }: View, climb: Climb, people: People): ClimbType => ({
  id: globalId('Action', tenant, climb.action.actionId),
  reference: climb.action.reference,
  lastDay: climb.lastDay,
  steps: climb.steps.map(({ personIds, ...step }) => ({
    ...step,
    people: personIds.map((id) => ({ id, people })),
  })),
});
