import type { Clause, Element, Expression, Place } from '../../dsl/model.ts';

export type Rewrite = (expression: Expression) => Expression;

/** The same expression with each expression directly inside it rewritten. */
export function rewriteChildren(expression: Expression, rewrite: Rewrite): Expression {
  const maybe = (inner: Expression | undefined): Expression | undefined => inner && rewrite(inner);
  switch (expression.kind) {
    case 'constant':
    case 'reference':
    case 'verified':
      return expression;
    case 'template':
      return {
        ...expression,
        parts: expression.parts.map((part) => (typeof part === 'string' ? part : rewrite(part))),
      };
    case 'collection':
      return { ...expression, elements: expression.elements.map((element) => rewriteElement(element, rewrite)) };
    case 'map':
      return { ...expression, entries: expression.entries.map((entry) => rewriteEntry(entry, rewrite)) };
    case 'index':
      return { ...expression, of: rewrite(expression.of), indices: expression.indices.map(rewrite) };
    case 'field':
      return { ...expression, of: rewrite(expression.of) };
    case 'unary':
      return { ...expression, operand: rewrite(expression.operand) };
    case 'arithmetic':
    case 'logical':
      return { ...expression, left: rewrite(expression.left), right: rewrite(expression.right) };
    case 'compare':
      return {
        ...expression,
        first: rewrite(expression.first),
        rest: expression.rest.map((link) => ({ ...link, operand: rewrite(link.operand) })),
      };
    case 'range':
      return {
        ...expression,
        low: rewrite(expression.low),
        high: rewrite(expression.high),
        step: maybe(expression.step),
      };
    case 'when':
      return { ...expression, value: rewrite(expression.value), condition: rewrite(expression.condition) };
    case 'conditional':
      return {
        ...expression,
        condition: rewrite(expression.condition),
        then: rewrite(expression.then),
        otherwise: rewrite(expression.otherwise),
      };
    case 'builtin': {
      const named = new Map([...expression.named].map(([name, value]) => [name, rewrite(value)]));
      return { ...expression, arguments: expression.arguments.map(rewrite), named };
    }
    case 'plugin-call':
    case 'apply':
      return { ...expression, arguments: expression.arguments.map(rewrite) };
    case 'arg-best':
      return { ...expression, clauses: rewriteClauses(expression.clauses, rewrite), value: rewrite(expression.value) };
    case 'made':
      return { ...expression, place: rewritePlace(expression.place, rewrite) };
    case 'ask':
    case 'solution': {
      const solution = { ...expression.solution, position: maybe(expression.solution.position) };
      if (expression.kind === 'solution') return { ...expression, solution };
      return { ...expression, solution, subject: rewrite(expression.subject), given: maybe(expression.given) };
    }
  }
}

function rewriteElement(element: Element, rewrite: Rewrite): Element {
  return {
    value: rewrite(element.value),
    when: element.when && rewrite(element.when),
    clauses: rewriteClauses(element.clauses, rewrite),
  };
}

type Entry = Extract<Expression, { readonly kind: 'map' }>['entries'][number];

function rewriteEntry({ key, value, clauses }: Entry, rewrite: Rewrite): Entry {
  return { key: rewrite(key), value: rewrite(value), clauses: rewriteClauses(clauses, rewrite) };
}

function rewriteClauses(clauses: readonly Clause[], rewrite: Rewrite): readonly Clause[] {
  return clauses.map(({ variables, over, condition }) => ({
    variables,
    over: rewrite(over),
    condition: condition && rewrite(condition),
  }));
}

function rewritePlace(place: Place, rewrite: Rewrite): Place {
  return { ...place, path: place.path.map(rewrite) };
}
