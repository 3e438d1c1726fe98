import type {
  ArgumentSyntax,
  BinaryExpression,
  ClauseSyntax,
  ElementSyntax,
  EntrySyntax,
  ExpressionSyntax,
  TextExpression,
} from '../syntax.ts';
import { Comments, ownLines, trailingDoc } from './comments.ts';
import { concat, type Doc, group, hardLine, indent, join, layout, line, softLine, verbatim } from './doc.ts';
import { binaryLevel, isFraction, leastBeforeWhen, level, levelOf } from './levels.ts';
import { doubledBraces, escaped, fitsLongText } from './quote.ts';

interface Item {
  readonly doc: () => Doc;
  readonly start: number;
  readonly end: number;
}

/** Sets expressions. With the source, a literal that was broken behind its opening bracket stays broken. */
export class ExpressionPrinter {
  readonly comments: Comments;
  readonly #source: string | undefined;
  /** True inside the hole of a text, and for labels: everything on one line. */
  readonly #inline: boolean;

  constructor(comments: Comments, source: string | undefined, inline: boolean) {
    this.comments = comments;
    this.#source = source;
    this.#inline = inline;
  }

  /** The expression, in parentheses if it binds less tightly than its place asks. */
  expression(e: ExpressionSyntax, least: number = level.when): Doc {
    const doc = this.#bare(e);
    return levelOf(e) < least ? group('(', indent(softLine, doc), softLine, ')') : doc;
  }

  sum(e: ExpressionSyntax): Doc {
    return this.expression(e, level.sum);
  }

  #bare(e: ExpressionSyntax): Doc {
    switch (e.kind) {
      case 'number':
        return e.text;
      case 'boolean':
        return e.value ? 'true' : 'false';
      case 'name':
        return e.name;
      case 'text':
        return this.#text(e);
      case 'list':
        return this.bracketed('[', this.#elements(e.elements), ']', e.span.end);
      case 'tuple':
        return this.bracketed('(', this.#elements(e.elements), ')', e.span.end);
      case 'braces':
        return this.bracketed(
          '{',
          e.entries.map((entry) => this.#entry(entry)),
          '}',
          e.span.end,
        );
      case 'index':
        return concat(this.#of(e.of), this.bracketed('[', this.#elements(e.indices), ']', e.span.end));
      case 'field':
        return concat(e.of.kind === 'number' ? `(${e.of.text})` : this.#of(e.of), '.', e.field.text);
      case 'apply':
        return concat(
          this.#of(e.callee),
          this.bracketed(
            '(',
            e.arguments.map((a) => this.#argument(a)),
            ')',
            e.span.end,
          ),
        );
      case 'unary':
        return concat(e.operator === 'not' ? 'not ' : '-', this.expression(e.operand, levelOf(e)));
      case 'binary':
        return this.#binary(e);
      case 'compare':
        return group(
          this.expression(e.first, level.range),
          indent(...e.rest.map((part) => concat(line, part.operator, ' ', this.expression(part.operand, level.range)))),
        );
      case 'range':
        return this.#range(e);
      case 'when':
        return group(
          this.expression(e.value, leastBeforeWhen(e.value)),
          indent(line, 'when ', this.expression(e.condition, level.or)),
        );
      case 'conditional':
        return this.#conditional(e);
    }
  }

  #of(e: ExpressionSyntax): Doc {
    return this.expression(e, level.postfix);
  }

  #range(e: Extract<ExpressionSyntax, { kind: 'range' }>): Doc {
    const step = e.step === undefined ? '' : concat(' step ', this.sum(e.step));
    return concat(this.sum(e.low), '..', this.sum(e.high), step);
  }

  /** A chain of operators of one level breaks before each operator. */
  #binary(e: BinaryExpression): Doc {
    const own = binaryLevel[e.operator];
    if (e.operator === '^')
      return concat(this.expression(e.left, level.postfix), '^', this.expression(e.right, level.minus));
    const chain: BinaryExpression[] = [];
    let first: ExpressionSyntax = e;
    while (first.kind === 'binary' && binaryLevel[first.operator] === own) {
      chain.push(first);
      first = first.left;
    }
    const rest = chain.reverse().map((link) => {
      const right = this.expression(link.right, own + 1);
      return isFraction(link) ? concat('/', right) : concat(line, link.operator, ' ', right);
    });
    return group(this.expression(first, own + 1), indent(...rest));
  }

  #conditional(e: Extract<ExpressionSyntax, { kind: 'conditional' }>): Doc {
    const parts: Doc[] = [];
    let rest: ExpressionSyntax = e;
    while (rest.kind === 'conditional') {
      const condition = this.expression(rest.condition);
      parts.push('if ', condition, ' then ', this.expression(rest.then), line, 'else ');
      rest = rest.otherwise;
    }
    return group(indent(...parts, this.expression(rest, level.conditional)));
  }

  // ---- brackets

  /** Elements in brackets. `end` is the offset behind the closing one. */
  bracketed(open: string, items: readonly Item[], close: string, end: number): Doc {
    if (items.length === 0) return this.#empty(open, close, end);
    const pad = open === '{' ? line : softLine;
    const parts: Doc[] = [pad];
    items.forEach((item, index) => {
      const next = items[index + 1];
      parts.push(ownLines(this.#before(item.start)), item.doc(), next === undefined ? '' : ',');
      parts.push(trailingDoc(this.#inline ? undefined : this.comments.trailingBefore(next?.start ?? end)));
      if (next !== undefined) parts.push(line);
    });
    const last = this.#before(end);
    const ending =
      last.length === 0
        ? []
        : [
            hardLine,
            join(
              hardLine,
              last.map((comment) => `#${comment.text}`),
            ),
          ];
    const broken = this.#isBroken(open, items[0]?.start ?? 0) ? [hardLine] : [];
    return group(
      open,
      indent(...(broken.length > 0 ? [hardLine, ...parts.slice(1)] : parts), ...ending),
      ending.length > 0 ? hardLine : pad,
      close,
    );
  }

  #empty(open: string, close: string, end: number): Doc {
    const comments = this.#before(end);
    if (comments.length === 0) return open + close;
    return concat(
      open,
      indent(
        hardLine,
        join(
          hardLine,
          comments.map((comment) => `#${comment.text}`),
        ),
      ),
      hardLine,
      close,
    );
  }

  #before(offset: number) {
    return this.#inline ? [] : this.comments.before(offset);
  }

  /** True if in the source a line ends between the opening bracket and the first element. */
  #isBroken(open: string, first: number): boolean {
    if (this.#inline || this.#source === undefined || first === 0) return false;
    return this.#source.slice(this.#source.lastIndexOf(open, first - 1), first).includes('\n');
  }

  #elements(elements: readonly ElementSyntax[]): readonly Item[] {
    return elements.map((element) => ({
      doc: () => this.element(element),
      start: element.span.start,
      end: element.span.end,
    }));
  }

  element({ value, clauses }: ElementSyntax): Doc {
    return this.comprehension(this.expression(value), clauses);
  }

  #entry({ key, value, clauses, span }: EntrySyntax): Item {
    const doc = () => {
      const head = this.expression(key);
      return this.comprehension(value === undefined ? head : concat(head, ': ', this.expression(value)), clauses);
    };
    return { doc, start: span.start, end: span.end };
  }

  #argument({ name, value, given, clauses, span }: ArgumentSyntax): Item {
    const doc = () => {
      if (name !== undefined) return concat(name.text, ' = ', this.expression(value));
      if (given !== undefined) return group(this.expression(value), indent(line, '| ', this.expression(given)));
      return this.comprehension(this.expression(value), clauses);
    };
    return { doc, start: span.start, end: span.end };
  }

