import type {
  CommitsStatement,
  Declaration,
  Expression,
  FunctionModel,
  ReportsStatement,
  ScenarioModel,
  Statement,
} from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import { statementsWithin } from '../play/statement/within.ts';
import { rewriteChildren } from '../study/rewrite.ts';
import type { Recommendation } from './recommendation.ts';

/** Functions, known to nobody else, that give players and recommendations by position. No name of an author has a dot. */
export const PLAYER = 'extension.player';
export const VALUES = 'extension.values';

/** What the rule that recommends is called: a name that the author has not used. */
const NAMES = ['advice', 'recommendation', 'instruction', 'recommended', 'instructed'];

/**
 * The scenario with rules that recommend: committed first of all, seen just before each choice, and known to all
 * committed numbers that are realised later.
 */
export function mediatedScenario(
  scenario: ScenarioModel,
  slots: number,
  leader: number,
  recommendations: readonly Recommendation[],
  names: readonly string[],
): ScenarioModel {
  return new Mediation(scenario, slots, leader, recommendations, names).scenario();
}

type Argument = CommitsStatement['arguments'][number];

class Mediation {
  readonly #scenario: ScenarioModel;
  readonly #leader: number;
  readonly #recommendations: readonly Recommendation[];
  /** Names of the players, by position. */
  readonly #names: readonly string[];
  readonly #advice: Declaration;

