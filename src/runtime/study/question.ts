import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { AskExpression, Expression, FunctionModel } from '../../dsl/model.ts';
import type { Profile } from '../../plugins/contract/solution.ts';
import type { Game, PlayedGame } from '../game/game.ts';
import { type Behaviour, induce } from '../play/induced.ts';
import { toDouble } from '../play/numeric.ts';
import type { Evaluate } from '../play/play.ts';
import { show } from '../play/show.ts';
import { Float, Player, Team, type Value } from '../play/value.ts';
import { isNumber } from './exact-text.ts';
import type { Answer } from './solved.ts';

/**
 * Answers a question about the play that an answer induces: the value of a player, the chance of an event, the mean of an
 * expression, given an event. The condition is read first, the rest only where it holds. Time: linear in the histories of
 * positive probability. Throws a DiagnosticError: a condition of chance 0, something that is no number.
 */
export function answerQuestion(
  game: PlayedGame,
  { profile, certificate }: Answer,
  question: AskExpression,
  functions: readonly FunctionModel[],
): Value {
  if (question.question === 'value') {
    const who = game.play.compile(question.subject, functions)(game.play.start());
    return new Float(certificate.values[payeeOf(game, who)] ?? Number.NaN);
  }
  return new Mean(game, question, functions).under(profile);
}

function payeeOf(game: Game, who: Value): number {
  if (who instanceof Team) return game.payees.indexOf(who.name);
  return who instanceof Player ? (game.payeeOf[who.index] ?? -1) : -1;
}

/** A chance is the mean of an event, which counts as 1 where it happens. */
class Mean {
  readonly #game: PlayedGame;
  readonly #question: AskExpression;
  readonly #subject: Evaluate;
  readonly #given: Evaluate | undefined;

  constructor(game: PlayedGame, question: AskExpression, functions: readonly FunctionModel[]) {
    this.#game = game;
    this.#question = question;
    this.#subject = game.play.compile(question.subject, functions);
    this.#given = question.given && game.play.compile(question.given, functions);
  }

  under(profile: Profile): Float {
    let mass = 0;
    let sum = 0;
    const money = (cell: number): Float => new Float(profile.money[cell] ?? Number.NaN);
    const visit =
      (weight: number): Parameters<typeof induce>[2] =>
      (process, probability) => {
        if (this.#given && this.#given(process) !== true) return;
        const chance = weight * toDouble(probability);
        mass += chance;
        sum += chance * this.#worth(this.#subject(process));
      };
    const { correlated } = profile;
    if (!correlated) induce(this.#game.play, behaviourOf(this.#game, profile), visit(1), { money });
    else {
      for (const { chance, actions } of correlated.plans) {
        induce(this.#game.play, obedience(this.#game, actions), visit(chance), { money });
      }
    }
    if (mass > 0) return new Float(sum / mass);
    const span = (this.#question.given ?? this.#question).span;
    throw new DiagnosticError([{ code: 'run/condition', span, solution: this.#question.solution.name }]);
  }

  #worth(value: Value): number {
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (isNumber(value)) return toDouble(value);
    const { subject }: { readonly subject: Expression } = this.#question;
    throw new DiagnosticError([
      { code: 'run/not-a-number', span: subject.span, what: 'what `mean` is taken of', given: show(value) },
    ]);
  }
}

function behaviourOf({ informationSets }: Game, { chances }: Profile): Behaviour {
  return ({ situation, options, truthful }) => {
    const set = informationSets.ofSituation(situation);
    const first = informationSets.firstAction[set];
    if (first !== undefined) return chances.subarray(first, first + options.length);
    // Reports that no single liar leads to are not in the tree: they are honest.
    return options.map((_, option) => (option === truthful ? 1 : 0));
  };
}

/** All do what a plan says. */
function obedience({ informationSets }: Game, actions: Int32Array): Behaviour {
  return ({ situation, options }) => {
    const action = actions[informationSets.ofSituation(situation)];
    return options.map((_, option) => (option === action ? 1 : 0));
  };
}
