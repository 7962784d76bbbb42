/**
 * Carries out digests. Those that are claimed together are made and written down first; just before each is handed over
 * the ledger is looked at again, and where it has moved the digest is made anew.
 */
import { createHash } from 'node:crypto';
import type { DigestContent, DigestFacts } from '@improvement-ledger/domain';
import { digestOf, digestRefusals } from '@improvement-ledger/domain';
import type { AddressReport, ClaimedEffect } from '@improvement-ledger/event-store';
import {
  digestsHandedOver,
  renderEffects,
  suppressEffects,
  unsubscribeToken,
} from '@improvement-ledger/event-store';
import type { MailLinks, RenderedMail } from '@improvement-ledger/mail';
import { renderMail } from '@improvement-ledger/mail';
import type { Sql } from 'postgres';
import type { Carrier } from '../carry-out.js';
import type { MailOutcome, MailTransport } from '../mail/transport.js';
import { digestEffect, digestKey, readPayload } from './digest-effect.js';
import type { DigestReader } from './digest-reader.js';

export interface DigestPlaces {
  /** Where the website is, and the API with the pages that stop digests; `null`: mails have no such links. */
  readonly website: string | null;
  readonly api: { readonly url: string; readonly secret: string } | null;
}

interface DigestCarrying {
  readonly effects: Sql;
  readonly reader: DigestReader;
  readonly transport: MailTransport;
  readonly places: DigestPlaces;
  readonly now: () => string;
  readonly plan: () => Promise<void>;
  /** How many are handed over at once: as many as the transport has connections. */
  readonly atOnce: number;
  /** Records what became known of an address. */
  readonly reported: (report: AddressReport) => Promise<void>;
  /** Tells whoever runs the ledger what is wrong, with every mail or with one council's. */
  readonly onError: (error: unknown) => void;
}

/** After what would go wrong with every mail none is tried for so long. */
const REST_MS = 30_000;
/** So many are made together. */
const CLAIMED_MAX = 50;

interface Made {
  readonly facts: DigestFacts;
  readonly content: DigestContent;
  readonly address: string;
  readonly rendered: RenderedMail;
  readonly oneClick: string | null;
  readonly contentHash: string;
}
type Decided = Made | { readonly unwanted: string; readonly code: string };

const hashOf = ({ subject, html, text, markdown }: RenderedMail, address: string): string =>
  createHash('sha256')
    .update(JSON.stringify([address, subject, html, text, markdown]))
    .digest('hex');

/** What a digest tells of, without a word of it: which actions, in which lists, and why. */
const toldOf = ({ content }: Made): object => ({
  total: content.total,
  position: content.footer.position,
  lists: content.lists.map(({ name, total, items }) => ({
    name,
    total,
    items: items.map(({ actionId, why }) => ({ actionId, basis: why.basis, because: why.because })),
  })),
});

const linksFor = (
  { website, api }: DigestPlaces,
  { council, kind, recipient, isStatutory }: DigestContent,
): MailLinks => ({
  website,
  unsubscribe:
    api === null || isStatutory
      ? null
      : `${api.url.replace(/\/+$/, '')}/unsubscribe/${unsubscribeToken(api.secret, {
          tenant: council.key,
          kind,
          personId: recipient.personId,
        })}`,
});

/** What is to be sent for an effect as the ledger stands, or why nothing is. */
const decide = (facts: DigestFacts, effect: ClaimedEffect, places: DigestPlaces): Decided => {
  const { personId, period } = readPayload(effect.payload);
  if (facts.on > period.lastDay) {
    return { code: 'period-over', unwanted: 'Its period was over before it could be sent.' };
  }
  const meeting =
    period.meeting === null
      ? null
      : (facts.meetings.find(({ meetingId }) => meetingId === period.meeting?.meetingId) ?? null);
  if (period.meeting !== null && meeting?.on !== period.meeting.on) {
    return { code: 'meeting-moved', unwanted: 'The meeting was moved or cancelled.' };
  }
  const { content, address, refusal } = digestOf(facts, {
    kind: period.kind,
    personId,
    period: { ...period, meeting },
  });
  if (refusal !== undefined) return { code: refusal, unwanted: digestRefusals[refusal] };
  const links = linksFor(places, content);
  const rendered = renderMail(content, links);
  return {
    facts,
    content,
    address,
    rendered,
    oneClick: links.unsubscribe,
    contentHash: hashOf(rendered, address),
  };
};

