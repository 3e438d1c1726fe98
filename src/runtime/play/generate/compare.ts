import type { CompareExpression } from '../../../dsl/model.ts';
import { type Link, linksOf } from '../expression/compare.ts';
import type { Writer } from './writer.ts';

/** A chain: operands after a link that does not hold are not evaluated. */
export function emitCompare(expression: CompareExpression, writer: Writer): string {
  const result = writer.variable('true');
  emitLinks(expression, linksOf(expression), 0, writer.emit(expression.first), result, writer);
  return result;
}

function emitLinks(
  expression: CompareExpression,
  links: readonly Link[],
  at: number,
  left: string,
  result: string,
  writer: Writer,
): void {
  const link = links[at];
  const operand = expression.rest[at]?.operand;
  if (link === undefined || operand === undefined) return;
  const right = writer.emit(operand);
  writer.line(`${result} = ${linkCode(link, left, right, writer)};`);
  if (at + 1 === links.length) return;
  writer.block(`if (${result})`, () => emitLinks(expression, links, at + 1, right, result, writer));
}

/** Equality of symbols and whole numbers, and their order, take a short way. */
function linkCode(link: Link, a: string, b: string, writer: Writer): string {
  const slow = (): string => `o.related(${writer.constant(link)}, ${a}, ${b}, m)`;
  const arePlain = `typeof ${a} !== 'object' && typeof ${b} !== 'object'`;
  switch (link.operator) {
    case '==':
      return `${a} === ${b} || (${arePlain} ? false : ${slow()})`;
    case '!=':
      return `${a} !== ${b} && (${arePlain} ? true : ${slow()})`;
    case 'in':
      return `o.isMember(${a}, ${b}, ${writer.constant(link.right)})`;
    case 'not in':
      return `!o.isMember(${a}, ${b}, ${writer.constant(link.right)})`;
    default:
      return `typeof ${a} === 'number' && typeof ${b} === 'number' ? ${a} ${link.operator} ${b} : ${slow()}`;
  }
}
