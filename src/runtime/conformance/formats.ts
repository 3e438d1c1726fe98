import { type Exporter, type Importer, ImportFailure } from '../../plugins/contract/game-tree.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';
import { treeOfGame } from '../game/to-tree.ts';
import type { Problem } from '../problem/problem.ts';
import { type ConformanceCheck, checkOf } from './checks.ts';

/** Texts that are no file of anything, and the beginnings of some that might be. */
const nonsense: readonly string[] = ['', ' \n', '{', '"', '\u0000', 'what is this?', '1 2 3', '[{"a": 1}]'];

/** An importer tells what is wrong with a text at its place; whatever it throws else is a mistake of its own. */
export function importerChecks(importer: Importer, ending: string): readonly ConformanceCheck[] {
  return nonsense.map((text) =>
    checkOf(`.${ending}: ${JSON.stringify(text)} is read, or refused at its place`, complaint(importer, text, ending)),
  );
}

function complaint(importer: Importer, text: string, ending: string): string | undefined {
  try {
    importer.read(text, ending);
    return undefined;
  } catch (error) {
    if (!(error instanceof ImportFailure)) return `it throws no ImportFailure: ${String(error)}`;
    if (error.mistakes.length === 0) return 'its ImportFailure has no mistakes';
    const isPlaced = error.mistakes.every(({ start, end }) => start >= 0 && start <= end && end <= text.length);
    return isPlaced ? undefined : 'a mistake lies outside the text';
  }
}

/** An exporter writes every small game, or refuses it by name; the same game gives the same bytes, and stays as it is. */
export function exporterChecks(
  exporter: Exporter,
  ending: string,
  problems: readonly { readonly name: string; readonly problem: Problem }[],
): readonly ConformanceCheck[] {
  return problems.flatMap(({ name, problem: { game } }) => {
    const tree = treeOfGame(game, name, '');
    const before = bytes(tree);
    const first = textOf(exporter, tree, ending);
    const of = (what: string): string => `.${ending}, ${name}: ${what}`;
    if ('problem' in first) return [checkOf(of('it is written, or refused by name'), first.problem)];
    const second = textOf(exporter, tree, ending);
    return [
      checkOf(of('it is written, or refused by name'), first.text === '' ? 'the text is empty' : undefined),
      checkOf(of('the same game gives the same bytes'), bytes(first) === bytes(second) ? undefined : 'they differ'),
      checkOf(of('the input is as it was'), bytes(tree) === before ? undefined : 'the game was changed'),
    ];
  });
}

function textOf(exporter: Exporter, tree: Parameters<Exporter['write']>[0], ending: string) {
  try {
    return { text: exporter.write(tree, ending) };
  } catch (error) {
    return error instanceof Refusal ? { text: error.message } : { problem: String(error) };
  }
}

function bytes(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each));
}