/** Other ids of the same human, merged since, under which this very digest was already handed over. */
const earlierKeys = (facts: DigestFacts, effect: ClaimedEffect): string[] => {
  const { personId, period } = readPayload(effect.payload);
  return Object.entries(facts.merged).flatMap(([id, into]) =>
    into === personId && id !== personId ? [digestKey(period, id)] : [],
  );
};

// oxlint-disable-next-line max-lines-per-function -- its parts share what was made, and until when it rests.
export const digestCarrier = (carrying: DigestCarrying): Carrier => {
  const { effects, reader, transport, places, now } = carrying;
  const made = new Map<string, Made>();
  let restsUntil = 0;

  const decideNow = async (effect: ClaimedEffect): Promise<Decided> => {
    const facts = await reader.facts(effect.tenant, now());
    const known = made.get(effect.id);
    if (known?.facts === facts) return known;
    const earlier = earlierKeys(facts, effect);
    if (earlier.length > 0 && (await digestsHandedOver(effects, effect.tenant, earlier))) {
      return { code: 'told-already', unwanted: 'They were sent it under an id that was merged with theirs.' };
    }
    return decide(facts, effect, places);
  };

  const render = async (claimed: readonly ClaimedEffect[]): Promise<ClaimedEffect[]> => {
    made.clear();
    const decided: { readonly effect: ClaimedEffect; readonly decision: Decided }[] = [];
    for (const effect of claimed) {
      try {
        decided.push({ effect, decision: await decideNow(effect) });
      } catch (error) {
        // It stays claimed until its lease is over; those of other councils go on.
        carrying.onError(error);
      }
    }
    const rendered = decided.flatMap(({ effect, decision }) => {
      if ('unwanted' in decision) return [];
      made.set(effect.id, decision);
      return [{ effect, contentHash: decision.contentHash, told: toldOf(decision) }];
    });
    const unwanted = decided.flatMap(({ effect, decision }) =>
      'unwanted' in decision ? [{ effect, reason: decision.unwanted, told: { refusal: decision.code } }] : [],
    );
    await suppressEffects(effects, digestEffect, unwanted);
    return renderEffects(effects, digestEffect, rendered);
  };

  const handOver = async (effect: ClaimedEffect, mail: Made): Promise<MailOutcome> => {
    const { address, rendered, oneClick, content } = mail;
    const to = { address, name: content.recipient.name };
    const outcome = await transport.send({ id: effect.id, to, rendered, oneClick });
    if (outcome.bounced !== undefined) {
      const { personId } = readPayload(effect.payload);
      const { code } = outcome.bounced;
      await carrying.reported({ tenant: effect.tenant, personId, report: 'bounced', code, id: effect.id });
    }
    if (outcome.everyMail === true && outcome.outcome === 'deferred') {
      restsUntil = performance.now() + REST_MS;
      carrying.onError(new Error(`No mail goes: ${outcome.reason}`));
    }
    return outcome;
  };

  return {
    kind: digestEffect,
    claimedMax: CLAIMED_MAX,
    atOnce: carrying.atOnce,
    plan: carrying.plan,
    isResting: () => performance.now() < restsUntil,
    render,
    prepare: async (effect) => {
      const before = made.get(effect.id);
      const decision = await decideNow(effect);
      made.delete(effect.id);
      if ('unwanted' in decision) return { suppress: decision.unwanted, told: { refusal: decision.code } };
      if (decision.contentHash !== before?.contentHash) {
        const kept = await renderEffects(effects, digestEffect, [
          { effect, contentHash: decision.contentHash, told: toldOf(decision) },
        ]);
        if (kept.length === 0) return { suppress: 'Another worker has taken it over.' };
      }
      return { handOver: async () => handOver(effect, decision) };
    },
  };
};
