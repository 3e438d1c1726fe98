import type {
  ListExpression,
  OptionListSyntax,
  OptionsSyntax,
  OptionValueSyntax,
  PluginSyntax,
  StudyStatementSyntax,
  Word,
} from '../syntax.ts';
import { concat, type Doc, group, indent, join, line } from './doc.ts';
import { type ExpressionPrinter, printExpression } from './expressions.ts';

type Own = Exclude<StudyStatementSyntax, { kind: 'bind' | 'define' | 'cite' }>;

/** Sets a statement that only studies have. */
export function printStudyStatement(s: Own, expressions: ExpressionPrinter): Doc {
  switch (s.kind) {
    case 'seed':
      return concat('seed ', expressions.expression(s.value));
    case 'repeat':
      return concat('repeat ', expressions.expression(s.value));
    case 'sweep':
      return concat('sweep ', s.name.text, ' in ', expressions.expression(s.over));
    case 'solve':
      return concat(
        `solve ${s.name.text}`,
        s.plugin === undefined ? '' : concat(' with ', plugin(s.plugin, expressions)),
        s.within === undefined ? '' : ` within ${s.within.amount.text} ${s.within.unit.text}`,
      );
    case 'seat':
      return concat('seat ', expressions.expression(s.who), ' with ', plugin(s.plugin, expressions));
    case 'rule':
      return concat('rule ', expressions.expression(s.target), ' = ', expressions.expression(s.value));
    case 'verify':
      return concat('verify ', expressions.expression(s.property), s.of.length === 0 ? '' : ` of ${names(s.of)}`);
    case 'expect': {
      const tolerance = s.tolerance === undefined ? '' : concat(' +- ', expressions.sum(s.tolerance));
      return concat('expect ', expressions.expression(s.condition), tolerance);
    }
    case 'plot': {
      const values = join(
        concat(',', line),
        s.values.map((value) => expressions.expression(value)),
      );
      const curves = s.curves.length === 0 ? '' : ` for ${names(s.curves)}`;
      return group('plot ', indent(values, line, 'against ', expressions.expression(s.against), curves));
    }
  }
}

function names(words: readonly Word[]): string {
  return words.map((word) => word.text).join(', ');
}

function plugin({ id, options }: PluginSyntax, expressions: ExpressionPrinter): Doc {
  return options === undefined ? id.text : concat(id.text, ' ', optionsDoc(options, expressions));
}

function optionsDoc(options: OptionsSyntax, expressions: ExpressionPrinter): Doc {
  const items = options.entries.map(({ key, value, span }) => ({
    doc: () => concat(key.text, ': ', valueDoc(value, expressions)),
    start: span.start,
    end: span.end,
  }));
  return expressions.bracketed('{', items, '}', options.span.end);
}

function valueDoc(value: OptionValueSyntax, expressions: ExpressionPrinter): Doc {
  if (value.kind === 'options') return optionsDoc(value, expressions);
  if (value.kind === 'list' || value.kind === 'option-list') return listDoc(value, expressions);
  // brackets that do not enclose the whole value would be read as options or as a list
  return /^[{[]/.test(printExpression(value))
    ? concat('(', expressions.expression(value), ')')
    : expressions.expression(value);
}

function listDoc(list: OptionListSyntax | ListExpression, expressions: ExpressionPrinter): Doc {
  const elements =
    list.kind === 'list' ? list.elements : list.items.map((value) => ({ value, clauses: [], span: value.span }));
  const items = elements.map(({ value, clauses, span }) => ({
    doc: () => expressions.comprehension(valueDoc(value, expressions), clauses),
    start: span.start,
    end: span.end,
  }));
  return expressions.bracketed('[', items, ']', list.span.end);
}
