import type * as syntax from '../syntax.ts';
import type {
  BlockSyntax,
  DomainSyntax,
  ExpressionSyntax,
  IfSyntax,
  PlayersSyntax,
  StatementSyntax,
  Word,
} from '../syntax.ts';
import * as t from '../tokens.ts';
import { Declarations } from './declarations.ts';
import type { Rule } from './literals.ts';

type Player = PlayersSyntax['players'][number];

/** The statements of a scenario. Every one begins with a word, so that none runs into the next. */
export abstract class Statements extends Declarations {
  override readonly block: Rule<BlockSyntax> = this.RULE(
    'block',
    (): BlockSyntax =>
      this.nested(3, () => {
        const first = this.CONSUME(t.BraceOpen);
        let doc: Word | undefined;
        this.OPTION(() => {
          doc = this.plainText(this.CONSUME(t.LongText));
        });
        const statements: StatementSyntax[] = [];
        this.MANY({
          GATE: () => this.seek('scenario'),
          DEF: () => this.guardStatement(() => statements.push(this.SUBRULE(this.statement))),
        });
        this.CONSUME(t.BraceClose);
        return { kind: 'block', doc, statements, span: this.spanFrom(first) };
      }),
  );

  readonly statement: Rule<StatementSyntax> = this.RULE('statement', (): StatementSyntax => {
    const first = this.LA(1);
    this.ACTION(() => this.mendKeyword());
    return this.OR<{ ALT: () => StatementSyntax }[]>([
      { ALT: () => this.SUBRULE(this.players) },
      { ALT: () => this.SUBRULE(this.team) },
      { ALT: () => this.SUBRULE(this.bind) },
      { ALT: () => this.SUBRULE(this.define) },
      { ALT: () => this.SUBRULE(this.data) },
      { ALT: () => this.SUBRULE(this.cite) },
      { ALT: () => this.SUBRULE(this.ifStatement) },
      { ALT: () => this.SUBRULE(this.forStatement) },
      { ALT: () => this.SUBRULE(this.whileStatement) },
      {
        ALT: () => {
          this.CONSUME(t.End);
          return { kind: 'end', span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Require);
          const condition = this.SUBRULE(this.expression);
          return { kind: 'require', condition, span: this.spanFrom(first) };
        },
      },
      { ALT: () => this.SUBRULE(this.act) },
    ]);
  });

