import type { ParserMethod } from 'chevrotain';
import type {
  ArgumentSyntax,
  BracesExpression,
  ClauseSyntax,
  ElementSyntax,
  EntrySyntax,
  ExpressionSyntax,
  TextExpression,
  Word,
} from '../syntax.ts';
import * as t from '../tokens.ts';
import { Repairs } from './repairs.ts';

export type Rule<T> = ParserMethod<[], T>;

/** Names, literals, and what follows a name: calls, positions, fields. */
export abstract class Literals extends Repairs {
  abstract readonly expression: Rule<ExpressionSyntax>;
  abstract readonly disjunction: Rule<ExpressionSyntax>;

  readonly primary: Rule<ExpressionSyntax> = this.RULE('primary', (): ExpressionSyntax => {
    const first = this.LA(1);
    return this.OR<{ ALT: () => ExpressionSyntax }[]>([
      { ALT: () => ({ kind: 'number', text: this.CONSUME(t.Num).image, span: this.spanOf(first) }) },
      { ALT: () => this.textNode(this.CONSUME(t.Text), false) },
      { ALT: () => this.textNode(this.CONSUME(t.LongText), true) },
      { ALT: () => this.booleanNode(this.CONSUME(t.True), true) },
      { ALT: () => this.booleanNode(this.CONSUME(t.False), false) },
      { ALT: () => this.nameNode(this.CONSUME(t.Name)) },
      { ALT: () => this.nested(8, () => this.SUBRULE(this.list)) },
      { ALT: () => this.nested(8, () => this.SUBRULE(this.parenthesis)) },
      { ALT: () => this.nested(8, () => this.SUBRULE(this.braces)) },
    ]);
  });

  protected textNode(token: t.Token, long: boolean): TextExpression {
    const parts: (string | ExpressionSyntax)[] = [];
    this.ACTION(() => this.from.texts.push({ token, parts, holes: true }));
    return { kind: 'text', long, parts, span: this.spanOf(token) };
  }

  protected nameNode(token: t.Token): ExpressionSyntax {
    return { kind: 'name', name: token.image, span: this.spanOf(token) };
  }

  protected booleanNode(token: t.Token, value: boolean): ExpressionSyntax {
    return { kind: 'boolean', value, span: this.spanOf(token) };
  }

  readonly list: Rule<ExpressionSyntax> = this.RULE('list', (): ExpressionSyntax => {
    const first = this.CONSUME(t.BracketOpen);
    const elements = this.SUBRULE(this.items);
    this.CONSUME(t.BracketClose);
    return { kind: 'list', elements, span: this.spanFrom(first) };
  });

  /** A tuple, or an expression in parentheses, which leaves no node of its own. */
  readonly parenthesis: Rule<ExpressionSyntax> = this.RULE('parenthesis', (): ExpressionSyntax => {
    const first = this.CONSUME(t.ParenOpen);
    const elements = this.SUBRULE(this.items);
    this.CONSUME(t.ParenClose);
    return this.ACTION((): ExpressionSyntax => {
      const [only] = elements;
      if (elements.length === 1 && only?.clauses.length === 0) return only.value;
      return { kind: 'tuple', elements, span: this.spanFrom(first) };
    });
  });

  readonly items: Rule<ElementSyntax[]> = this.RULE('items', (): ElementSyntax[] => {
    const elements: ElementSyntax[] = [];
    this.ACTION(() => this.mendElement());
    this.MANY_SEP({
      SEP: t.Comma,
      DEF: () => this.elements(() => elements.push(this.SUBRULE(this.element))),
    });
    return elements;
  });

  readonly element: Rule<ElementSyntax> = this.RULE('element', (): ElementSyntax => {
    const first = this.LA(1);
    const value = this.SUBRULE(this.expression);
    const clauses: ClauseSyntax[] = [];
    this.MANY(() => clauses.push(this.SUBRULE(this.clause)));
    return { value, clauses, span: this.spanFrom(first) };
  });

  /** `for x, y in S if c` of a comprehension. */
  readonly clause: Rule<ClauseSyntax> = this.RULE('clause', (): ClauseSyntax => {
    const first = this.CONSUME(t.For);
    const names = this.SUBRULE(this.names);
    this.CONSUME(t.In);
    const over = this.SUBRULE(this.disjunction);
    let condition: ExpressionSyntax | undefined;
    this.OPTION(() => {
      this.CONSUME(t.If);
      condition = this.SUBRULE2(this.disjunction);
    });
    return { names, over, condition, span: this.spanFrom(first) };
  });

