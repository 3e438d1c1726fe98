import { LineTable } from '../../dsl/lines.ts';
import type { CommitsStatement, FunctionModel, Statement } from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import { Formulas } from '../answer/formula.ts';
import { placeOfLabel } from '../answer/place-label.ts';
import type { Play } from '../play/play.ts';
import { show } from '../play/show.ts';
import { statementsWithin } from '../play/statement/within.ts';
import { rulesOf } from './fixed-rules.ts';
import type { UnitPlan } from './plan.ts';
import type { RulePlace } from './run.ts';

/** Where the committed rules of a unit are written: the line of the `rule` that fixes each, or of its `commits`. */
export class RulePlaces {
  readonly #unit: UnitPlan;
  readonly #play: Play;
  #formulas: Formulas | undefined;
  #commits: readonly CommitsStatement[] | undefined;

  constructor(unit: UnitPlan, play: Play) {
    this.#unit = unit;
    this.#play = play;
  }

  /** A place for each label, in order; labels that are written on one line by one statement share it: the first stays. */
  of(labels: readonly string[]): readonly RulePlace[] {
    return labels.flatMap((rule) => this.#place(rule) ?? []);
  }

  #place(rule: string): RulePlace | undefined {
    this.#formulas ??= this.#newFormulas();
    const fixed = this.#formulas.of(rule)?.statement;
    const written = fixed ?? this.#committed(rule);
    if (!written) return undefined;
    const { span } = written;
    return { rule, statement: fixed ? 'rule' : 'commits', file: span.file, line: this.#line(span) };
  }

  #newFormulas(): Formulas {
    const { study, scenario } = this.#unit;
    const play = this.#play;
    return new Formulas(rulesOf(study), scenario.players, (each) => play.compile(each, study.functions)(play.start()));
  }

  #committed(label: string): CommitsStatement | undefined {
    const { name, indices } = placeOfLabel(label);
    const { body, functions } = this.#unit.scenario;
    this.#commits ??= commitsOf(body, functions);
    const named = this.#commits.filter(({ target }) => target.declaration.name === name);
    const exact = named.find(({ target }) =>
      target.path.every((index, at) => index.kind === 'constant' && showsAs(index.value, indices[at])),
    );
    return exact ?? named[0];
  }

  #line({ file, start }: Span): number {
    return new LineTable(this.#unit.sources.get(file) ?? this.#unit.text).position(start).line;
  }
}

function commitsOf(body: readonly Statement[], functions: readonly FunctionModel[]): readonly CommitsStatement[] {
  return [...statementsWithin(body, functions)].filter((statement) => statement.kind === 'commits');
}

/** Whether a constant stands in a label as this text. */
function showsAs(value: unknown, text: string | undefined): boolean {
  return (typeof value === 'number' || typeof value === 'string') && show(value) === text;
}
