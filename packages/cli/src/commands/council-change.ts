/** A council's name and codes from a day on, as a reorganisation changes them. */
import type { Recorded } from '@improvement-ledger/domain';
import { council, fold, seal, streamOf, textOf } from '@improvement-ledger/domain';
import { readStreams, step, withTenants } from '@improvement-ledger/event-store';
import { carryOutIn, subjectOfCouncil } from '../in-council.js';
import { requireCouncil } from '../ledger.js';
import { RefusedError } from '../refused-error.js';
import type { Command } from './command.js';

export const councilChange: Command = {
  usage: 'council change KEY [--name NAME] [--gss CODE] [--dfe NUMBER] [--from DAY] [--reason TEXT]',
  does: 'gives a council another name or code from a day on; its key never changes',
  help: ['', '--from DAY  a year, month, day or instant; now, unless given'],
  arguments: ['KEY'],
  options: {
    name: { type: 'string' },
    gss: { type: 'string' },
    dfe: { type: 'string' },
    from: { type: 'string' },
    reason: { type: 'string' },
  },

  async run(sql, given, { out }) {
    const { key } = await requireCouncil(sql, given.argument('KEY'));
    const [name, gss, dfe] = (['name', 'gss', 'dfe'] as const).map((option) => given.option(option)?.trim());
    if (name === undefined && gss === undefined && dfe === undefined) {
      throw new RefusedError('Say what is another from now on: --name, --gss or --dfe.');
    }
    const subject = await subjectOfCouncil(sql, key);
    const councilId = subject.replace(/^council:/, '');
    const stream = streamOf(council.category, councilId);
    const events = await withTenants(sql, [key], async (tx) => readStreams(tx, key, [stream]));
    const { attributes } = fold(council, events as Recorded<'CouncilRegistered'>[]);
    if (attributes === null) throw new Error(`The ledger of ${key} does not begin with its council.`);
    const changed = {
      name: name === undefined ? attributes.name : seal(subject, name),
      gssCode: gss ?? attributes.gssCode,
      dfeNumber: dfe ?? attributes.dfeNumber,
    };
    const command = { type: 'ChangeCouncilAttributes', councilId, ...changed } as const;
    const from = given.option('from') ?? undefined;
    await carryOutIn(sql, key, [step(council, councilId, command)], given.option('reason'), from);
    const codes = [changed.gssCode, changed.dfeNumber].filter((code) => code !== null).join(', ');
    out(
      `${key} is ${name ?? textOf(attributes.name) ?? key} (${codes === '' ? 'no code' : codes}) from ${from ?? 'now'} on.`,
    );
    return 0;
  },
};
