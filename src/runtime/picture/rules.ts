import type { CommitsStatement } from '../../dsl/model.ts';
import type { Game } from '../game/game.ts';
import type { Known, Situation } from '../play/play.ts';
import { FamilyValue, Player, type Value } from '../play/value.ts';
import { type Source, Sources } from '../problem/sources.ts';
import { labelText } from './label-text.ts';

/** One committed rule, `price[1]`: its cells, each with the values of its arguments. */
export interface CommittedRule<C> {
  readonly label: string;
  readonly leader: Player;
  /** Names of the arguments, families taken apart: `bid[1]`, `bid[2]`. */
  readonly arguments: readonly string[];
  /** Where the arguments come from in the end. */
  readonly sources: ReadonlySet<Source>;
  readonly cells: readonly C[];
}

/** A case of a finite rule: an information set of the leader. */
export interface LotteryCell {
  readonly set: number;
  readonly given: readonly Given[];
}

/** A case of a committed number. */
export interface MoneyCase {
  readonly cell: number;
  readonly given: readonly Given[];
}

export interface Given {
  readonly label: string;
  readonly value: Value;
}

/** The finite rules of a game, in the order in which a play meets them. */
export function lotteryRules(game: Game): readonly CommittedRule<LotteryCell>[] {
  const { informationSets } = game;
  const cells: (LotteryCell & Headed)[] = [];
  for (let set = 0; set < informationSets.count; set++) {
    const situation: Situation = informationSets.describe(set);
    if (situation.kind !== 'rule') continue;
    cells.push({ label: situation.label, leader: situation.player, set, given: takenApart(situation.knows) });
  }
  return grouped(game, cells);
}

/** The committed numbers of a game. */
export function moneyRules(game: Game): readonly CommittedRule<MoneyCase>[] {
  const { cells } = game;
  const all = Array.from({ length: cells.count }, (_, cell) => {
    const { label, leader, arguments: known } = cells.at(cell);
    return { label, leader, cell, given: takenApart(known) };
  });
  return grouped(game, all);
}

interface Headed {
  readonly label: string;
  readonly leader: Player;
  readonly given: readonly Given[];
}

function grouped<C extends Headed>(game: Game, cells: readonly C[]): readonly CommittedRule<C>[] {
  const sources = game.play && new Sources(game.play.scenario);
  const rules = new Map<string, C[]>();
  for (const cell of cells) {
    const key = `${cell.leader.index} ${cell.label} ${cell.given.map(({ label }) => label).join()}`;
    const known = rules.get(key);
    if (known) known.push(cell);
    else rules.set(key, [cell]);
  }
  return [...rules.values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const { label, leader, given } = first;
    return [
      {
        label,
        leader,
        arguments: given.map((each) => each.label),
        sources: sources ? sourcesOf(sources, label) : new Set(),
        cells: all,
      },
    ];
  });
}

/** `price` of `price[1]`: the name that the scenario commits. */
function sourcesOf(sources: Sources, label: string): ReadonlySet<Source> {
  const name = label.split('[')[0];
  const named = (rule: CommitsStatement): boolean => rule.target.declaration.name === name;
  return new Set(sources.rules.filter(named).flatMap((rule) => [...sources.ofArguments(rule)]));
}

/** An argument that is a whole family, such as `bid`, becomes one for each of its members. */
function takenApart(known: readonly Known[]): readonly Given[] {
  return known.flatMap(({ label, value }) => {
    if (!(value instanceof FamilyValue)) return [{ label, value }];
    return [...value.entries.values()].map(([index, member]) => ({
      label: `${label}[${index instanceof Player ? index.name : labelText(index)}]`,
      value: member,
    }));
  });
}

/** `able, 1`: the values of arguments, one after the other. */
export function givenText(given: readonly Given[]): string {
  return given.map(({ value }) => labelText(value)).join(', ');
}