  constructor(
    scenario: ScenarioModel,
    slot: number,
    leader: number,
    recommendations: readonly Recommendation[],
    names: readonly string[],
  ) {
    const used = new Set([...scenario.names, ...scenario.players, ...scenario.teams].map(({ name }) => name));
    const name = NAMES.find((each) => !used.has(each)) ?? 'extension.advice';
    const isPublic = recommendations.some(({ player }) => player === undefined);
    this.#scenario = scenario;
    this.#leader = leader;
    this.#recommendations = recommendations;
    this.#names = names;
    this.#advice = {
      name,
      kind: 'rule',
      frame: 'play',
      slot,
      span: scenario.span,
      type: { kind: 'unknown' },
      indices: isPublic ? 0 : 1,
    };
  }

  scenario(): ScenarioModel {
    const { names, body, functions } = this.#scenario;
    const given = this.#arguments();
    return {
      ...this.#scenario,
      slots: this.#advice.slot + 1,
      names: [...names, this.#advice],
      body: [...this.#recommendations.map((_, n) => this.#commits(n, given)), ...this.#block(body)],
      functions: functions.map((model) => this.#function(model)),
    };
  }

  #function(model: FunctionModel): FunctionModel {
    return 'kind' in model.body ? model : { ...model, body: this.#block(model.body) };
  }

  #commits(position: number, given: readonly Argument[]): CommitsStatement {
    const { span } = this.#scenario;
    const set = call(VALUES, position, span, { kind: 'set', of: { kind: 'unknown' } });
    return {
      kind: 'commits',
      span,
      who: this.#player(this.#leader),
      target: { span, declaration: this.#advice, path: this.#pathOf(this.#recommendations[position]) },
      arguments: given,
      captures: [],
      domain: { kind: 'members', set, span },
    };
  }

  #player(index: number): Expression {
    return call(PLAYER, index, this.#scenario.span, { kind: 'player' });
  }

  #pathOf(recommendation: Recommendation | undefined): readonly Expression[] {
    return recommendation?.player === undefined ? [] : [this.#player(recommendation.player)];
  }

  /** What the leader's finite rules may depend on, and all reports: as far as they have a value by then. */
  #arguments(): readonly Argument[] {
    const found = new Map<Declaration | Expression, Argument>();
    for (const statement of statementsWithin(this.#scenario.body, this.#scenario.functions)) {
      if (statement.kind === 'reports') add(found, reported(statement));
      if (statement.kind !== 'commits' || statement.domain.kind !== 'members') continue;
      for (const argument of statement.arguments) for (const one of partsOf(statement, argument)) add(found, one);
    }
    return [...found.values()];
  }

  #block(statements: readonly Statement[]): readonly Statement[] {
    return statements.flatMap((statement) => this.#statement(statement));
  }

  #statement(statement: Statement): readonly Statement[] {
    switch (statement.kind) {
      case 'chooses':
        return [this.#sees(statement.who, statement.span), statement];
      case 'commits':
        return [statement.domain.kind === 'real' ? this.#informed(statement) : statement];
      case 'if':
        return [{ ...statement, then: this.#block(statement.then), otherwise: this.#block(statement.otherwise) }];
      case 'for':
      case 'while':
        return [{ ...statement, body: this.#block(statement.body) }];
      default:
        return [statement];
    }
  }

  #sees(who: Expression, span: Span): Statement {
    const path = this.#advice.indices === 0 ? [] : [who];
    const what = [{ value: this.#read(path, span), label: { parts: [this.#advice.name] }, span }];
    return { kind: 'sees', span, who: [who], what };
  }

  #read(path: readonly Expression[], span: Span): Expression {
    const type = { kind: 'unknown' } as const;
    const of: Expression = { kind: 'reference', to: this.#advice, span, type };
    return path.length === 0 ? of : { kind: 'index', of, indices: path, span, type };
  }

  #informed(statement: CommitsStatement): CommitsStatement {
    const { span } = statement;
    const told = this.#recommendations.map((recommendation): Argument => {
      const path = this.#pathOf(recommendation);
      const { name } = this.#advice;
      const { player } = recommendation;
      const label = player === undefined ? name : `${name}[${this.#names[player]}]`;
      const place = { span, declaration: this.#advice, path };
      return { value: ifMade([place], this.#read(path, span), span), label: { parts: [label] }, span };
    });
    return { ...statement, arguments: [...statement.arguments, ...told] };
  }
}

function add(
  found: Map<Declaration | Expression, Argument>,
  one: { readonly key: Declaration | Expression; readonly argument: Argument },
): void {
  if (!found.has(one.key)) found.set(one.key, one.argument);
}

function reported({ target, span }: ReportsStatement) {
  return { key: target.declaration, argument: whole(target.declaration, span) };
}

/** A name of the play as an argument: of a family, all that exists of it. */
function whole(declaration: Declaration, span: Span): Argument {
  const value: Expression = { kind: 'reference', to: declaration, span, type: declaration.type };
  const place = { span, declaration, path: [] };
  return { value: ifMade([place], value, span), label: { parts: [declaration.name] }, span };
}

/** An argument as it stands, if it can be read outside its loop; else the names that it reads. */
function partsOf(statement: CommitsStatement, { value, label, span }: Argument) {
  const names = namesIn(value).filter(({ kind }) => kind === 'draw' || kind === 'report');
  const isPlain = value.kind === 'reference' || statement.captures.length > 0 || names.length === 0;
  if (isPlain) return names.map((declaration) => ({ key: declaration, argument: whole(declaration, span) }));
  const places = names.map((declaration) => ({ span, declaration, path: [] }));
  return [{ key: value, argument: { value: ifMade(places, value, span), label, span } }];
}

/** The names of the play that an expression reads. */
function namesIn(expression: Expression): readonly Declaration[] {
  const names = new Set<Declaration>();
  const visit = (inner: Expression): Expression => {
    if (inner.kind === 'reference') names.add(inner.to);
    rewriteChildren(inner, visit);
    return inner;
  };
  visit(expression);
  return [...names];
}

/** The value, or `none` as long as one of the places has none. */
function ifMade(
  places: readonly { readonly span: Span; readonly declaration: Declaration; readonly path: readonly Expression[] }[],
  value: Expression,
  span: Span,
): Expression {
  const none: Expression = { kind: 'constant', value: null, span, type: { kind: 'none' } };
  return places.reduce<Expression>((then, place) => {
    const condition: Expression = { kind: 'made', place, span, type: { kind: 'boolean' } };
    return { kind: 'conditional', condition, then, otherwise: none, span, type: { kind: 'unknown' } };
  }, value);
}

function call(name: string, position: number, span: Span, type: Expression['type']): Expression {
  const at: Expression = { kind: 'constant', value: position, span, type: { kind: 'number' } };
  return { kind: 'plugin-call', name, arguments: [at], span, type };
}
