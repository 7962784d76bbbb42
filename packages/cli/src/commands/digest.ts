/** What digests would say on a day, past or to come, and why somebody gets none: nothing is sent. */
import type { DigestContent, DigestFacts, DigestItem, DigestKind } from '@improvement-ledger/domain';
import {
  digestCountWords,
  digestKinds,
  digestListWords,
  digestRecipients,
  digestRefusals,
  digestWhyWords,
  endOfLondonDay,
  instantInLondon,
  LATEST,
  londonDay,
  periodsOn,
  previewDigest,
} from '@improvement-ledger/domain';
import { readEnd, withTenants } from '@improvement-ledger/event-store';
import { digestFactsAt, digestSchedulesAt } from '@improvement-ledger/projections';
import type { Sql } from '../ledger.js';
import { requireCouncil } from '../ledger.js';
import { knownPerson } from '../people.js';
import { RefusedError } from '../refused-error.js';
import type { Command, Given } from './command.js';
import { requiredOption } from './command.js';

const options = {
  council: { type: 'string', required: true },
  kind: { type: 'string' },
  on: { type: 'string' },
} as const;
const help = [
  '',
  `--kind KIND  ${digestKinds.join(', ')}`,
  '--on DAY     the day, past or to come; today, unless given. What was known by then counts',
];

const kindOf = (given: Given): DigestKind | null => {
  const word = given.option('kind');
  const kind = digestKinds.find((each) => each === word) ?? null;
  if (word !== null && kind === null) {
    throw new RefusedError(`There is no kind "${word}". There are: ${digestKinds.join(', ')}.`);
  }
  return kind;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The facts of a day, at the time at which a kind is due. */
const factsOn = async (
  sql: Sql,
  key: string,
  given: Given,
  kind: DigestKind | null,
): Promise<DigestFacts> => {
  const on = given.option('on');
  if (on !== null && (!DAY.test(on) || Number.isNaN(Date.parse(on)))) {
    throw new RefusedError(`"${on.slice(0, 40)}" is not a day such as 2026-11-25.`);
  }
  return withTenants(sql, [key], async (tx) => {
    const { now } = await readEnd(tx, key);
    const day = on ?? londonDay(now);
    const { schedules } = await digestSchedulesAt(tx, key, LATEST);
    const schedule = schedules.find((each) => each.kind === kind);
    const instant = schedule === undefined ? endOfLondonDay(day) : instantInLondon(day, schedule.time);
    return digestFactsAt(tx, key, instant);
  });
};

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

const describe = (item: DigestItem): string => {
  const { overdue, dueIn, due } = item;
  const parts = [
    ...(due.lastDay === null ? [] : [`due ${due.lastDay}`]),
    ...(overdue === null
      ? []
      : [`${days(overdue.current.days)} overdue (${overdue.current.workingDays} working)`]),
    ...(overdue?.original ? [`${days(overdue.original.days)} against ${due.originalLastDay ?? ''}`] : []),
    ...(dueIn === null ? [] : [`in ${days(dueIn.days)} (${dueIn.workingDays} working)`]),
    ...(item.lastUpdate === null ? ['never updated'] : [`updated ${item.lastUpdate.on}`]),
  ];
  return `  ${item.reference}  ${item.title ?? '(erased)'}: ${parts.join(', ')}. ${digestWhyWords(item.why)}`;
};

const linesOf = (content: DigestContent): string[] => [
  `Subject: ${digestCountWords(content)}`,
  ...content.lists.flatMap(({ name, total, items }) => [
    `${digestListWords[name]} (${total})`,
    ...items.map(describe),
    ...(items.length < total ? [`  and ${total - items.length} more`] : []),
  ]),
  `As of position ${content.footer.position}.`,
  ...(content.isStatutory ? ['This is a statutory notice: it cannot be switched off.'] : []),
];

export const digestPreview: Command = {
  usage: 'digest preview PERSON --council KEY [--kind KIND] [--on DAY]',
  does: 'shows what somebody would be sent on a day, or was, and why nothing is sent if so; sends nothing',
  help: ['', 'PERSON       a name, or an id', ...help.slice(1)],
  arguments: ['PERSON'],
  options,

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const kind = kindOf(given) ?? 'daily';
    const { id: personId, name } = await knownPerson(sql, key, given.argument('PERSON'));
    const facts = await factsOn(sql, key, given, kind);
    const { period, content, refusal } = previewDigest(facts, { kind, personId });
    const about = period === null ? facts.on : `${period.key}, due ${period.dueAt}`;
    out(`${name}, ${kind}, ${about}: ${refusal === null ? 'is sent' : 'nothing is sent'}.`);
    if (refusal !== null) out(`Why: ${digestRefusals[refusal]}`);
    for (const line of content === null ? [] : linesOf(content)) out(line);
    return 0;
  },
};

export const digestRun: Command = {
  usage: 'digest run --council KEY [--kind KIND] [--on DAY]',
  does: 'names everybody whom the digests of a day concern, and what each would be sent; sends nothing',
  help,
  arguments: [],
  options,

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const kind = kindOf(given);
    const facts = await factsOn(sql, key, given, kind);
    const names = new Map(facts.people.map(({ personId, name }) => [personId, name]));
    const periods = facts.schedules
      .filter((each) => kind === null || each.kind === kind)
      .flatMap((schedule) => periodsOn(schedule, facts, facts.on));
    if (periods.length === 0) out(`No digest of ${key} is due on ${facts.on}.`);
    for (const period of periods) {
      for (const personId of digestRecipients(facts, period)) {
        const { content, refusal } = previewDigest(facts, { kind: period.kind, personId, period });
        const said = [
          ...(content === null ? [] : [digestCountWords(content)]),
          ...(refusal === null ? [] : [`not sent: ${digestRefusals[refusal]}`]),
        ];
        out(`${period.kind} ${period.key}  ${names.get(personId) ?? personId}: ${said.join('; ')}`);
      }
    }
    return 0;
  },
};