  readonly names: Rule<Word[]> = this.RULE('names', (): Word[] => {
    const names: Word[] = [];
    this.ACTION(() => this.expectOperand('a name'));
    this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => names.push(this.wordOf(this.CONSUME(t.Name))) });
    return names;
  });

  /** Set, map, record or distribution: told apart later, by what stands in it and where it stands. */
  readonly braces: Rule<BracesExpression> = this.RULE('braces', (): BracesExpression => {
    const first = this.CONSUME(t.BraceOpen);
    const entries: EntrySyntax[] = [];
    this.ACTION(() => this.mendElement());
    this.MANY_SEP({
      SEP: t.Comma,
      DEF: () => this.elements(() => entries.push(this.SUBRULE(this.entry))),
    });
    this.CONSUME(t.BraceClose);
    return { kind: 'braces', entries, span: this.spanFrom(first) };
  });

  readonly entry: Rule<EntrySyntax> = this.RULE('entry', (): EntrySyntax => {
    const first = this.LA(1);
    const key = this.asKey(() => this.SUBRULE(this.expression));
    let value: ExpressionSyntax | undefined;
    this.OPTION(() => {
      this.CONSUME(t.Colon);
      value = this.SUBRULE2(this.expression);
    });
    const clauses: ClauseSyntax[] = [];
    this.MANY(() => clauses.push(this.SUBRULE(this.clause)));
    return { key, value, clauses, span: this.spanFrom(first) };
  });

  /** A place: a name, then positions, fields or arguments. */
  readonly target: Rule<ExpressionSyntax> = this.RULE('target', (): ExpressionSyntax => {
    const first = this.LA(1);
    let place = this.nameNode(this.CONSUME(t.Name));
    this.MANY(() => {
      place = this.SUBRULE(this.suffix, { ARGS: [first, place] });
    });
    return place;
  });

  /** `(arguments)`, `[positions]` or `.field` behind what began with `first`. */
  readonly suffix: ParserMethod<[t.Token, ExpressionSyntax], ExpressionSyntax> = this.RULE(
    'suffix',
    (first: t.Token = this.LA(0), of: ExpressionSyntax = this.missing()): ExpressionSyntax =>
      this.OR<{ ALT: () => ExpressionSyntax }[]>([
        {
          ALT: () => {
            this.CONSUME(t.ParenOpen);
            const args = this.nested(8, () => this.SUBRULE(this.arguments));
            this.CONSUME(t.ParenClose);
            return { kind: 'apply', callee: of, arguments: args, span: this.spanFrom(first) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.BracketOpen);
            const indices = this.nested(8, () => this.SUBRULE(this.items));
            this.CONSUME(t.BracketClose);
            return { kind: 'index', of, indices, span: this.spanFrom(first) };
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.Dot);
            this.ACTION(() => this.expectOperand('a word'));
            const field = this.wordOf(this.CONSUME(t.Word));
            return { kind: 'field', of, field, span: this.spanFrom(first) };
          },
        },
      ]),
  );

  readonly arguments: Rule<ArgumentSyntax[]> = this.RULE('arguments', (): ArgumentSyntax[] => {
    const args: ArgumentSyntax[] = [];
    this.ACTION(() => this.mendElement());
    this.MANY_SEP({
      SEP: t.Comma,
      DEF: () => this.elements(() => args.push(this.SUBRULE(this.argument))),
    });
    return args;
  });

  /** `from = S`, `e | c`, `e for x in S`, or `e`. */
  readonly argument: Rule<ArgumentSyntax> = this.RULE('argument', (): ArgumentSyntax => {
    const first = this.LA(1);
    return this.OR<{ ALT: () => ArgumentSyntax }[]>([
      {
        ALT: () => {
          const name = this.wordOf(this.CONSUME(t.Word));
          this.CONSUME(t.Equals);
          const value = this.SUBRULE(this.expression);
          return { name, value, given: undefined, clauses: [], span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          const value = this.SUBRULE2(this.expression);
          let given: ExpressionSyntax | undefined;
          const clauses: ClauseSyntax[] = [];
          this.OR2([
            {
              ALT: () => {
                this.CONSUME(t.Bar);
                given = this.SUBRULE3(this.expression);
              },
            },
            { ALT: () => this.MANY(() => clauses.push(this.SUBRULE(this.clause))) },
          ]);
          return { name: undefined, value, given, clauses, span: this.spanFrom(first) };
        },
      },
    ]);
  });
}
