import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, emptyCatalog, render } from '../../dsl/index.ts';
import type { Model } from '../../dsl/model.ts';
import { type InstantiateOptions, instantiate } from '../play/instantiate.ts';
import type { Play } from '../play/play.ts';
import type { Value } from '../play/value.ts';
import type { Game } from './game.ts';

/** For tests: a text as a model. */
export function modelOf(text: string): Model {
  const read = () => ({ refused: 'tests read no files' });
  const { model, diagnostics } = check(text, { file: 'test.icsap', catalog: emptyCatalog, read });
  if (!model) throw new Error(diagnostics.map((one) => render(one).message).join('\n'));
  return model;
}

/** For tests: the first scenario of a text as a play. */
export function playOf(
  text: string,
  parameters: Readonly<Record<string, Value>> = {},
  options: InstantiateOptions = {},
): Play {
  const [scenario] = modelOf(text).scenarios.values();
  if (!scenario) throw new Error('the text has no scenario');
  return instantiate(scenario, new Map(Object.entries(parameters)), options);
}

/** For tests: a file of the catalogue. */
export function catalogueText(file: string): string {
  return readFileSync(join(import.meta.dirname, '../../../scenarios', file), 'utf8');
}

/** For tests: information sets by the name of the player. */
export function setsByPlayer({ players, informationSets }: Game): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const player of informationSets.player) {
    const name = players[player] ?? '';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
