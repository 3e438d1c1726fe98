import type { Span } from '../span.ts';
import type {
  ClauseSyntax,
  ElementSyntax,
  ExpressionSyntax,
  OptionsSyntax,
  OptionValueSyntax,
  PluginSyntax,
  SolveSyntax,
  StudyStatementSyntax,
  StudySyntax,
  Word,
} from '../syntax.ts';
import * as t from '../tokens.ts';
import type { Rule } from './literals.ts';
import { Statements } from './statements.ts';

type OptionEntry = OptionsSyntax['entries'][number];
interface OptionItem {
  readonly value: OptionValueSyntax;
  readonly clauses: readonly ClauseSyntax[];
  readonly span: Span;
}

/** Studies: what is asked of a scenario. */
export abstract class Studies extends Statements {
  readonly study: Rule<StudySyntax> = this.RULE('study', (): StudySyntax => {
    const first = this.LA(1);
    let name: Word = this.wordOf(first);
    let of: ExpressionSyntax = this.missing();
    this.head(() => {
      this.CONSUME(t.Study);
      name = this.wordOf(this.CONSUME(t.Name));
      this.ACTION(() => this.expectOf(name));
      this.CONSUME(t.Of);
      of = this.SUBRULE(this.target);
    });
    this.CONSUME(t.BraceOpen);
    let doc: Word | undefined;
    this.OPTION(() => {
      doc = this.plainText(this.CONSUME(t.LongText));
    });
    const statements: StudyStatementSyntax[] = [];
    this.MANY({
      GATE: () => this.seek('study'),
      DEF: () => this.guardStatement(() => statements.push(this.SUBRULE(this.studyStatement))),
    });
    this.CONSUME(t.BraceClose);
    return { kind: 'study', name, of, doc, statements, span: this.spanFrom(first) };
  });

  readonly studyStatement: Rule<StudyStatementSyntax> = this.RULE('studyStatement', (): StudyStatementSyntax => {
    const first = this.LA(1);
    return this.OR<{ ALT: () => StudyStatementSyntax }[]>([
      {
        ALT: () => {
          this.CONSUME(t.Seed);
          const value = this.SUBRULE(this.expression);
          return { kind: 'seed', value, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Repeat);
          const value = this.SUBRULE2(this.expression);
          return { kind: 'repeat', value, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Sweep);
          this.ACTION(() => this.expectOperand('a name'));
          const name = this.wordOf(this.CONSUME(t.Name));
          this.CONSUME(t.In);
          const over = this.SUBRULE3(this.expression);
          return { kind: 'sweep', name, over, span: this.spanFrom(first) };
        },
      },
      { ALT: () => this.SUBRULE(this.solve) },
      {
        ALT: () => {
          this.CONSUME(t.Seat);
          this.ACTION(() => this.expectOperand('a name'));
          const who = this.SUBRULE(this.target);
          this.CONSUME(t.With);
          const plugin = this.SUBRULE(this.plugin);
          return { kind: 'seat', who, plugin, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Rule);
          const target = this.SUBRULE2(this.target);
          this.CONSUME(t.Equals);
          const value = this.SUBRULE4(this.expression);
          return { kind: 'rule', target, value, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Verify);
          const property = this.SUBRULE5(this.expression);
          let of: Word[] = [];
          this.OPTION(() => {
            this.CONSUME(t.Of);
            of = this.SUBRULE(this.names);
          });
          return { kind: 'verify', property, of, span: this.spanFrom(first) };
        },
      },
      { ALT: () => this.SUBRULE(this.expectation) },
      { ALT: () => this.SUBRULE(this.plot) },
      { ALT: () => this.SUBRULE(this.bind) },
      { ALT: () => this.SUBRULE(this.define) },
      { ALT: () => this.SUBRULE(this.cite) },
    ]);
  });

  /** `expect e`, `expect a == b +- tolerance`. */
  readonly expectation: Rule<StudyStatementSyntax> = this.RULE('expectation', (): StudyStatementSyntax => {
    const first = this.CONSUME(t.Expect);
    const condition = this.tolerating(() => this.SUBRULE(this.expression));
    let tolerance: ExpressionSyntax | undefined;
    this.OPTION(() => {
      this.CONSUME(t.PlusMinus);
      tolerance = this.SUBRULE(this.sum);
    });
    return { kind: 'expect', condition, tolerance, span: this.spanFrom(first) };
  });

