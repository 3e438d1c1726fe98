import { check, emptyCatalog, render } from '../../dsl/index.ts';
import type { RuleStatement, StudyModel } from '../../dsl/model.ts';
import type { Profile, Solution } from '../../plugins/contract/solution.ts';
import { type CompileOptions, compile } from '../game/compile.ts';
import type { PlayedGame } from '../game/game.ts';
import { induce } from '../play/induced.ts';
import { instantiate } from '../play/instantiate.ts';
import { toDouble } from '../play/numeric.ts';
import { show } from '../play/show.ts';
import { Float } from '../play/value.ts';
import type { Problem } from '../problem/problem.ts';
import { recognise } from '../problem/recognise.ts';
import { type FixedPart, fixedPart, fixRules, outcome } from './index.ts';

/** A study of a text, with its problem and what its rules fix. */
export interface FixedStudy {
  readonly problem: Problem<PlayedGame>;
  readonly fixed: FixedPart;
  readonly solution: Solution;
}

/** For tests: the play under the rules of the last study of a text. */
export function fixedStudy(text: string, options: CompileOptions = {}): FixedStudy {
  const { model, diagnostics } = check(text, {
    file: 'test.icsap',
    catalog: emptyCatalog,
    read: () => ({ refused: 'tests read no files' }),
  });
  const study = model?.studies.at(-1);
  const scenario = study && model?.scenarios.get(study.scenario);
  if (!scenario) throw new Error(diagnostics.map((one) => render(one).message).join('\n'));
  const play = instantiate(scenario, new Map(), { slots: study.slots });
  const problem = recognise(compile(play, options));
  const fixed = fixedPart(problem.game, fixRules(play, rulesOf(study), study.functions));
  return { problem, fixed, solution: outcome(problem, fixed) };
}

function rulesOf(study: StudyModel): readonly RuleStatement[] {
  return study.statements.filter((statement) => statement.kind === 'rule');
}

/** For tests: the chance of each value of a place at the end of the play that a profile induces, by text. */
export function chancesOf(
  { game }: Problem<PlayedGame>,
  profile: Profile,
  label: string,
): Readonly<Record<string, number>> {
  const { informationSets, play } = game;
  const found: Record<string, number> = {};
  induce(
    play,
    ({ situation, options }) => {
      const first = informationSets.firstAction[informationSets.ofSituation(situation)] ?? 0;
      return profile.chances.subarray(first, first + options.length);
    },
    (process, probability) => {
      const step = process.path().find((one) => one.replace(/^[^=]*: /, '').startsWith(`${label} = `));
      const value = step?.split(' = ').at(-1) ?? 'none';
      found[value] = (found[value] ?? 0) + toDouble(probability);
    },
    { money: (cell) => new Float(profile.money[cell] ?? Number.NaN) },
  );
  return found;
}

/** For tests: the committed reals by label and arguments: `price[1](bid[1] = 0, bid[2] = 1)`. */
export function moneyOf({ game }: Problem, profile: Profile): Readonly<Record<string, number>> {
  const { cells } = game;
  const named = Array.from(profile.money, (amount, index): [string, number] => {
    const { label, arguments: given } = cells.at(index);
    return [`${label}(${given.map((known) => show(known.value)).join(', ')})`, amount];
  });
  return Object.fromEntries(named);
}
