import { type Analysis, vocabulary } from './grammar/analysis.ts';
import type { Rule } from './grammar/literals.ts';
import { prepared } from './grammar/prepared.ts';
import { Studies } from './grammar/studies.ts';
import type { ExpressionSyntax, ItemSyntax, ParameterSyntax, ScenarioSyntax, UseSyntax, Word } from './syntax.ts';
import * as t from './tokens.ts';

/**
 * The grammar of the language as a Chevrotain parser, LL(2) and without ambiguity. The rules of each part stand in
 * `grammar/`, in a chain of abstract classes, since a Chevrotain parser analyses itself once all rules are there.
 */
export class Grammar extends Studies {
  constructor(skipValidations = true, analysis?: Analysis) {
    super(skipValidations);
    if (analysis) this.take(analysis);
    else this.performSelfAnalysis();
  }

  /** The rules as data. Chevrotain asks for them to say what was expected, so this may be after the first mistake only. */
  override getGAstProductions(): ReturnType<Studies['getGAstProductions']> {
    const known = super.getGAstProductions();
    return 'file' in known ? known : recorded().getGAstProductions();
  }

  readonly file: Rule<ItemSyntax[]> = this.RULE('file', (): ItemSyntax[] => {
    const items: ItemSyntax[] = [];
    this.MANY({
      GATE: () => this.seek('file'),
      DEF: () => this.guardStatement(() => items.push(this.SUBRULE(this.item))),
    });
    return items;
  });

  readonly item: Rule<ItemSyntax> = this.RULE(
    'item',
    (): ItemSyntax =>
      this.OR<{ ALT: () => ItemSyntax }[]>([
        { ALT: () => this.SUBRULE(this.use) },
        { ALT: () => this.SUBRULE(this.scenario) },
        { ALT: () => this.SUBRULE(this.study) },
        { ALT: () => this.SUBRULE(this.define) },
        { ALT: () => this.SUBRULE(this.bind) },
      ]),
  );

  readonly use: Rule<UseSyntax> = this.RULE('use', (): UseSyntax => {
    const first = this.CONSUME(t.Use);
    const path = this.plainText(this.CONSUME(t.Text));
    this.CONSUME(t.As);
    const as = this.wordOf(this.CONSUME(t.Name));
    return { kind: 'use', path, as, span: this.spanFrom(first) };
  });

  readonly scenario: Rule<ScenarioSyntax> = this.RULE('scenario', (): ScenarioSyntax => {
    const first = this.LA(1);
    let name: Word = this.wordOf(first);
    let parameters: ParameterSyntax[] = [];
    this.head(() => {
      this.CONSUME(t.Scenario);
      name = this.wordOf(this.CONSUME(t.Name));
      this.OPTION(() => {
        parameters = this.SUBRULE(this.parameters);
      });
      this.ACTION(() => this.expectBlock(first));
    });
    const body = this.SUBRULE(this.block);
    return { kind: 'scenario', name, parameters, body, span: this.spanFrom(first) };
  });

  /** The expression in a hole of a text. */
  readonly hole: Rule<ExpressionSyntax | undefined> = this.RULE('hole', (): ExpressionSyntax | undefined => {
    let value: ExpressionSyntax | undefined;
    this.guardHole(() => {
      value = this.SUBRULE(this.expression);
    });
    return value;
  });
}

let parser: Grammar | undefined;
let analysed: Grammar | undefined;

/** The one parser of the process, built when it is first needed, from the analysis made ahead of time if there is one. */
export function grammar(): Grammar {
  parser ??= prepared?.vocabulary === vocabulary() ? new Grammar(true, prepared) : recorded();
  return parser;
}

function recorded(): Grammar {
  analysed ??= new Grammar();
  return analysed;
}