  readonly plot: Rule<StudyStatementSyntax> = this.RULE('plot', (): StudyStatementSyntax => {
    const first = this.CONSUME(t.Plot);
    const values: ExpressionSyntax[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => values.push(this.SUBRULE(this.expression)) });
    this.CONSUME(t.Against);
    const against = this.SUBRULE2(this.expression);
    let curves: Word[] = [];
    this.OPTION(() => {
      this.CONSUME(t.For);
      curves = this.SUBRULE(this.names);
    });
    return { kind: 'plot', values, against, curves, span: this.spanFrom(first) };
  });

  readonly solve: Rule<SolveSyntax> = this.RULE('solve', (): SolveSyntax => {
    const first = this.CONSUME(t.Solve);
    this.ACTION(() => this.expectOperand('a name'));
    const name = this.wordOf(this.CONSUME(t.Name));
    let plugin: PluginSyntax | undefined;
    let within: SolveSyntax['within'];
    this.OPTION(() => {
      this.CONSUME(t.With);
      plugin = this.SUBRULE(this.plugin);
    });
    this.OPTION2(() => {
      const start = this.CONSUME(t.Within);
      const amount = this.wordOf(this.CONSUME(t.Num));
      this.ACTION(() => this.expectOperand('a unit of time'));
      const unit = this.wordOf(this.CONSUME2(t.Name));
      within = { amount, unit, span: this.spanFrom(start) };
    });
    return { kind: 'solve', name, plugin, within, span: this.spanFrom(first) };
  });

  /** `cfr.plus { iterations: 1000 }`. */
  readonly plugin: Rule<PluginSyntax> = this.RULE('plugin', (): PluginSyntax => {
    this.ACTION(() => this.expectOperand('the name of a plugin'));
    const first = this.CONSUME(t.Name);
    let text = first.image;
    this.MANY(() => {
      this.CONSUME(t.Dot);
      text += `.${this.CONSUME(t.Word).image}`;
    });
    const id: Word = { text, span: this.spanFrom(first) };
    const options = this.OPTION(() => this.SUBRULE(this.options));
    return { id, options, span: this.spanFrom(first) };
  });

  // ---- options: keys are words at every depth

  readonly options: Rule<OptionsSyntax> = this.RULE(
    'options',
    (): OptionsSyntax =>
      this.nested(4, () => {
        const first = this.CONSUME(t.BraceOpen);
        const entries: OptionEntry[] = [];
        this.ACTION(() => this.mendOptionKey());
        this.MANY_SEP({
          SEP: t.Comma,
          DEF: () =>
            this.elements(
              () => entries.push(this.SUBRULE(this.optionEntry)),
              () => undefined,
            ),
        });
        this.CONSUME(t.BraceClose);
        return { kind: 'options', entries, span: this.spanFrom(first) };
      }),
  );

  readonly optionEntry: Rule<OptionEntry> = this.RULE('optionEntry', (): OptionEntry => {
    const first = this.LA(1);
    this.ACTION(() => this.mendOptionKey());
    const key = this.wordOf(this.CONSUME(t.Word));
    this.CONSUME(t.Colon);
    const value = this.SUBRULE(this.optionValue);
    return { key, value, span: this.spanFrom(first) };
  });

  readonly optionValue: Rule<OptionValueSyntax> = this.RULE('optionValue', (): OptionValueSyntax => {
    this.ACTION(() => this.mendElement());
    return this.OR<{ ALT: () => OptionValueSyntax; IGNORE_AMBIGUITIES?: boolean }[]>([
      { ALT: () => this.SUBRULE(this.options), IGNORE_AMBIGUITIES: true },
      { ALT: () => this.SUBRULE(this.optionList), IGNORE_AMBIGUITIES: true },
      { ALT: () => this.SUBRULE(this.expression) },
    ]);
  });

  /** A list with options among its elements, or else a list expression. */
  readonly optionList: Rule<OptionValueSyntax> = this.RULE(
    'optionList',
    (): OptionValueSyntax =>
      this.nested(4, () => {
        const first = this.CONSUME(t.BracketOpen);
        const items: OptionItem[] = [];
        this.ACTION(() => this.mendElement());
        this.MANY_SEP({
          SEP: t.Comma,
          DEF: () => this.elements(() => items.push(this.SUBRULE(this.optionItem))),
        });
        this.CONSUME(t.BracketClose);
        return this.ACTION(() => optionListOf(items, this.spanFrom(first)));
      }),
  );

  readonly optionItem: Rule<OptionItem> = this.RULE('optionItem', (): OptionItem => {
    const first = this.LA(1);
    const value = this.SUBRULE(this.optionValue);
    const clauses: ClauseSyntax[] = [];
    this.MANY(() => clauses.push(this.SUBRULE(this.clause)));
    return { value, clauses, span: this.spanFrom(first) };
  });
}

function optionListOf(items: readonly OptionItem[], span: Span): OptionValueSyntax {
  const elements: ElementSyntax[] = [];
  for (const { value, clauses, span: place } of items) {
    if (value.kind === 'options' || value.kind === 'option-list')
      return { kind: 'option-list', items: items.map((item) => item.value), span };
    elements.push({ value, clauses, span: place });
  }
  return { kind: 'list', elements, span };
}
