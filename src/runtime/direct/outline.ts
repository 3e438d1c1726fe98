import type { Expression, Place, Statement } from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import { itemsOf } from '../play/expression/members.ts';
import type { Play } from '../play/play.ts';
import { show } from '../play/show.ts';
import { isList, Player, Team, Tuple, type Value } from '../play/value.ts';
import type { Frame } from './frame.ts';
import { NotDirect } from './not-direct.ts';
import type { Resolved, Resolver } from './resolve.ts';

/** What a player has been told by some line: labels with what they are of. */
export type Knowledge = readonly { readonly label: string; readonly value: Resolved }[];

export interface DrawLine {
  readonly label: string;
  readonly name: string;
  readonly index: Value | undefined;
  readonly distribution: Resolved;
  readonly span: Span;
}

export interface ReportLine {
  readonly player: number;
  readonly label: string;
  readonly name: string;
  readonly index: Value | undefined;
  /** Label of the draw that is reported. */
  readonly of: string;
  readonly knows: Knowledge;
}

export interface RuleLine {
  readonly leader: number;
  readonly label: string;
  readonly name: string;
  readonly index: Value | undefined;
  readonly members: Resolved | undefined;
  readonly min: Resolved | undefined;
  readonly max: Resolved | undefined;
  readonly span: Span;
}

export interface PayLine {
  readonly payee: number;
  readonly when: readonly Resolved[];
  readonly value: Resolved;
  readonly span: Span;
}

export interface LeaveLine {
  readonly player: number;
  readonly when: readonly Resolved[];
  readonly worth: Resolved;
  readonly knows: Knowledge;
  /** Draws, reports, and rules that were read before the line. */
  readonly before: { readonly moves: number; readonly rules: ReadonlySet<string> };
}

export interface RequireLine {
  readonly when: readonly Resolved[];
  readonly condition: Expression;
  readonly resolved: Resolved;
}

/** A scenario in which nature draws, some are told, some report, rules are used, and everybody is paid: line by line. */
export interface Outline {
  readonly draws: DrawLine[];
  readonly reports: ReportLine[];
  readonly rules: RuleLine[];
  readonly pays: PayLine[];
  readonly leaves: LeaveLine[];
  readonly requires: RequireLine[];
}

/** Writes out loops and branches that are known before play. Throws a NotDirect where the scenario has another form. */
export class Outliner {
  readonly #play: Play;
  readonly #frame: Frame;
  readonly #resolver: Resolver;
  readonly #bound = new Map<Place['declaration'], Resolved>();
  readonly #knows: { label: string; value: Resolved }[][];
  readonly #read = new Set<string>();
  #isPublic = false;
  #moves = 0;
  readonly outline: Outline = { draws: [], reports: [], rules: [], pays: [], leaves: [], requires: [] };

  constructor(play: Play, frame: Frame, resolver: Resolver) {
    this.#play = play;
    this.#frame = frame;
    this.#resolver = resolver;
    this.#knows = play.players.map(() => []);
  }

  run(): Outline {
    this.#block(this.#play.scenario.body, []);
    return this.outline;
  }

  /** True where the play ends. */
  #block(statements: readonly Statement[], when: readonly Resolved[]): boolean {
    return statements.some((statement) => this.#statement(statement, when));
  }

