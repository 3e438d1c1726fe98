import { check, emptyCatalog, render } from '../../dsl/index.ts';
import type { Profile } from '../../plugins/contract/solution.ts';
import { compile } from '../game/compile.ts';
import type { Game } from '../game/game.ts';
import { instantiate } from '../play/instantiate.ts';
import type { MoneyCell } from '../play/play.ts';
import { show } from '../play/show.ts';
import type { Value } from '../play/value.ts';
import type { CommitmentProblem } from '../problem/problem.ts';

/** For tests: the game of the first scenario of a text. */
export function gameOf(text: string, parameters: Readonly<Record<string, Value>> = {}): Game {
  const { model, diagnostics } = check(text, {
    file: 'test.icsap',
    catalog: emptyCatalog,
    read: () => ({ refused: 'tests read no files' }),
  });
  const [scenario] = model?.scenarios.values() ?? [];
  if (!scenario) throw new Error(diagnostics.map((one) => render(one).message).join('\n'));
  return compile(instantiate(scenario, new Map(Object.entries(parameters))));
}

/** What is known at a place: label to value, both as text. */
export type Knows = Readonly<Record<string, string>>;

/** Chances by the text of the action; what is not named has none. Undefined: uniform, and the truth at reports. */
export type Behaviour = (label: string, knows: Knows) => Readonly<Record<string, number>> | undefined;

/** For tests: a profile written by label and knowledge. */
export function profileOf(
  game: Game,
  behaviour: Behaviour,
  money: (label: string, knows: Knows) => number = () => 0,
): Profile {
  const { informationSets } = game;
  const chances = new Float64Array(informationSets.firstAction[informationSets.count] ?? 0);
  for (let set = 0; set < informationSets.count; set++) {
    const { label, knows, earlier } = informationSets.describe(set);
    const told = behaviour(label, knowledge([...knows, ...earlier]));
    const actions = informationSets.actions(set);
    const truth = informationSets.truthful[set] ?? -1;
    const usual = (action: number): number => (truth < 0 ? 1 / actions.length : action === truth ? 1 : 0);
    for (const [action, value] of actions.entries())
      chances[(informationSets.firstAction[set] ?? 0) + action] = told ? (told[show(value)] ?? 0) : usual(action);
  }
  const { cells } = game;
  const pay = (cell: MoneyCell): number => money(cell.label, knowledge(cell.arguments));
  return { chances, money: Float64Array.from({ length: cells.count }, (_, index) => pay(cells.at(index))) };
}

function knowledge(record: readonly { readonly label: string; readonly value: Value }[]): Knows {
  return Object.fromEntries(record.map(({ label, value }) => [label, show(value)]));
}

/** For tests: the commitment problem of a game, its first committing player the leader. */
export function commitmentOf(game: Game): CommitmentProblem {
  const leader = game.commitments?.leaders[0] ?? 0;
  const followers = game.players.map((_, player) => player).filter((player) => player !== leader);
  return {
    class: 'commitment',
    recognition: { class: 'commitment', kinds: [], reason: '', ruledOut: [] },
    game,
    leader,
    followers,
  };
}