  readonly players: Rule<PlayersSyntax> = this.RULE('players', (): PlayersSyntax => {
    const first = this.CONSUME(t.Players);
    this.ACTION(() => this.expectOperand('a name'));
    const players: Player[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => players.push(this.SUBRULE(this.player)) });
    return { kind: 'players', players, span: this.spanFrom(first) };
  });

  readonly player: Rule<Player> = this.RULE('player', (): Player => {
    const first = this.CONSUME(t.Name);
    let index: ExpressionSyntax | undefined;
    this.OPTION(() => {
      this.CONSUME(t.BracketOpen);
      index = this.SUBRULE(this.expression);
      this.CONSUME(t.BracketClose);
    });
    return { name: this.wordOf(first), index, span: this.spanFrom(first) };
  });

  readonly team: Rule<syntax.TeamSyntax> = this.RULE('team', (): syntax.TeamSyntax => {
    const first = this.CONSUME(t.Team);
    const name = this.wordOf(this.CONSUME(t.Name));
    this.CONSUME(t.Equals);
    const members = this.SUBRULE(this.expression);
    return { kind: 'team', name, members, span: this.spanFrom(first) };
  });

  readonly data: Rule<syntax.DataSyntax> = this.RULE('data', (): syntax.DataSyntax => {
    const first = this.CONSUME(t.Data);
    const name = this.wordOf(this.CONSUME(t.Name));
    this.CONSUME(t.From);
    const path = this.plainText(this.CONSUME(t.Text));
    return { kind: 'data', name, path, span: this.spanFrom(first) };
  });

  readonly ifStatement: Rule<IfSyntax> = this.RULE(
    'ifStatement',
    (): IfSyntax =>
      this.nested(1, () => {
        const first = this.LA(1);
        let condition: ExpressionSyntax = this.missing();
        this.head(() => {
          this.CONSUME(t.If);
          condition = this.SUBRULE(this.expression);
          this.ACTION(() => this.expectBlock(first));
        });
        const then = this.SUBRULE(this.block);
        let otherwise: IfSyntax['otherwise'];
        this.OPTION(() => {
          this.CONSUME(t.Else);
          otherwise = this.OR<{ ALT: () => BlockSyntax | IfSyntax }[]>([
            { ALT: () => this.SUBRULE2(this.block) },
            { ALT: () => this.SUBRULE(this.ifStatement) },
          ]);
        });
        return { kind: 'if', condition, then, otherwise, span: this.spanFrom(first) };
      }),
  );

  readonly forStatement: Rule<syntax.ForSyntax> = this.RULE('forStatement', (): syntax.ForSyntax => {
    const first = this.LA(1);
    let names: Word[] = [];
    let over: ExpressionSyntax = this.missing();
    this.head(() => {
      this.CONSUME(t.For);
      this.ACTION(() => this.expectLoopNames(first));
      names = this.SUBRULE(this.names);
      this.CONSUME(t.In);
      over = this.SUBRULE(this.expression);
      this.ACTION(() => this.expectBlock(first));
    });
    const body = this.SUBRULE(this.block);
    return { kind: 'for', names, over, body, span: this.spanFrom(first) };
  });

  readonly whileStatement: Rule<syntax.WhileSyntax> = this.RULE('whileStatement', (): syntax.WhileSyntax => {
    const first = this.LA(1);
    let condition: ExpressionSyntax = this.missing();
    this.head(() => {
      this.CONSUME(t.While);
      condition = this.SUBRULE(this.expression);
      this.ACTION(() => this.expectBlock(first));
    });
    const body = this.SUBRULE(this.block);
    return { kind: 'while', condition, body, span: this.spanFrom(first) };
  });

  /** What players and nature do: places, a verb, and the rest. */
  readonly act: Rule<StatementSyntax> = this.RULE('act', (): StatementSyntax => {
    const first = this.LA(1);
    const who: ExpressionSyntax[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: t.Comma, DEF: () => who.push(this.SUBRULE(this.target)) });
    this.ACTION(() => this.expectVerb(first, who));
    return this.OR<{ ALT: () => StatementSyntax }[]>([
      {
        ALT: () => {
          this.CONSUME(t.Tilde);
          const distribution = this.SUBRULE(this.expression);
          return { kind: 'draw', targets: who, distribution, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Equals);
          const value = this.SUBRULE2(this.expression);
          return { kind: 'assign', targets: who, value, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Sees);
          const what: ExpressionSyntax[] = [];
          this.AT_LEAST_ONE_SEP2({ SEP: t.Comma, DEF: () => what.push(this.SUBRULE3(this.expression)) });
          return { kind: 'sees', who, what, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Chooses);
          this.ACTION(() => this.expectOperand('a name'));
          const target = this.SUBRULE2(this.target);
          this.CONSUME(t.In);
          const domain = this.SUBRULE(this.domain);
          const openly = this.OPTION(() => this.CONSUME(t.Openly)) !== undefined;
          return { kind: 'chooses', who, target, domain, openly, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Commits);
          this.ACTION(() => this.expectOperand('a name'));
          const target = this.SUBRULE3(this.target);
          this.CONSUME2(t.In);
          const domain = this.SUBRULE2(this.domain);
          return { kind: 'commits', who, target, domain, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Reports);
          this.ACTION(() => this.expectOperand('a name'));
          const what = this.SUBRULE4(this.target);
          this.CONSUME(t.As);
          this.ACTION(() => this.expectOperand('a name'));
          const target = this.SUBRULE5(this.target);
          const openly = this.OPTION2(() => this.CONSUME2(t.Openly)) !== undefined;
          return { kind: 'reports', who, what, target, openly, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.Gets);
          const value = this.SUBRULE4(this.expression);
          return { kind: 'gets', who, value, span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(t.May);
          this.CONSUME(t.Leave);
          this.CONSUME(t.For);
          const value = this.SUBRULE5(this.expression);
          return { kind: 'leave', who, value, span: this.spanFrom(first) };
        },
      },
      {
        // a procedure; expectVerb has seen that this is one call
        ALT: () => this.ACTION((): StatementSyntax => this.callOf(first, who)),
      },
    ]);
  });

  readonly domain: Rule<DomainSyntax> = this.RULE('domain', (): DomainSyntax => {
    const first = this.LA(1);
    return this.OR<{ ALT: () => DomainSyntax }[]>([
      { ALT: () => this.SUBRULE(this.realDomain) },
      {
        ALT: () => {
          this.CONSUME(t.TextDomain);
          return { kind: 'text-domain', span: this.spanFrom(first) };
        },
      },
      {
        ALT: () => {
          const set = this.SUBRULE(this.expression);
          return { kind: 'members', set, span: this.spanFrom(first) };
        },
      },
    ]);
  });

  /** `real`, `real >= 0`, `real(0, 10)`. */
  readonly realDomain: Rule<DomainSyntax> = this.RULE('realDomain', (): DomainSyntax => {
    const first = this.CONSUME(t.Real);
    let min: ExpressionSyntax | undefined;
    let max: ExpressionSyntax | undefined;
    this.OPTION({
      GATE: () => this.mendRealDomain(),
      DEF: () =>
        this.OR([
          {
            ALT: () => {
              this.CONSUME(t.AtLeast);
              min = this.SUBRULE(this.sum);
            },
          },
          {
            ALT: () => {
              this.CONSUME(t.ParenOpen);
              min = this.SUBRULE(this.expression);
              this.CONSUME(t.Comma);
              max = this.SUBRULE2(this.expression);
              this.CONSUME(t.ParenClose);
            },
          },
        ]),
    });
    return { kind: 'real', min, max, span: this.spanFrom(first) };
  });
}
