import type {
  BlockSyntax,
  DomainSyntax,
  ExpressionSyntax,
  IfSyntax,
  StatementSyntax,
  StudyStatementSyntax,
  Word,
} from '../syntax.ts';
import { trailingDoc } from './comments.ts';
import { concat, type Doc, group, hardLine, indent, join, line, lineOr, verbatim } from './doc.ts';
import type { ExpressionPrinter } from './expressions.ts';
import { quoted } from './quote.ts';
import { Rows } from './rows.ts';
import { printStudyStatement } from './studies.ts';

interface Body {
  readonly doc: Word | undefined;
  readonly statements: readonly (StatementSyntax | StudyStatementSyntax)[];
  readonly start: number;
  readonly end: number;
}

/** Sets statements and blocks. */
export class StatementPrinter {
  readonly expressions: ExpressionPrinter;
  readonly source: string | undefined;

  constructor(expressions: ExpressionPrinter, source: string | undefined) {
    this.expressions = expressions;
    this.source = source;
  }

  statement(s: StatementSyntax | StudyStatementSyntax): Doc {
    switch (s.kind) {
      case 'players':
        return group(
          'players ',
          this.#list(s.players.map((p) => concat(p.name.text, p.index === undefined ? '' : this.#index(p.index)))),
        );
      case 'team':
        return concat('team ', s.name.text, ' = ', this.#e(s.members));
      case 'bind':
        return concat(s.mutable ? 'var ' : 'let ', this.#e(s.target), ' = ', this.#e(s.value));
      case 'define':
        return this.define(s.name, s.parameters, s.body);
      case 'data':
        return `data ${s.name.text} from ${quoted(s.path.text)}`;
      case 'cite':
        return `cite ${quoted(s.text.text)}`;
      case 'if':
        return group(this.#if(s, this.#isShort(s)));
      case 'for':
        return this.#headed(concat('for ', s.names.map((n) => n.text).join(', '), ' in ', this.#e(s.over)), s.body);
      case 'while':
        return this.#headed(concat('while ', this.#e(s.condition)), s.body);
      case 'end':
        return 'end';
      case 'require':
        return concat('require ', this.#e(s.condition));
      case 'draw':
        return concat(this.#who(s.targets), ' ~ ', this.#e(s.distribution));
      case 'assign':
        return concat(this.#who(s.targets), ' = ', this.#e(s.value));
      case 'sees':
        return group(this.#who(s.who), ' sees ', this.#list(s.what.map((e) => this.#e(e))));
      case 'chooses':
        return concat(
          this.#who(s.who),
          ' chooses ',
          this.#e(s.target),
          ' in ',
          this.#domain(s.domain),
          s.openly ? ' openly' : '',
        );
      case 'commits':
        return concat(this.#who(s.who), ' commits ', this.#e(s.target), ' in ', this.#domain(s.domain));
      case 'reports':
        return concat(
          this.#who(s.who),
          ' reports ',
          this.#e(s.what),
          ' as ',
          this.#e(s.target),
          s.openly ? ' openly' : '',
        );
      case 'gets':
        return concat(this.#who(s.who), ' gets ', this.#e(s.value));
      case 'leave':
        return concat(this.#who(s.who), ' may leave for ', this.#e(s.value));
      case 'call':
        return this.#e(s.call);
      default:
        return printStudyStatement(s, this.expressions);
    }
  }

  #e(e: ExpressionSyntax): Doc {
    return this.expressions.expression(e);
  }

  #index(e: ExpressionSyntax): Doc {
    return concat('[', this.#e(e), ']');
  }

  #who(places: readonly ExpressionSyntax[]): Doc {
    return join(
      ', ',
      places.map((place) => this.#e(place)),
    );
  }

  #list(docs: readonly Doc[]): Doc {
    return indent(join(concat(',', line), docs));
  }

  #domain(domain: DomainSyntax): Doc {
    if (domain.kind === 'text-domain') return 'text';
    if (domain.kind === 'members') return this.#e(domain.set);
    if (domain.min === undefined) return 'real';
    if (domain.max === undefined) return concat('real >= ', this.expressions.sum(domain.min));
    return concat('real(', this.#e(domain.min), ', ', this.#e(domain.max), ')');
  }

  // ---- blocks

  define(name: Word, parameters: readonly Word[], body: ExpressionSyntax | BlockSyntax): Doc {
    const head = `def ${name.text}(${parameters.map((p) => p.text).join(', ')})`;
    return body.kind === 'block' ? this.#headed(head, body) : concat(head, ' = ', this.#e(body));
  }

  #headed(head: Doc, body: BlockSyntax): Doc {
    return group(head, ' ', this.block(body));
  }

  #if(s: IfSyntax, short: boolean): Doc {
    const parts: Doc[] = [];
    let rest: IfSyntax['otherwise'] = s;
    while (rest?.kind === 'if') {
      parts.push('if ', this.#e(rest.condition), ' ', this.block(rest.then, short));
      if (rest.otherwise !== undefined) parts.push(' else ');
      rest = rest.otherwise;
    }
    if (rest !== undefined) parts.push(this.block(rest, short));
    return concat(...parts);
  }

  /** True if all branches stand on one line each in the source. */
  #isShort(s: IfSyntax): boolean {
    let rest: IfSyntax['otherwise'] = s;
    for (; rest?.kind === 'if'; rest = rest.otherwise) if (!this.#isOneLine(rest.then)) return false;
    return rest === undefined || this.#isOneLine(rest);
  }

  /** A block that the source has on one line may stay there; every other has a line for each statement. */
  block(block: BlockSyntax, short = this.#isOneLine(block)): Doc {
    return this.body(
      { doc: block.doc, statements: block.statements, start: block.span.start, end: block.span.end },
      short,
    );
  }

  #isOneLine(block: BlockSyntax): boolean {
    return this.isOneLine(block.span.start, block.span.end) && block.doc === undefined;
  }

  isOneLine(start: number, end: number): boolean {
    return this.source !== undefined && !this.source.slice(start, end).includes('\n');
  }

  body({ doc, statements, end }: Body, short: boolean): Doc {
    const first = doc?.span.start ?? statements[0]?.span.start ?? end;
    if (short) return this.#shortBody(statements);
    const opening = trailingDoc(this.expressions.comments.trailingBefore(first));
    const rows = new Rows(this.expressions.comments, this.source);
    if (doc !== undefined)
      rows.add(doc.span.start, doc.span.end, statements[0]?.span.start ?? end, () => verbatim(`"""${doc.text}"""`));
    statements.forEach((s, index) => {
      rows.add(s.span.start, s.span.end, statements[index + 1]?.span.start ?? end, () => this.statement(s));
    });
    rows.rest(end);
    if (rows.isEmpty && opening === '') return '{}';
    return concat('{', opening, rows.isEmpty ? '' : indent(hardLine, rows.doc()), hardLine, '}');
  }

  #shortBody(statements: readonly (StatementSyntax | StudyStatementSyntax)[]): Doc {
    if (statements.length === 0) return '{}';
    return concat(
      '{',
      indent(
        line,
        join(
          lineOr('  '),
          statements.map((s) => this.statement(s)),
        ),
      ),
      line,
      '}',
    );
  }
}
