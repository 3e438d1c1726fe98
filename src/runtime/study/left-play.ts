import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Exact } from '../../dsl/number.ts';
import type { Span } from '../../dsl/span.ts';
import type { FixedRules } from '../answer/index.ts';
import { toDouble } from '../play/numeric.ts';
import type { LeaveMark, Play, PlayEvent, Process, RequireMark } from '../play/play.ts';
import type { Affine, Float, Value } from '../play/value.ts';

/**
 * The play that fixed rules leave: what a formula fixes is drawn by nature, or is a number, and nobody commits any more. Reports
 * are choices like any other, lies included. `span` is where it is asked for; there a rule that no formula fixes is an error.
 */
export function leftPlay(play: Play, rules: FixedRules, span: Span): Play {
  const money = (cell: number, process: Process): Exact | Float => {
    const { label } = play.cells.at(cell);
    return rules.money(play.cells.at(cell), process) ?? refuse(label, span);
  };
  const { scenario, parameters, players, teams, payees, payeeOf, situations, cells } = play;
  return {
    scenario,
    parameters,
    players,
    teams,
    payees,
    payeeOf,
    situations,
    cells,
    commits: false,
    leaders: new Set(),
    start: () => new LeftProcess(play.start(money), rules, span),
    assign: (slot, value) => play.assign(slot, value),
    compile: (expression, functions) => {
      const evaluate = play.compile(expression, functions);
      return (process) => evaluate(process instanceof LeftProcess ? process.inner : process);
    },
  };
}

function refuse(label: string, span: Span): never {
  throw new DiagnosticError([{ code: 'run/open-rules', span, open: [label] }]);
}

/** A process whose fixed decisions are draws; options that a formula never takes are left out. */
class LeftProcess implements Process {
  readonly inner: Process;
  readonly #rules: FixedRules;
  readonly #span: Span;
  #event: PlayEvent;
  /** For each option of the event, its position in the inner one. */
  #positions: readonly number[] | undefined;

  constructor(inner: Process, rules: FixedRules, span: Span) {
    this.inner = inner;
    this.#rules = rules;
    this.#span = span;
    this.#event = inner.event;
    this.#look();
  }

  get event(): PlayEvent {
    return this.#event;
  }

  take(option: number): void {
    this.inner.take(this.#positions?.[option] ?? option);
    this.#look();
  }

  give(value: Value): void {
    this.inner.give(value);
    this.#look();
  }

  mark(): number {
    return this.inner.mark();
  }

  undo(mark: number): void {
    this.inner.undo(mark);
    this.#look();
  }

  release(mark: number): void {
    this.inner.release(mark);
  }

  get realised(): number {
    return this.inner.realised;
  }

  path(): readonly string[] {
    return this.inner.path();
  }

  knowledge(player: number): number {
    return this.inner.knowledge(player);
  }

  utility(index: number): Exact | Float | Affine {
    return this.inner.utility(index);
  }

  get leaves(): readonly LeaveMark[] {
    return this.inner.leaves;
  }

  get requirements(): readonly RequireMark[] {
    return this.inner.requirements;
  }

  get money(): Process['money'] {
    return this.inner.money;
  }

  #look(): void {
    const { event } = this.inner;
    const chances = event.player && this.#rules.lottery(event, this.inner);
    if (!chances && event.kind === 'rule') refuse(event.label, this.#span);
    this.#event = event;
    this.#positions = undefined;
    if (!chances) return;
    const positions = event.options
      .map((_, position) => position)
      .filter((position) => toDouble(chances[position] ?? 0) > 0);
    this.#positions = positions;
    this.#event = {
      ...event,
      kind: 'chance',
      player: undefined,
      situation: -1,
      options: positions.map((position) => event.options[position] ?? null),
      chances: positions.map((position) => chances[position] ?? 0),
    };
  }
}