  comprehension(value: Doc, clauses: readonly ClauseSyntax[]): Doc {
    if (clauses.length === 0) return value;
    return group(value, indent(...clauses.map((clause) => concat(line, this.#clause(clause)))));
  }

  #clause({ names, over, condition }: ClauseSyntax): Doc {
    const head = `for ${names.map((name) => name.text).join(', ')} in `;
    const filter = condition === undefined ? [] : [' if ', this.expression(condition, level.or)];
    return concat(head, this.expression(over, level.or), ...filter);
  }

  // ---- texts

  #text(e: TextExpression): Doc {
    const holes = e.parts.map((part) => (typeof part === 'string' ? undefined : printHole(part)));
    const content = (chars: (text: string) => string): string =>
      e.parts.map((part, index) => (typeof part === 'string' ? chars(doubledBraces(part)) : holes[index])).join('');
    const long = content((text) => text);
    // a text inside a hole is only possible in a long text
    const mustBeLong = holes.some((hole) => hole?.includes('"'));
    return (mustBeLong || (e.long && !this.#inline)) && fitsLongText(long)
      ? verbatim(`"""${long}"""`)
      : `"${content(escaped)}"`;
  }
}

function printHole(e: ExpressionSyntax): string {
  const text = printExpression(e);
  return text.startsWith('{') ? `{ ${text} }` : `{${text}}`;
}

/** An expression in one line, as the author would write it: for labels and messages. */
export function printExpression(e: ExpressionSyntax): string {
  const printer = new ExpressionPrinter(new Comments([]), undefined, true);
  return layout(printer.expression(e), Number.POSITIVE_INFINITY);
}
