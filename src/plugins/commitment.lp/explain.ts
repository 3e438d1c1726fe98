import type { PlanSolver, Solved } from './plan-solver.ts';
import type { Outcome } from './search.ts';
import { baseAction } from './sites.ts';
import { actionsOf, at, isReport, type Tree } from './tree.ts';
import { EMPTY, type Unknowns } from './unknowns.ts';
import {
  budgetInWords,
  cellInWords,
  deviationInWords,
  participationInWords,
  requirementInWords,
  setInWords,
  valueInWords,
} from './words.ts';

/** Why no rule makes the followers follow a plan: the constraints of an irreducible conflict, in the author's words. */
export function explainConflict(tree: Tree, { plan, conditions, program, answer }: Solved): readonly string[] {
  const rows = new Set(answer.conflict);
  const sentences = conditions.constraints.flatMap(({ source }, n) => {
    if (!rows.has(program.rows[n]?.row ?? -1)) return [];
    if (source.kind === 'deviation') {
      const set = at(tree.setOf, source.position);
      return [deviationInWords(tree, source.position, baseAction(tree, plan, set))];
    }
    if (source.kind === 'budget') return [budgetInWords(source.isAverage)];
    const { leaves, requirements } = tree.written;
    if (source.kind === 'requirement') {
      return [...new Set(source.indices.flatMap((index) => (requirements[index] ? [requirements[index]] : [])))]
        .slice(0, 1)
        .map((point) => requirementInWords(tree, point));
    }
    const groups = new Set(source.groups);
    return [
      participationInWords(
        tree,
        leaves.filter(({ group }) => groups.has(group)),
      ),
    ];
  });
  return [...new Set(sentences)];
}

/** What the followers do in a plan, where they have a choice: `` `agent` chooses effort = work ``. */
export function planInWords(tree: Tree, plan: Int32Array): string {
  const { game } = tree;
  const words: string[] = [];
  plan.forEach((action, set) => {
    if (action < 0 || isReport(game, set) || actionsOf(game, set) < 2) return;
    const value = game.informationSets.actions(set)[action];
    const { label } = game.informationSets.describe(set);
    words.push(`${setInWords(tree, set)} chooses ${label} = ${value === undefined ? '' : valueInWords(value)}`);
  });
  return words.join('; ');
}

/** Which money can grow for ever, and who could stop it by leaving but has no `may leave`. */
export function explainRay(tree: Tree, { program, answer }: Solved): readonly string[] {
  const { ray } = answer;
  const growing = program.money.filter(({ column }) => Math.abs(at(ray, column)) > 1e-9);
  const cells = [
    ...new Set(growing.map(({ cell, column }) => `${cellInWords(tree, cell)} ${at(ray, column) > 0 ? 'up' : 'down'}`)),
  ];
  const stuck = tree.followers.filter((f) => !tree.commitments.leaves.some(({ player }) => player === f));
  const names = stuck.map((f) => `\`${tree.game.players[f]}\``);
  const shown = cells.length > 4 ? [...cells.slice(0, 4), `${cells.length - 4} more`] : cells;
  return [
    `nothing limits the money: ${shown.join(', ')}, for ever`,
    names.length > 0
      ? `${names.join(' and ')} ${names.length === 1 ? 'has' : 'have'} no \`may leave\`; add one, or bounds such as \`in real(0, 10)\``
      : 'give the money bounds, such as `in real(0, 10)`',
  ];
}

/** Which numbers are wanted ever larger with ever smaller probability. */
export function explainOverpaid(tree: Tree, cells: readonly number[], limit: number): readonly string[] {
  const names = [...new Set(cells.map((cell) => cellInWords(tree, cell)))];
  return [
    `the value is approached but never reached: ${names.join(', ')} would be paid ever more, with ever smaller probability`,
    `the rule given pays at most ${limit}; bounds such as \`in real(0, 10)\` make an optimum exist`,
  ];
}

/** What an indifferent follower that is not kind costs. */
export function explainTies(value: number, slack: number, isJump: boolean): readonly string[] {
  if (!isJump)
    return [`the value is approached: the rule given leaves followers worse off by ${slack} if they disobey`];
  return [
    `some follower is always indifferent between what it is told and something worse for the committing player: with ties in its favour the value would be ${value}`,
    'the value given counts every tie as lost, unless it is harmless; so it is safe, and may be too low',
  ];
}

/** Where not all rules were searched that break the ties. */
export function explainUnsearchedTies(slack: number): string {
  return `the rule given leaves followers worse off by ${slack} if they disobey; not all such rules were looked at, so there may be better ones`;
}

