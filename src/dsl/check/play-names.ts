import type { Declaration } from '../model.ts';
import type { Span } from '../span.ts';
import type {
  BlockSyntax,
  ExpressionSyntax,
  ForSyntax,
  IfSyntax,
  ScenarioSyntax,
  StatementSyntax,
  WhileSyntax,
} from '../syntax.ts';
import type { Frame, Variable } from './variable.ts';

/** A statement that gives a name of the play a value. */
export interface PlayPlace {
  readonly kind: 'draw' | 'choice' | 'report' | 'rule';
  /** The whole statement. */
  readonly statement: Span;
  readonly target: Span;
  readonly indices: number;
  /** The loops around it, and whether it stands in a `def`: there the line says nothing about the time. */
  readonly loops: readonly (ForSyntax | WhileSyntax)[];
  readonly inFunction: boolean;
}

/** A draw, choice, report or rule: visible from its line on, also outside its block. */
export interface PlayName {
  readonly variable: Variable;
  readonly places: PlayPlace[];
}

/** All names of the play, found before anything is resolved: a `def` or a rule's arguments may use later ones. */
export function collectPlayNames(scenario: ScenarioSyntax, frame: Frame): ReadonlyMap<string, PlayName> {
  const names = new Map<string, PlayName>();
  const add = (place: PlayPlace, base: ExpressionSyntax & { kind: 'name' }): void => {
    const known = names.get(base.name);
    if (known !== undefined) {
      known.places.push(place);
      return;
    }
    const { name, span } = base;
    const variable = frame.variable(base, { name, kind: place.kind, span, indices: place.indices });
    names.set(name, { variable, places: [place] });
  };
  collectBlock(scenario.body, { loops: [], parameters: undefined, add });
  return names;
}

interface Around {
  readonly loops: readonly (ForSyntax | WhileSyntax)[];
  /** Of the `def` around; they may repeat a name of the play. */
  readonly parameters: ReadonlySet<string> | undefined;
  readonly add: (place: PlayPlace, base: ExpressionSyntax & { kind: 'name' }) => void;
}

function collectBlock(block: BlockSyntax, around: Around): void {
  for (const statement of block.statements) collectStatement(statement, around);
}

function collectStatement(statement: StatementSyntax, around: Around): void {
  switch (statement.kind) {
    case 'draw':
      for (const target of statement.targets) collectTarget(target, 'draw', statement.span, around);
      break;
    case 'chooses':
      collectTarget(statement.target, 'choice', statement.span, around);
      break;
    case 'reports':
      collectTarget(statement.target, 'report', statement.span, around);
      break;
    case 'commits':
      collectTarget(ruleTarget(statement.target), 'rule', statement.span, around);
      break;
    case 'if':
      collectIf(statement, around);
      break;
    case 'for':
    case 'while':
      collectBlock(statement.body, { ...around, loops: [...around.loops, statement] });
      break;
    case 'define':
      if (statement.body.kind === 'block') {
        const parameters = new Set(statement.parameters.map((word) => word.text));
        collectBlock(statement.body, { ...around, parameters });
      }
      break;
    default:
  }
}

function collectIf(statement: IfSyntax, around: Around): void {
  collectBlock(statement.then, around);
  if (statement.otherwise?.kind === 'if') collectIf(statement.otherwise, around);
  else if (statement.otherwise !== undefined) collectBlock(statement.otherwise, around);
}

function collectTarget(
  target: ExpressionSyntax,
  kind: Extract<Declaration['kind'], PlayPlace['kind']>,
  statement: Span,
  around: Around,
): void {
  let indices = 0;
  let base = target;
  while (base.kind === 'index' || base.kind === 'field') {
    indices += base.kind === 'index' ? base.indices.length : 1;
    base = base.of;
  }
  if (base.kind !== 'name' || around.parameters?.has(base.name)) return;
  const inFunction = around.parameters !== undefined;
  around.add({ kind, statement, target: target.span, indices, loops: around.loops, inFunction }, base);
}

/** `r[i]` of `r[i](x, y)`. */
export function ruleTarget(target: ExpressionSyntax): ExpressionSyntax {
  return target.kind === 'apply' ? target.callee : target;
}
