import { plainText } from '../literal.ts';
import type {
  BindSyntax,
  BlockSyntax,
  CiteSyntax,
  DefineSyntax,
  ExpressionSyntax,
  ParameterSyntax,
  Word,
} from '../syntax.ts';
import * as t from '../tokens.ts';
import type { Rule } from './literals.ts';
import { StatementRepairs } from './statement-repairs.ts';

/** What may stand in scenarios, in studies, and most of it in a file. */
export abstract class Declarations extends StatementRepairs {
  abstract readonly block: Rule<BlockSyntax>;

  /** `let x = e`, `var x = e`. */
  readonly bind: Rule<BindSyntax> = this.RULE('bind', (): BindSyntax => {
    const first = this.LA(1);
    const mutable = this.OR([{ ALT: () => this.CONSUME(t.Let) && false }, { ALT: () => this.CONSUME(t.Var) && true }]);
    const target = this.SUBRULE(this.target);
    this.CONSUME(t.Equals);
    const value = this.SUBRULE(this.expression);
    return { kind: 'bind', mutable, target, value, span: this.spanFrom(first) };
  });

  /** `def f(a) = e`, `def f(a) { … }`. */
  readonly define: Rule<DefineSyntax> = this.RULE('define', (): DefineSyntax => {
    const first = this.LA(1);
    let name: Word = this.wordOf(first);
    let parameters: Word[] = [];
    this.head(() => {
      this.CONSUME(t.Def);
      name = this.wordOf(this.CONSUME(t.Name));
      this.CONSUME(t.ParenOpen);
      parameters = this.SUBRULE(this.parameterNames);
      this.CONSUME(t.ParenClose);
    });
    const body = this.OR<{ ALT: () => ExpressionSyntax | BlockSyntax }[]>([
      {
        ALT: () => {
          this.CONSUME(t.Equals);
          return this.SUBRULE(this.expression);
        },
      },
      { ALT: () => this.SUBRULE(this.block) },
    ]);
    return { kind: 'define', name, parameters, body, span: this.spanFrom(first) };
  });

  readonly parameterNames: Rule<Word[]> = this.RULE('parameterNames', (): Word[] => {
    const parameters: Word[] = [];
    this.MANY_SEP({
      SEP: t.Comma,
      DEF: () => this.elements(() => parameters.push(this.wordOf(this.CONSUME(t.Name)))),
    });
    return parameters;
  });

  /** `(n = 2, prior)` of a scenario. */
  readonly parameters: Rule<ParameterSyntax[]> = this.RULE('parameters', (): ParameterSyntax[] => {
    const parameters: ParameterSyntax[] = [];
    this.CONSUME(t.ParenOpen);
    this.MANY_SEP({
      SEP: t.Comma,
      DEF: () => this.elements(() => parameters.push(this.SUBRULE(this.parameter))),
    });
    this.CONSUME(t.ParenClose);
    return parameters;
  });

  readonly parameter: Rule<ParameterSyntax> = this.RULE('parameter', (): ParameterSyntax => {
    const first = this.CONSUME(t.Name);
    let value: ExpressionSyntax | undefined;
    this.OPTION(() => {
      this.CONSUME(t.Equals);
      value = this.SUBRULE(this.expression);
    });
    return { name: this.wordOf(first), value, span: this.spanFrom(first) };
  });

  readonly cite: Rule<CiteSyntax> = this.RULE('cite', (): CiteSyntax => {
    const first = this.CONSUME(t.Cite);
    const text = this.plainText(this.CONSUME(t.Text));
    return { kind: 'cite', text, span: this.spanFrom(first) };
  });

  /** A text without holes: a path, a citation, a description. */
  protected plainText(token: t.Token): Word {
    this.ACTION(() => this.from.texts.push({ token, parts: [], holes: false }));
    return { text: plainText(token.image), span: this.spanOf(token) };
  }
}
