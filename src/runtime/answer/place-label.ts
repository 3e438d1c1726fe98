import type { Declaration, Expression } from '../../dsl/model.ts';
import { div, type Exact, neg, parseExact } from '../../dsl/number.ts';
import type { Span } from '../../dsl/span.ts';
import { unknownType } from '../../dsl/types.ts';

/** A label taken apart: `price[2]` is the name `price` and the index `2`. */
export interface PlaceLabel {
  readonly name: string;
  /** The indices as they stand in the label. */
  readonly indices: readonly string[];
}

/** Takes a label apart. */
export function placeOfLabel(label: string): PlaceLabel {
  const open = label.indexOf('[');
  if (open < 0 || !label.endsWith(']')) return { name: label, indices: [] };
  return { name: label.slice(0, open), indices: splitAtCommas(label.slice(open + 1, -1)) };
}

/** Commas inside brackets, parentheses, braces and quotes do not part. */
function splitAtCommas(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '"' && text.charAt(at - 1) !== '\\') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if ('([{'.includes(sign)) depth++;
    if (')]}'.includes(sign)) depth--;
    if (sign !== ',' || depth > 0) continue;
    parts.push(text.slice(from, at).trim());
    from = at + 1;
  }
  return [...parts, text.slice(from).trim()];
}

/**
 * The expression that an index in a label is the text of: a number, player, tuple, truth value, `none`, text or symbol.
 * Labels are written by the language itself, so each stands for one value.
 */
export function expressionOfIndex(text: string, players: readonly Declaration[], span: Span): Expression {
  const constant = (value: Exact | boolean | string | null): Expression => ({
    kind: 'constant',
    value,
    span,
    type: unknownType,
  });
  const number = numberOf(text);
  if (number !== undefined) return constant(number);
  if (text === 'none') return constant(null);
  if (text === 'true' || text === 'false') return constant(text === 'true');
  if (text.startsWith('"')) return constant(String(JSON.parse(text)));
  const inner = (part: string): Expression => expressionOfIndex(part, players, span);
  if (text.startsWith('(')) {
    const parts = splitAtCommas(text.slice(1, -1));
    const elements = parts.map((part) => ({ value: inner(part), when: undefined, clauses: [] }));
    return { kind: 'collection', shape: 'tuple', elements, span, type: unknownType };
  }
  const place = placeOfLabel(text);
  const player = players.find(({ name }) => name === place.name);
  if (!player) return constant(text);
  const reference: Expression = { kind: 'reference', to: player, span, type: player.type };
  if (place.indices.length === 0) return reference;
  return { kind: 'index', of: reference, indices: place.indices.map(inner), span, type: unknownType };
}

/** `-2`, `0.3`, `3/7`. */
function numberOf(text: string): Exact | undefined {
  if (!/^-?\d+(\.\d+)?(\/\d+)?$/.test(text)) return undefined;
  const [top = '0', bottom = '1'] = text.replace('-', '').split('/');
  const value = div(parseExact(top), parseExact(bottom));
  return text.startsWith('-') ? neg(value) : value;
}
