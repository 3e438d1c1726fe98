import type { FunctionModel, RuleStatement } from '../../dsl/model.ts';
import { Formulas } from '../answer/formula.ts';
import type { Play } from '../play/play.ts';
import { Census } from './census.ts';
import { Frame } from './frame.ts';
import { NotDirect } from './not-direct.ts';
import { type LeaveLine, type Outline, Outliner } from './outline.ts';
import type { Pace } from './pace.ts';
import { Present } from './present.ts';
import { type Bound, Resolver } from './resolve.ts';
import { RuleValues } from './rule-values.ts';

/**
 * A scenario in which nature draws, players report what they have seen, and rules that formulas fix are applied to the
 * reports (a direct mechanism). Its rules are evaluated once for each profile of reports, and its payments once for each
 * combination of what they read: no tree of lies is built.
 */
export class Mechanism {
  readonly play: Play;
  readonly frame: Frame;
  readonly resolver: Resolver;
  readonly outline: Outline;
  readonly census: Census;
  readonly rules: readonly RuleValues[];
  /** What is read, and how many draws and reports there are, in the whole scenario. */
  readonly all: LeaveLine['before'];
  /** What names of the scenario stand for. */
  readonly lets: Bound;
  #present: Present | undefined;

  /** Throws a NotDirect where the scenario has another form. */
  constructor(play: Play, statements: readonly RuleStatement[], functions: readonly FunctionModel[]) {
    this.play = play;
    this.frame = new Frame(play, functions);
    this.resolver = new Resolver(this.frame, functions, play.scenario);
    const outliner = new Outliner(play, this.frame, this.resolver);
    this.outline = outliner.run();
    this.all = outliner.all;
    this.lets = outliner.lets;
    this.census = new Census(this.outline.draws, this.frame);
    const formulas = new Formulas(statements, play.scenario.players, (each) =>
      this.resolver.known(each, new Map(), 'an index of a `rule`'),
    );
    this.rules = this.outline.rules.map((line) => {
      const found = formulas.of(line.label);
      if (!found) throw new NotDirect(`\`${line.label}\` is not fixed`);
      return new RuleValues(line, found.statement, this.resolver.resolve(found.formula, this.lets), this.frame);
    });
  }

  get present(): Present {
    if (!this.#present) throw new RangeError('nothing has been drawn yet');
    return this.#present;
  }

  /** Lies that there are, over all players and types, for one profile of the others: at most so many branches a profile. */
  get lies(): number {
    return this.outline.reports.reduce((sum, _, report) => sum + this.present.size(this.present.draws + report) - 1, 0);
  }

  /** Lists all draws. Throws a NotDirect, an OutOfTime. */
  async prepare(pace: Pace): Promise<void> {
    await this.census.take(pace);
    const present = new Present(this.outline, this.census, this.frame, this.rules);
    for (const { knows } of this.outline.reports)
      for (const { value } of knows)
        if (present.numbersOf(value.reads).some((number) => number >= present.draws))
          throw new NotDirect('a report follows on what others report');
    for (const rule of this.rules) rule.prepare(present);
    this.#present = present;
  }
}
