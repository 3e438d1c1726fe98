import { Comments } from './print/comments.ts';
import { concat, type Doc, group, layout } from './print/doc.ts';
import { ExpressionPrinter } from './print/expressions.ts';
import { quoted } from './print/quote.ts';
import { Rows } from './print/rows.ts';
import { StatementPrinter } from './print/statements.ts';
import type { FileSyntax, ItemSyntax, ScenarioSyntax } from './syntax.ts';

export { printExpression } from './print/expressions.ts';

/**
 * The file as the formatter writes it: two spaces of indentation, lines of up to 120 columns, parentheses only where
 * they are needed. Given the source, it keeps single blank lines, blocks that stand on one line and literals that are
 * broken behind their opening bracket. Printing what was printed changes nothing.
 */
export function print(file: FileSyntax, source?: string): string {
  const comments = new Comments(file.comments);
  const expressions = new ExpressionPrinter(comments, source, false);
  const printer = new StatementPrinter(expressions, source);
  const rows = new Rows(comments, source);
  let last = false;
  const apart = (item: ItemSyntax, doc: Doc): boolean => {
    const previous = last;
    last = (item.kind === 'scenario' || item.kind === 'study') && layout(doc).includes('\n');
    return last || previous;
  };
  file.items.forEach((item, index) => {
    const next = file.items[index + 1]?.span.start ?? file.span.end + 1;
    const { start, end } = item.span;
    rows.add(
      start,
      end,
      next,
      () => itemDoc(item, printer),
      (doc) => apart(item, doc),
    );
  });
  rows.rest(Number.POSITIVE_INFINITY);
  const text = layout(rows.doc());
  return text === '' ? '' : `${text}\n`;
}

function itemDoc(item: ItemSyntax, printer: StatementPrinter): Doc {
  const { expressions } = printer;
  switch (item.kind) {
    case 'use':
      return `use ${quoted(item.path.text)} as ${item.as.text}`;
    case 'scenario':
      return group('scenario ', item.name.text, parameters(item, expressions), ' ', printer.block(item.body));
    case 'study': {
      const short = item.doc === undefined && printer.isOneLine(item.span.start, item.span.end);
      const body = { doc: item.doc, statements: item.statements, start: item.span.start, end: item.span.end };
      return group('study ', item.name.text, ' of ', expressions.expression(item.of), ' ', printer.body(body, short));
    }
    default:
      return printer.statement(item);
  }
}

function parameters({ parameters: list, body }: ScenarioSyntax, expressions: ExpressionPrinter): Doc {
  if (list.length === 0) return '';
  const items = list.map(({ name, value, span }) => ({
    doc: () => (value === undefined ? name.text : concat(name.text, ' = ', expressions.expression(value))),
    start: span.start,
    end: span.end,
  }));
  return expressions.bracketed('(', items, ')', body.span.start);
}
