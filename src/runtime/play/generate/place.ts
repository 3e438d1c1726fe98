import type { Declaration, IndexExpression, MadeExpression } from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import { ALONE, identity, isFamily, ruleValue } from '../expression/place.ts';
import { emitRead } from './read.ts';
import type { Writer } from './writer.ts';

export function emitIndex(expression: IndexExpression, writer: Writer): string {
  const { of, indices, span } = expression;
  if (of.kind === 'reference' && !writer.bound.has(of.to)) {
    const { to } = of;
    if (isFamily(to)) return emitMember(expression, to, writer);
    if (to.kind === 'rule' && to.indices > 0) {
      return emitRuleMember(expression, to, writer);
    }
  }
  const base = writer.emit(of);
  const path = indices.map((index) => writer.emit(index));
  const [only] = path;
  const spans = `${writer.constant(of.span)}, ${writer.constant(span)}`;
  if (path.length > 1) return writer.keep(`o.entriesAt(${base}, [${path.join(', ')}], ${spans})`);
  const slow = `o.entryAt(${base}, ${only}, ${spans})`;
  const value = writer.variable(
    `typeof ${only} === 'number' && Array.isArray(${base}) ? ${base}[${only} - 1] : undefined`,
  );
  writer.line(`if (${value} === undefined) ${value} = ${slow};`);
  return value;
}

function walk(
  expression: IndexExpression,
  to: Declaration,
  family: string,
  path: readonly string[],
  read: string,
  writer: Writer,
): string {
  return `o.walked(${writer.constant(expression)}, ${writer.constant(to)}, ${family}, [${path.join(', ')}], m, ${read})`;
}

/** A member of a family: straight to it where it exists, else the long way, which knows slices and says what is missing. */
function emitMember(expression: IndexExpression, to: Declaration, writer: Writer): string {
  const path = expression.indices.map((index) => writer.emit(index));
  const family = writer.keep(`m.families[${to.slot}]`);
  const slow = walk(expression, to, family, path, writer.constant(identity), writer);
  if (path.length !== to.indices) return writer.keep(slow);
  const value = writer.variable();
  emitDescent(family, path, value, writer);
  const note = `o.noteMember(m.trace, ${writer.constant(to)}, [${path.join(', ')}], ${value})`;
  writer.line(`if (m.trace !== undefined && ${value} !== undefined) ${note};`);
  writer.line(`if (${value} === undefined) ${value} = ${slow};`);
  return value;
}

/** A rule without indices is the only member of its family. */
export function emitRule(to: Declaration, span: Span, writer: Writer): string {
  const rule = writer.keep(`m.rules[${to.slot}].leaves[0]`);
  const { name } = to;
  writer.line(`if (${rule} === undefined) o.missing(${writer.constant(name)}, ${writer.constant(span)});`);
  const value = writer.variable();
  emitRealised(rule, value, writer);
  return value;
}

function emitRuleMember(expression: IndexExpression, to: Declaration, writer: Writer): string {
  const path = expression.indices.map((index) => writer.emit(index));
  const family = writer.keep(`m.rules[${to.slot}]`);
  const slow = walk(expression, to, family, path, writer.constant(ruleValue), writer);
  if (path.length !== to.indices) return writer.keep(slow);
  const rule = writer.variable();
  emitDescent(family, path, rule, writer);
  const value = writer.variable();
  writer.block(`if (${rule} === undefined)`, () => writer.line(`${value} = ${slow};`));
  writer.block('else', () => emitRealised(rule, value, writer));
  return value;
}

/** What a rule is realised as. In a block, one that must be drawn first ends the block; elsewhere the evaluation is left. */
function emitRealised(rule: string, value: string, writer: Writer): void {
  const { at } = writer;
  writer.line('if (m.trace !== undefined) m.trace.lose();');
  writer.line(`${value} = m.realisations[${rule}.number];`);
  writer.block(`if (${value} === undefined)`, () => {
    if (at !== undefined) writer.line(`if (${rule}.isFinite) return m.wait(${rule}, ${at});`);
    writer.line(`${value} = ${rule}.value(m);`);
  });
}

function emitDescent(family: string, path: readonly string[], value: string, writer: Writer): void {
  const [index = 'null', ...rest] = path;
  const at = writer.keep(`${family}.find(typeof ${index} === 'number' ? ${index} : o.keyOf(${index}))`);
  writer.block(`if (${at} >= 0)`, () => {
    if (rest.length === 0) writer.line(`${value} = ${family}.leaves[${at}];`);
    else emitDescent(writer.keep(`${family}.inner[${at}]`), rest, value, writer);
  });
}

export function emitMade({ place }: MadeExpression, writer: Writer): string {
  const { declaration } = place;
  const { slot } = declaration;
  const path = `[${place.path.map((index) => writer.emit(index)).join(', ')}]`;
  if (declaration.kind === 'rule' || isFamily(declaration)) writer.line('if (m.trace !== undefined) m.trace.lose();');
  if (declaration.kind === 'rule') {
    const at = place.path.length === 0 ? writer.constant(ALONE) : path;
    return writer.keep(`m.rules[${slot}].at(${at})?.isRealised(m) === true`);
  }
  if (isFamily(declaration)) return writer.keep(`o.exists(m.families[${slot}], ${path})`);
  const bound = writer.bound.get(declaration);
  if (bound !== undefined) return writer.keep(`${bound} !== undefined`);
  const value = writer.keep(declaration.frame === 'play' ? `p[${slot}]` : `m.locals[${slot}]`);
  emitRead(declaration, value, writer);
  return writer.keep(`${value} !== undefined`);
}
