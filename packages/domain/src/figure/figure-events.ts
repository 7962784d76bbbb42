/** The events of figures of the workforce that somebody has reported, where only the figures are known. */
import { z } from 'zod';
import { id } from '../fields.js';
import { period, published } from '../reading.js';
import { sealedName } from '../sealed.js';
import { figureMeasures } from './figure-measures.js';

const reading = z.strictObject({ figureId: id, period, ...published.shape });

export const figureEvents = {
  /** A series of figures was named that somebody reports: what is measured, of whom, and where it is published. */
  FigureDefined: z.strictObject({
    figureId: id,
    measure: z.enum(figureMeasures),
    /** Only of this team, and only of this role; `null`: of all. */
    teamId: id.nullable(),
    roleId: id.nullable(),
    /** Of whom it is, in the words of the source ("Senior Social Workers"); `null`: of all. */
    of: sealedName(500).nullable(),
    /** The document or body that reports it. */
    source: sealedName(500),
  }),
  /** The value for a period was published. */
  FigureReported: reading,
  /** Another value for the period was published in its place. */
  FigureRestated: reading,
};
