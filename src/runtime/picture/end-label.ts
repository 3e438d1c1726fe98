import type { Game } from '../game/game.ts';
import { show } from '../play/show.ts';
import { numberText } from './number-text.ts';

/** What each payee gets at an end, committed numbers by name: `prosecutor 1`, `principal 10 - wage(success)`. */
export function endLabel(game: Game, node: number): string {
  const end = game.index[node] ?? 0;
  const { payees, payoff } = game;
  const utilities = payees.map((_, at) =>
    utilityText(payoff[end * payees.length + at] ?? 0, moneyTerms(game, end, at)),
  );
  return payees.map((payee, at) => `${payee} ${utilities[at]}`).join('\n');
}

/** The same where the committed numbers are known: `payoff` holds them, by end and payee. */
export function settledLabel({ index, payees }: Game, node: number, payoff: Float64Array): string {
  const end = index[node] ?? 0;
  return payees.map((payee, at) => `${payee} ${numberText(payoff[end * payees.length + at] ?? 0)}`).join('\n');
}

function utilityText(constant: number, money: readonly Term[]): string {
  const [first, ...others] = money;
  if (first === undefined) return numberText(constant);
  const joined = (terms: readonly Term[]): string => terms.map(({ sign, text }) => ` ${sign} ${text}`).join('');
  if (constant !== 0) return `${numberText(constant)}${joined(money)}`;
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
