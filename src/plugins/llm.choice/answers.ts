import { Refusal, type SeatDecision } from '../contract/index.ts';
import type { ChoiceOptions } from './options.ts';

/** The text of each move at a decision. Throws a Refusal where two moves have one text: the model could not tell them apart. */
export function answerTexts({ choice, names }: SeatDecision, { answers }: ChoiceOptions): readonly string[] {
  const texts = names.map((name) => {
    const text = typeof answers === 'string' ? answers : (answers[name] ?? ' {action}');
    return text.replaceAll('{action}', name);
  });
  const twice = texts.findIndex((text, at) => texts.indexOf(text) !== at);
  if (twice < 0) return texts;
  const other = names[texts.indexOf(texts[twice] ?? '')];
  throw new Refusal(
    [`as ${choice}, \`${other}\` and \`${names[twice]}\` have the same text, ${JSON.stringify(texts[twice])}`],
    ['Give each move a text of its own in `answers`, or write `{action}` into the common one.'],
  );
}

/** Throws a Refusal for texts of moves that are nowhere to be chosen: a slip of the pen would otherwise have no effect. */
export function refuseStrangers(decisions: readonly SeatDecision[], { answers }: ChoiceOptions): void {
  if (typeof answers === 'string') return;
  const known = new Set(decisions.flatMap(({ names }) => names));
  const stranger = Object.keys(answers).find((name) => !known.has(name));
  if (stranger === undefined) return;
  const moves = [...known].map((name) => `\`${name}\``).join(', ');
  throw new Refusal([`\`answers\` has a text for \`${stranger}\`, which is no move here`], [`The moves are ${moves}.`]);
}
