import { CHANCE, type Game } from '../game/game.ts';
import { show } from '../play/show.ts';

/** What is written at a node, and on the edge that leads to it. */
export interface PrintedLabel {
  /** `ana: first`, `card[ana]`; empty at an end. */
  readonly place: string;
  /** The value taken on the way here: `bet`, `guilty 0.3`; empty at the root. */
  readonly taken: string;
}

/** Labels of the first `count` nodes of a game. */
export function nodeLabels(game: Game, count: number): readonly PrintedLabel[] {
  return game.labels(count).map(({ place, taken, chance }, node) => {
    const player = game.players[game.actor[node] ?? CHANCE];
    const value = taken === undefined ? '' : show(taken);
    return { place: placeOf(player, place), taken: chance === undefined ? value : `${value}  ${show(chance)}` };
  });
}

function placeOf(player: string | undefined, label: string): string {
  return player === undefined ? label : `${player}: ${label}`;
}

/** What each payee gets at an end: `prosecutor 1`, `principal 10 - wage(success)`. */
export function endLabel(game: Game, node: number): string {
  const end = game.index[node] ?? 0;
  const { payees, payoff } = game;
  const utilities = payees.map((_, at) =>
    utilityText(payoff[end * payees.length + at] ?? 0, moneyTerms(game, end, at)),
  );
  return payees.map((payee, at) => `${payee} ${utilities[at]}`).join('\n');
}

function utilityText(constant: number, money: readonly Term[]): string {
  const [first, ...others] = money;
  if (first === undefined) return round(constant);
  const joined = (terms: readonly Term[]): string => terms.map(({ sign, text }) => ` ${sign} ${text}`).join('');
  if (constant !== 0) return `${round(constant)}${joined(money)}`;
  return `${first.sign === '-' ? '-' : ''}${first.text}${joined(others)}`;
}

interface Term {
  readonly sign: '+' | '-';
  readonly text: string;
}

/** Committed numbers in a utility: `wage(success)`, `1/2 price[1](low)`. */
function moneyTerms({ commitments, cells }: Game, end: number, payee: number): readonly Term[] {
  if (!commitments) return [];
  const { termStart, termCell, termPayee, termCoefficient } = commitments;
  const terms: Term[] = [];
  for (let term = termStart[end] ?? 0; term < (termStart[end + 1] ?? 0); term++) {
    if (termPayee[term] !== payee) continue;
    const { label, arguments: given } = cells.at(termCell[term] ?? 0);
    const name = given.length === 0 ? label : `${label}(${given.map(({ value }) => show(value)).join(', ')})`;
    const coefficient = show(termCoefficient[term] ?? 0);
    const size = coefficient.replace('-', '');
    terms.push({ sign: coefficient.startsWith('-') ? '-' : '+', text: size === '1' ? name : `${size} ${name}` });
  }
  return terms;
}

function round(number: number): string {
  return String(Number(number.toPrecision(6)));
}

/** Whether a node belongs to nature. */
export function isChance(game: Game, node: number): boolean {
  return game.actor[node] === CHANCE;
}
