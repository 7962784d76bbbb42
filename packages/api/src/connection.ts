/** Relay connections: `first` is required and refused beyond the limit, never cut short in silence. */
import type { PageFound } from '@improvement-ledger/projections';
import type { ClassType } from 'type-graphql';
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { apiError } from './errors.js';
import { FIRST_MAX } from './limits.js';

@ObjectType({ description: 'Where a page of a list ends.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  readonly hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Give it as `after` to get the next page.' })
  readonly endCursor!: string | null;
}

@ArgsType()
export class PageArguments {
  @Field(() => Int, { description: `How many items to return: 1 to ${FIRST_MAX}; more is refused.` })
  readonly first!: number;

  @Field(() => String, { nullable: true, description: 'Return items after this cursor.' })
  readonly after?: string | null;
}

export const checkFirst = (first: number): void => {
  if (first < 1 || first > FIRST_MAX) {
    throw apiError(
      'BAD_USER_INPUT',
      `first is ${first}; it must be 1 to ${FIRST_MAX}. Ask for more page by page.`,
      'first',
    );
  }
};

export const badCursor = (after: string) =>
  apiError(
    'BAD_USER_INPUT',
    `"${after.slice(0, 60)}" is not a cursor of this list. Give the endCursor of its page before, as it is.`,
    'after',
  );

interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}
export interface Connection<Node> {
  readonly edges: Edge<Node>[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

/** Cuts a page from a whole list that is already at hand; the cursor is the item's key. */
export const pageOf = <Item, Node>(
  items: readonly Item[],
  { first, after }: PageArguments,
  keyOf: (item: Item) => string,
  nodeOf: (item: Item) => Node,
): Connection<Node> => {
  checkFirst(first);
  const start =
    after === null || after === undefined ? 0 : 1 + items.findIndex((item) => keyOf(item) === after);
  if (start === 0 && after !== null && after !== undefined) throw badCursor(after);
  const page = items.slice(start, start + first);
  const last = page.at(-1);
  return {
    edges: page.map((item) => ({ cursor: keyOf(item), node: nodeOf(item) })),
    pageInfo: {
      hasNextPage: start + page.length < items.length,
      endCursor: last === undefined ? null : keyOf(last),
    },
    totalCount: items.length,
  };
};

/** A connection of a page that was read as one, with one item more where there is another page. */
export const connectionOf = <Item, Node>(
  { rows, total }: PageFound<Item>,
  first: number,
  cursorOf: (item: Item) => string,
  nodeOf: (item: Item) => Node | undefined,
): Connection<Node> => {
  const page = rows.slice(0, first);
  const last = page.at(-1);
  return {
    edges: page.flatMap((item) => {
      const node = nodeOf(item);
      return node === undefined ? [] : [{ cursor: cursorOf(item), node }];
    }),
    pageInfo: {
      hasNextPage: rows.length > first,
      endCursor: last === undefined ? null : cursorOf(last),
    },
    totalCount: total,
  };
};

/** The GraphQL types of a connection of one kind of node. */
export const connectionType = <Node extends object>(name: string, node: ClassType<Node>) => {
  @ObjectType(`${name}Edge`, { description: `One item of a list of ${name} nodes.` })
  class EdgeType {
    @Field(() => String, { description: 'Give it as `after` to continue behind this item.' })
    readonly cursor!: string;

    @Field(() => node, { description: 'The item.' })
    readonly node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name} nodes.` })
  class ConnectionType {
    @Field(() => [EdgeType], { description: 'The items with their cursors.' })
    readonly edges!: EdgeType[];

    @Field(() => PageInfo, { description: 'Where the page ends.' })
    readonly pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many items the whole list has.' })
    readonly totalCount!: number;
  }
  return ConnectionType;
};