  #statement(statement: Statement, when: readonly Resolved[]): boolean {
    switch (statement.kind) {
      case 'players':
      case 'team':
        return false;
      case 'bind':
        this.#bind(statement, when);
        return false;
      case 'if':
        return this.#branch(statement, when);
      case 'for':
        return this.#loop(statement, when);
      case 'gets':
        this.#pay(statement, when);
        return false;
      case 'leave':
        this.#leave(statement, when);
        return false;
      case 'require':
        this.#require(statement, when);
        return false;
      default:
        if (when.length > 0) throw new NotDirect('what happens depends on the play');
        return this.#move(statement);
    }
  }

  #move(statement: Statement): boolean {
    switch (statement.kind) {
      case 'draw':
        this.#draw(statement);
        return false;
      case 'sees':
        this.#see(statement);
        return false;
      case 'reports':
        this.#report(statement);
        return false;
      case 'commits':
        this.#commit(statement);
        return false;
      case 'end':
        return true;
      default:
        throw new NotDirect(`the scenario has \`${statement.kind}\``);
    }
  }

  #resolve(expression: Expression): Resolved {
    return this.#resolver.resolve(expression, this.#bound);
  }

  #known(expression: Expression, what: string): Value {
    return this.#resolver.known(expression, this.#bound, what);
  }

  #bind({ targets, value }: Extract<Statement, { readonly kind: 'bind' }>, when: readonly Resolved[]): void {
    if (targets.some(({ path }) => path.length > 0)) throw new NotDirect('a member of a variable is assigned');
    const [only] = targets;
    if (targets.length > 1 || !only) {
      this.#share(
        targets.map(({ declaration }) => declaration),
        this.#known(value, 'what is taken apart'),
        value,
      );
      return;
    }
    const resolved = this.#resolve(value);
    const before = this.#bound.get(only.declaration);
    this.#bound.set(only.declaration, before ? chosen(when, resolved, before, value) : resolved);
  }

  /** Gives each name its part of a value. */
  #share(names: readonly Place['declaration'][], value: Value, at: Expression): void {
    const parts = names.length === 1 ? [value] : partsOf(value, at);
    names.forEach((name, position) => {
      this.#bound.set(name, { expression: this.#frame.holding(parts[position] ?? null, at), reads: new Set() });
    });
  }

  #branch(
    { condition, then, otherwise }: Extract<Statement, { readonly kind: 'if' }>,
    when: readonly Resolved[],
  ): boolean {
    const known = this.#resolver.constant(condition, this.#bound);
    if (known !== undefined) return this.#block(known === true ? then : otherwise, when);
    const holds = this.#resolve(condition);
    const { span, type } = condition;
    const fails: Resolved = {
      expression: { kind: 'unary', operator: 'not', operand: holds.expression, span, type },
      reads: holds.reads,
    };
    if (this.#block(then, [...when, holds]) || this.#block(otherwise, [...when, fails]))
      throw new NotDirect('some plays end early');
    return false;
  }

  #loop({ variables, over, body }: Extract<Statement, { readonly kind: 'for' }>, when: readonly Resolved[]): boolean {
    const items = itemsOf(this.#known(over, 'what a `for` runs over'), over.span);
    return items.some((item) => {
      this.#share(variables, item, over);
      return this.#block(body, when);
    });
  }

  #draw({ targets, distribution, span }: Extract<Statement, { readonly kind: 'draw' }>): void {
    const [target] = targets;
    if (!target || targets.length > 1) throw new NotDirect('several places are drawn together');
    const place = this.#place(target);
    if (this.outline.draws.some(({ label }) => label === place.label))
      throw new NotDirect(`\`${place.label}\` is drawn twice`);
    this.#moves += 1;
    this.outline.draws.push({ ...place, distribution: this.#resolve(distribution), span });
  }

  #see({ who, what }: Extract<Statement, { readonly kind: 'sees' }>): void {
    const players = who.length === 0 ? this.#play.players : who.flatMap((each) => this.#players(each));
    for (const { value, label } of what) {
      const text = label.parts
        .map((part) => (typeof part === 'string' ? part : show(this.#known(part, 'an index in a label'))))
        .join('');
      for (const { index } of players) this.#knows[index]?.push({ label: text, value: this.#resolve(value) });
    }
  }

  #report({ who, what, target, openly }: Extract<Statement, { readonly kind: 'reports' }>): void {
    const [player] = this.#players(who);
    if (!player) throw new NotDirect('nobody reports');
    if (this.#isPublic) throw new NotDirect('a report is made after another is public');
    if (this.outline.reports.some((report) => report.player === player.index))
      throw new NotDirect(`\`${player.name}\` reports twice`);
    this.#isPublic = openly;
    this.#moves += 1;
    const of = this.#place(what).label;
    this.outline.reports.push({
      ...this.#place(target),
      player: player.index,
      of,
      knows: this.#knowledge(player.index),
    });
  }

  #commit({ who, target, domain, span }: Extract<Statement, { readonly kind: 'commits' }>): void {
    const [leader] = this.#players(who);
    if (!leader || domain.kind === 'text') throw new NotDirect('a rule is in `text`');
    const maybe = (each: Expression | undefined): Resolved | undefined => each && this.#resolve(each);
    const members = domain.kind === 'members' ? this.#resolve(domain.set) : undefined;
    const [min, max] = domain.kind === 'real' ? [maybe(domain.min), maybe(domain.max)] : [];
    this.outline.rules.push({ ...this.#place(target), leader: leader.index, members, min, max, span });
  }

  #pay({ who, value }: Extract<Statement, { readonly kind: 'gets' }>, when: readonly Resolved[]): void {
    const resolved = this.#resolve(value);
    this.#noteReads([...when, resolved]);
    for (const payee of who.flatMap((each) => payeesOf(this.#known(each, 'who is paid'), each.span, this.#play)))
      this.outline.pays.push({ payee, when, value: resolved, span: value.span });
  }

  #leave({ who, worth }: Extract<Statement, { readonly kind: 'leave' }>, when: readonly Resolved[]): void {
    const [player] = this.#players(who);
    if (!player) throw new NotDirect('nobody may leave');
    const before = { moves: this.#moves, rules: new Set(this.#read) };
    this.outline.leaves.push({
      player: player.index,
      when,
      worth: this.#resolve(worth),
      knows: this.#knowledge(player.index),
      before,
    });
  }

  #require({ condition }: Extract<Statement, { readonly kind: 'require' }>, when: readonly Resolved[]): void {
    const resolved = this.#resolve(condition);
    this.#noteReads([...when, resolved]);
    for (const part of conjuncts(resolved.expression)) this.outline.requires.push({ when, condition: part, resolved });
  }

  #noteReads(all: readonly Resolved[]): void {
    for (const { reads } of all) for (const label of reads) this.#read.add(label);
  }

  /** What the `let`s of the scenario stand for: formulas and questions of a study may read them. */
  get lets(): ReadonlyMap<Place['declaration'], Resolved> {
    return new Map([...this.#bound].filter(([{ kind }]) => kind === 'let'));
  }

  /** Moves and reads of the whole scenario, to compare with those before a line. */
  get all(): LeaveLine['before'] {
    return { moves: this.#moves, rules: this.#read };
  }

  #knowledge(player: number): Knowledge {
    return [...(this.#knows[player] ?? [])];
  }

  #place({ declaration, path }: Place): {
    readonly label: string;
    readonly name: string;
    readonly index: Value | undefined;
  } {
    const label = this.#resolver.label(declaration.name, path, this.#bound);
    const [first] = path;
    return {
      label,
      name: declaration.name,
      index: first && path.length === 1 ? this.#known(first, 'an index') : undefined,
    };
  }

  #players(who: Expression): readonly Player[] {
    return playersIn(this.#known(who, 'who it is'), who.span);
  }
}

/** What a variable is after an assignment under conditions. */
function chosen(when: readonly Resolved[], then: Resolved, otherwise: Resolved, at: Expression): Resolved {
  const { span, type } = at;
  return when.reduceRight<Resolved>(
    (inner, condition) => ({
      expression: {
        kind: 'conditional',
        condition: condition.expression,
        then: inner.expression,
        otherwise: otherwise.expression,
        span,
        type,
      },
      reads: new Set([...condition.reads, ...inner.reads, ...otherwise.reads]),
    }),
    then,
  );
}

function partsOf(value: Value, at: Expression): readonly Value[] {
  if (value instanceof Tuple || isList(value)) return itemsOf(value, at.span);
  throw new NotDirect('something else than a tuple is taken apart');
}

function playersIn(value: Value, span: Span): readonly Player[] {
  if (value instanceof Player) return [value];
  return itemsOf(value, span).flatMap((each) => playersIn(each, span));
}

function payeesOf(value: Value, span: Span, play: Play): readonly number[] {
  if (value instanceof Player) return [play.payeeOf[value.index] ?? 0];
  if (value instanceof Team) return [play.payees.indexOf(value.name)];
  return itemsOf(value, span).flatMap((each) => payeesOf(each, span, play));
}

/** `a and b` requires both. */
function conjuncts(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'logical' || expression.operator !== 'and') return [expression];
  return [...conjuncts(expression.left), ...conjuncts(expression.right)];
}
