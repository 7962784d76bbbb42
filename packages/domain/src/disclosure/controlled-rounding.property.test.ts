/** Somebody who knows the rule, and all that was published, tries to tell what was rounded. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { controlledRounding, isSmall } from './controlled-rounding.js';

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
/** Within how much of what is published anything may be. */
const slackOf = (base: number): number => Math.floor((base - 1) / 2);

/** All tables of so many counts that come to no more than a total. */
const worlds = (cells: number, total: number): number[][] =>
  cells === 0
    ? [[]]
    : Array.from({ length: total + 1 }, (_, count) => count).flatMap((count) =>
        worlds(cells - 1, total - count).map((rest) => [count, ...rest]),
      );

interface Table {
  readonly teams: number;
  readonly roles: number;
  readonly base: number;
}
/** What is published of a table of counts by team and role: the whole, each team and each role. */
const publishedOf = (cells: readonly number[], { teams, roles, base }: Table): string => {
  const byTeam = Array.from({ length: teams }, (_, team) =>
    sum(cells.slice(team * roles, (team + 1) * roles)),
  );
  const byRole = Array.from({ length: roles }, (_, role) =>
    sum(cells.filter((__, index) => index % roles === role)),
  );
  return JSON.stringify([controlledRounding(byTeam, base), controlledRounding(byRole, base)]);
};

/**
 * What the attacker holds possible of a figure, for each answer with up to so many in all. Every world is tried that could
 * lead to such an answer: the whole is rounded by half a base at most.
 */
const heldPossible = (
  table: Table,
  published: number,
  figures: readonly ((cells: readonly number[]) => number)[],
): Set<number>[] => {
  const possible = new Map<string, Set<number>[]>();
  for (const cells of worlds(table.teams * table.roles, published + slackOf(table.base))) {
    const answer = publishedOf(cells, table);
    const known = possible.get(answer) ?? figures.map(() => new Set<number>());
    figures.forEach((figure, index) => known[index]?.add(figure(cells)));
    possible.set(answer, known);
  }
  return [...possible.values()].flat();
};

describe('whoever tries every world', () => {
  test.each<[Table, number]>([
    [{ teams: 2, roles: 2, base: 3 }, 12],
    [{ teams: 2, roles: 2, base: 4 }, 12],
    [{ teams: 2, roles: 2, base: 5 }, 10],
    [{ teams: 3, roles: 2, base: 3 }, 9],
    [{ teams: 5, roles: 1, base: 5 }, 10],
  ])(
    'is left with several numbers for every cell, team and role, and for the whole, of %j',
    (table, most) => {
      const { teams, roles, base } = table;
      const numbered = (length: number): number[] => Array.from({ length }, (_, index) => index);
      const figures = [
        sum,
        ...numbered(teams * roles).map((cell) => (cells: readonly number[]) => cells[cell] ?? 0),
        ...numbered(teams).map(
          (team) => (cells: readonly number[]) => sum(cells.slice(team * roles, (team + 1) * roles)),
        ),
        ...numbered(roles).map(
          (role) => (cells: readonly number[]) => sum(cells.filter((_, index) => index % roles === role)),
        ),
      ];
      for (const possible of heldPossible(table, most, figures)) {
        expect(possible.size).toBeGreaterThan(slackOf(base));
      }
    },
  );
});

const tables = fc.record({
  counts: fc.array(fc.nat(60), { minLength: 1, maxLength: 12 }),
  base: fc.integer({ min: 3, max: 20 }),
});

describe('controlled rounding', () => {
  test('publishes multiples that add up, each less than the base from what it is', () => {
    fc.assert(
      fc.property(tables, ({ counts, base }) => {
        const { whole, parts } = controlledRounding(counts, base);
        expect(sum(parts)).toBe(whole);
        expect(Math.abs(whole - sum(counts))).toBeLessThanOrEqual(base / 2);
        for (const [index, part] of parts.entries()) {
          expect(part % base).toBe(0);
          expect(Math.abs(part - (counts[index] ?? 0))).toBeLessThan(base);
        }
      }),
    );
  });

  test('leaves no sum and no difference of what is published that is of a few', () => {
    const factors = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 26, maxLength: 26 });
    fc.assert(
      fc.property(tables, tables, factors, (before, after, times) => {
        const { base } = before;
        const published = [before, after].flatMap(({ counts }) => {
          const { whole, parts } = controlledRounding(counts, base);
          return [whole, ...parts];
        });
        const combined = Math.abs(sum(published.map((count, index) => count * (times[index] ?? 0))));
        expect(combined === 0 || !isSmall(combined, base)).toBe(true);
      }),
    );
  });

  test('would have published the same with more or fewer, up to half the base, in any one part', () => {
    fc.assert(
      fc.property(tables, fc.nat(11), ({ counts, base }, at) => {
        const published = controlledRounding(counts, base);
        const index = at % counts.length;
        const most = slackOf(base);
        const byAsMany = Array.from({ length: 2 * most + 1 }, (_, by) => by - most);
        const others = byAsMany
          .map((by) => published.parts.map((part, each) => (each === index ? part + by : part)))
          .filter((parts) => (parts[index] ?? 0) >= 0);
        for (const other of others) expect(controlledRounding(other, base)).toEqual(published);
      }),
    );
  });
});