/** What was not searched where several followers mind each other's choices. */
export function explainPure({ game, followers }: Tree): readonly string[] {
  const names = followers.map((player) => `\`${game.players[player]}\``).join(', ');
  return [
    `this is the best rule under which ${names} have a pure equilibrium; where they mix there may be a better one`,
  ];
}

/** What was looked at before the budget was spent. */
export function explainCut({ tried, nodes, isPartial }: Pick<Outcome, 'tried' | 'nodes' | 'isPartial'>): string {
  if (nodes === undefined) return `only ${tried.length} plans of the followers were tried`;
  const decided = `which ways to go on get one of the few values was decided in ${nodes} nodes only`;
  return isPartial
    ? `${decided}, for some of what followers do before; the rest was not looked at`
    : `${decided}; what is left is bounded`;
}

/** What was not searched where mixing would help to balance the budget. */
export function explainBalance({ game, followers }: Tree): readonly string[] {
  const names = followers.map((player) => `\`${game.players[player]}\``).join(', ');
  return [
    `only pure plans of ${names} were searched; a mixture may balance the budget on average where no single choice does`,
  ];
}

/** Why the programs were only bounds, and which argument would make them exact. */
export function explainBound(tree: Tree, { unknowns, blurred }: PlanSolver, solved: Solved): readonly string[] {
  return [...explainBilinear(tree, unknowns, solved), ...explainBlurred(tree, blurred)];
}

function explainBilinear(tree: Tree, unknowns: Unknowns, { program }: Solved): readonly string[] {
  const missing = new Map<string, Set<string>>();
  for (const cell of new Set(program.bilinear)) {
    const { label, arguments: known } = tree.game.cells.at(cell);
    const sequences = program.money.flatMap((each) => (each.cell === cell ? each.mass.ids : []));
    const entry = missing.get(label) ?? new Set();
    missing.set(label, entry);
    const ways = sequences.map((sequence) => wayTo(tree, unknowns, sequence));
    const unknown = (labels: readonly string[]) => labels.filter((other) => !known.some((k) => k.label === other));
    // Where the number knows the draws, what the draws know is missing.
    const draws = unknown(differencesOf(ways.map(({ draws }) => draws)));
    for (const other of draws.length > 0 ? draws : unknown(differencesOf(ways.map(({ knows }) => knows)))) {
      entry.add(other);
    }
  }
  return Array.from(missing, ([label, others]) => {
    const names = [...others].map((other) => `\`${other}\``).join(', ');
    if (others.size === 0)
      return `\`${label}\` multiplies unknown probabilities, so no linear program is the problem itself`;
    return `\`${label}\` is one number whatever ${names} ${others.size === 1 ? 'is' : 'are'}, so it multiplies unknown probabilities; list ${names} among its arguments, and the answer is exact`;
  });
}

function explainBlurred({ game }: Tree, groups: readonly (readonly number[])[]): readonly string[] {
  const sentences = groups.map(([set]) => {
    const { label, earlier } = game.informationSets.describe(set ?? 0);
    const names = [...new Set(earlier.map((draw) => `\`${draw.label}\``))].join(', ');
    return `\`${label}\` is drawn together with ${names}, but lacks arguments of it; the bound lets \`${label}\` know them: list them, and the answer is exact`;
  });
  return [...new Set(sentences)];
}

type Labelled = ReadonlyMap<string, string>;

/** What the leader has drawn on the way to one of its sequences, and what these draws knew, by label. */
function wayTo(
  { game }: Tree,
  unknowns: Unknowns,
  from: number,
): { readonly draws: Labelled; readonly knows: Labelled } {
  const { informationSets } = game;
  const draws = new Map<string, string>();
  const knows = new Map<string, string>();
  for (let sequence = from; sequence !== EMPTY; ) {
    const set = unknowns.setOf(sequence);
    if (set === undefined) break;
    const described = informationSets.describe(set);
    draws.set(described.label, String((unknowns.positionOf[sequence] ?? 0) - at(informationSets.firstAction, set)));
    for (const { label, value } of described.knows) knows.set(label, valueInWords(value));
    sequence = unknowns.sequenceBefore(set);
  }
  return { draws, knows };
}

/** The labels that do not say the same everywhere. */
function differencesOf(ways: readonly Labelled[]): readonly string[] {
  const labels = new Set(ways.flatMap((way) => [...way.keys()]));
  return [...labels].filter((label) => new Set(ways.map((way) => way.get(label))).size > 1);
}
