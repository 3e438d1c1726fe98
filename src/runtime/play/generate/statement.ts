import type { BindStatement, Declaration, Expression, GetsStatement } from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import type { Hidden } from '../statement/assembler.ts';
import type { Placed } from '../statement/place.ts';
import type { Writer } from './writer.ts';

/** `p gets e`. */
export function emitGets({ value, who }: GetsStatement, writer: Writer): void {
  const amount = writer.emit(value);
  writer.line(`if (typeof ${amount} !== 'number') o.numberAt(${amount}, ${writer.constant(value.span)});`);
  const payees = who.map((one) => ({ payee: writer.emit(one), span: writer.constant(one.span) }));
  writer.block(`if (${amount} !== 0)`, () => {
    for (const { payee, span } of payees) writer.line(`o.pay(m, ${payee}, ${amount}, ${span});`);
  });
}

/** A name without indices gets a value. */
export function emitBind({ value }: BindStatement, target: Declaration, writer: Writer): void {
  emitWrite(target, writer.emit(value), writer);
}

/** A place with indices gets a value. */
export function emitAssign({ value, targets }: BindStatement, place: Placed, writer: Writer): void {
  const result = writer.emit(value);
  const [target] = targets;
  if (target?.path.length === 0) {
    emitWrite(target.declaration, result, writer);
    return;
  }
  writer.line(`${writer.constant(place.write)}(m, ${writer.constant(place.path)}(m), ${result});`);
}

export function emitWrite({ frame, slot }: Pick<Declaration, 'frame' | 'slot'>, value: string, writer: Writer): void {
  writer.line(`m.${frame === 'play' ? 'write' : 'writeLocal'}(${slot}, ${value});`);
}

/** Goes on elsewhere where a condition does not hold. */
export function emitBranch(condition: Expression, otherwise: number, writer: Writer): void {
  writer.line(`if (!${writer.condition(condition)}) return ${otherwise};`);
}

/** What a loop goes through, from its first member on. */
export function emitLoop(over: Expression, items: Hidden, position: Hidden, writer: Writer): void {
  const members = writer.keep(`o.itemsOf(${writer.emit(over)}, ${writer.constant(over.span)})`);
  emitWrite(items, members, writer);
  emitWrite(position, '0', writer);
}

/** The next member of a loop, or its end; `bind` takes the member. */
export function emitStep(
  items: Hidden,
  position: Hidden,
  after: number,
  bind: (item: string) => void,
  writer: Writer,
): void {
  const at = writer.keep(`${writer.constant(position.read)}(m)`);
  const list = writer.keep(`${writer.constant(items.read)}(m)`);
  writer.line(`if (typeof ${at} !== 'number' || ${list} === undefined || ${at} >= ${list}.length) return ${after};`);
  emitWrite(position, `${at} + 1`, writer);
  bind(writer.keep(`${list}[${at}]`));
}

/** A jump back, which a play may not make for ever. */
export function emitBack(what: string, span: Span, to: number, writer: Writer): void {
  writer.line(`o.spend(m, ${writer.constant(what)}, ${writer.constant(span)});`);
  writer.line(`return ${to};`);
}
