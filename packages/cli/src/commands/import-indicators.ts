import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { readIndicators } from '@improvement-ledger/importer';
import { carryOutIndicators } from '../import/indicators.js';
import { requireCouncil } from '../ledger.js';
import { RefusedError } from '../refused-error.js';
import type { Command } from './command.js';
import { requiredOption } from './command.js';
import { bytesOf, dateFrom, lineOf, SOME_REFUSED, tellWorkers } from './import.js';

export const importIndicators: Command = {
  usage: 'import-indicators FILE --council KEY --effective DATE [--reason TEXT] [--dry-run]',
  does: 'records the figures of a scorecard or of the tables of a report, as published on a day',
  help: [
    '',
    '--effective    the day on which the figures were published; a period that was not over then is refused',
    '--reason TEXT  why a value that was published before is another now; needed only where one is',
    '--dry-run      says what is in the file and what contradicts what, and records nothing',
    '',
    'Columns: section, measure, month, value, unit; or table, period, category, measure, value, unit.',
    'A blank stays blank. A row that cannot be taken is named and left out; the others are recorded. The exit code is',
    '  0  every row was taken',
    `  ${SOME_REFUSED}  some rows were refused, the others taken`,
    '  1  nothing was taken: the document, or what was asked, was refused',
  ],
  arguments: ['FILE'],
  options: {
    council: { type: 'string', required: true },
    effective: { type: 'string', required: true },
    reason: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },

  async run(sql, given, terminal, queueHome) {
    const effective = dateFrom(requiredOption(given, 'effective'));
    const bytes = await bytesOf(resolve(terminal.folder, given.argument('FILE')));
    const { key } = await requireCouncil(sql, requiredOption(given, 'council'));
    const fileName = basename(given.argument('FILE'));
    const { indicators, figures, blanks, problems } = readIndicators({ bytes, fileName, effective });
    for (const problem of problems) terminal.out(lineOf({ fileName }, problem));
    if (indicators === null) {
      throw new RefusedError(`${fileName} was not imported: no figures could be read from it.`);
    }
    const found = `${indicators.length} measures, ${figures} figures, ${blanks} blank`;
    const flaggedCount = problems.filter(({ code }) => code === 'figures-contradict').length;
    const refusedRows = problems.filter(({ severity }) => severity === 'refused').length;
    if (given.flag('dry-run')) {
      terminal.out(`Dry run: nothing was recorded. ${found}, ${flaggedCount} contradict others.`);
      return refusedRows > 0 ? SOME_REFUSED : 0;
    }
    const hash = createHash('sha256').update(bytes).digest('hex');
    const reason = given.option('reason')?.trim() ?? null;
    const done = await carryOutIndicators(sql, key, indicators, { fileName, hash, effective, reason });
    for (const remark of done.remarks) terminal.out(lineOf({ fileName }, remark));
    const refused = refusedRows + done.remarks.length;
    terminal.out(await tellWorkers(sql, key, queueHome));
    terminal.out(`${found}, ${flaggedCount} contradict others`);
    terminal.out(`${done.recorded} recorded, ${done.unchanged} unchanged, ${refused} refused`);
    return refused > 0 ? SOME_REFUSED : 0;
  },
};
