/** A page of a list that stands in an order of its own: a place in that order says where it goes on. */

/** What is asked for: so many, behind a place. It holds also when nothing stands at that place any more. */
export interface PageAsked<Place> {
  readonly after: Place | null;
  readonly first: number;
}

export interface PageFound<Row> {
  readonly rows: readonly Row[];
  /** How many the whole list has. */
  readonly total: number;
}

/** A statement that counts the whole list answers at least one row, which may be nothing but the count. */
export const pageFound = <Row extends { readonly actionId: string | null }>(
  rows: readonly (Row & { readonly total: number })[],
): PageFound<Row> => ({
  rows: rows.filter(({ actionId }) => actionId !== null),
  total: rows[0]?.total ?? 0,
});
