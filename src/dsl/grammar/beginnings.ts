import { isCloser } from '../layout.ts';
import { typeOf } from '../scan.ts';
import type { Span } from '../span.ts';
import type { CallSyntax, ExpressionSyntax } from '../syntax.ts';
import * as t from '../tokens.ts';
import { Expressions } from './expressions.ts';
import { describe } from './failure.ts';
import { itemKeywords, nearestKeyword, nearestVerb, scenarioKeywords, studyKeywords, verbs } from './words.ts';

type Room = 'file' | 'scenario' | 'study';

const starts: Readonly<Record<Room, ReadonlySet<string>>> = {
  file: new Set(itemKeywords),
  scenario: new Set(['if', 'for', 'while', 'end', 'require']),
  study: new Set(studyKeywords),
};
const keywords: Readonly<Record<Room, readonly string[]>> = {
  file: itemKeywords,
  scenario: scenarioKeywords,
  study: studyKeywords,
};
const onlyInStudies: ReadonlySet<string> = new Set([
  'seed',
  'repeat',
  'sweep',
  'solve',
  'seat',
  'rule',
  'verify',
  'expect',
  'plot',
]);
const onlyInScenarios: ReadonlySet<string> = new Set([
  'players',
  'team',
  'data',
  'if',
  'for',
  'while',
  'end',
  'require',
]);

/** What goes on behind the first name of a statement that begins with a place. */
const continues: ReadonlySet<t.TokenType> = new Set([
  ...verbs.values(),
  t.Tilde,
  t.Equals,
  t.Comma,
  t.Dot,
  t.ParenOpen,
  t.BracketOpen,
]);
/** What must follow a keyword. */
const secondTokens: ReadonlyMap<t.TokenType, t.TokenType> = new Map([
  [t.Players, t.Name],
  [t.Team, t.Name],
  [t.Let, t.Name],
  [t.Var, t.Name],
  [t.Def, t.Name],
  [t.Data, t.Name],
  [t.Cite, t.Text],
]);

/** How statements begin, and what is wrong if they do not. */
export abstract class Beginnings extends Expressions {
  // ---- how a statement begins

  /** Skips what begins no statement of this room, and says so once. Always true: a gate with an effect. */
  protected seek(room: Room): boolean {
    while (!this.atEnd && !isCloser(this.LA(1).tokenType) && !this.#begins(room)) {
      this.attempt(
        () => this.#mendStart(room),
        (start) => (room === 'file' ? this.#skipToItem() : this.skipStatement(start)),
      );
    }
    return true;
  }

  #begins(room: Room): boolean {
    return (room === 'scenario' && this.peek(t.Name)) || starts[room].has(this.LA(1).image);
  }

  /** A misspelled keyword becomes what was meant; anything else fails. */
  #mendStart(room: Room): void {
    const token = this.LA(1);
    const span = this.spanOf(token);
    const verb = room === 'scenario' || !t.is(token, t.Name) ? undefined : this.verbOnLine()?.image;
    const meant =
      verb === undefined && t.is(token, t.Name) && this.#isFollowedByOperand()
        ? nearestKeyword(token.image, keywords[room])
        : undefined;
    if (meant !== undefined) {
      this.remark({ code: 'syntax/keyword', span, word: token.image, nearest: meant });
      this.mend(typeOf(meant), meant);
      return;
    }
    const word = verb ?? token.image;
    if (room !== 'scenario' && (verb !== undefined || onlyInScenarios.has(word)))
      this.fail({ code: 'syntax/wrong-block', span, word, room: 'scenario' });
    if (room === 'file' && onlyInStudies.has(word))
      this.fail({ code: 'syntax/wrong-block', span, word, room: 'study' });
    this.fail({ code: 'syntax/statement', span, found: describe(token), room });
  }

  /** True for `word name`, `word 7`, `word "…"` on one line, which is how a keyword stands but a place does not. */
  #isFollowedByOperand(): boolean {
    if (this.from.layout.startsLine(this.at + 1)) return false;
    return [t.Name, t.Num, t.Text, t.Not, t.Minus].some((type) => this.peek(type, 2));
  }

  /** To the next line that begins a part of the file. */
  #skipToItem(): void {
    const { layout } = this.from;
    let index = this.at + 1;
    while (
      index < layout.tokens.length &&
      !(layout.startsLine(index) && layout.enclosing(index) < 0 && starts.file.has(layout.tokens[index]?.image ?? ''))
    )
      index++;
    this.skipTo(index);
  }

  /** At the start of a statement of a scenario: what is no place with a verb, nor begins with a keyword. */
  protected mendKeyword(): void {
    const token = this.LA(1);
    if (!t.is(token, t.Name) || continues.has(this.LA(2).tokenType)) return;
    const span = this.spanOf(token);
    if (onlyInStudies.has(token.image))
      this.fail({ code: 'syntax/wrong-block', span, word: token.image, room: 'study' });
    const needs = secondTokens.get(token.tokenType);
    const next = this.LA(2);
    if (needs !== undefined) this.#expectSecond(needs);
    else this.#mendFirst(token, next);
  }

  #mendFirst(token: t.Token, next: t.Token): void {
    const span = this.spanOf(token);
    const sameLine = this.#hasSecond();
    if (sameLine && t.is(next, t.Name) && this.#mendVerb(2)) return;
    const meant = this.#isFollowedByOperand() ? nearestKeyword(token.image, scenarioKeywords) : undefined;
    if (meant === undefined) this.#failWithoutVerb(token, next, sameLine, span, true);
    this.remark({ code: 'syntax/keyword', span, word: token.image, nearest: meant });
    this.mend(typeOf(meant), meant);
  }

  /** After a keyword: what must follow it. */
  #expectSecond(needs: t.TokenType): void {
    if (this.peek(needs, 2)) return;
    this.SKIP_TOKEN();
    this.fail(this.mismatch([needs.LABEL ?? '']));
  }

  /** True if another token stands behind the next, on its line. */
  #hasSecond(): boolean {
    const next = this.LA(2);
    return next.tokenType.name !== 'EOF' && !isCloser(next.tokenType) && !this.from.layout.startsLine(this.at + 1);
  }

  // ---- verbs

  /** After the places with which a statement begins: a verb, or the end of a call. */
  protected expectVerb(first: t.Token, who: readonly ExpressionSyntax[]): void {
    const token = this.LA(1);
    if (verbs.has(token.image) || token.tokenType === t.Tilde || token.tokenType === t.Equals) return;
    const sameLine = !this.atEnd && !this.atLineStart && !isCloser(token.tokenType);
    const compared = sameLine && (token.tokenType === t.Comparison || token.tokenType === t.AtLeast);
    if (who.length === 1 && who[0]?.kind === 'apply' && !compared) return;
    if (sameLine && t.is(token, t.Name) && this.#mendVerb(1)) return;
    this.#failWithoutVerb(this.LA(0), token, sameLine, this.spanFrom(first), this.LA(0) === first);
  }

  /** Puts the verb that was meant into the place of a misspelled one; false if none is near. */
  #mendVerb(ahead: 1 | 2): boolean {
    const token = this.LA(ahead);
    const meant = nearestVerb(token.image);
    const verb = meant === undefined ? undefined : verbs.get(meant);
    if (meant === undefined || verb === undefined) return false;
    this.remark({
      code: 'syntax/verb',
      span: this.spanOf(token),
      after: this.LA(ahead - 1).image,
      found: describe(token),
      nearest: meant,
    });
    this.mend(verb, meant, ahead);
    return true;
  }

  /** No verb stands behind `place`, whose statement so far has the span. */
  #failWithoutVerb(place: t.Token, found: t.Token, sameLine: boolean, span: Span, alone: boolean): never {
    if (!sameLine) this.fail({ code: 'syntax/bare-name', span, name: place.image, alone });
    const at = this.spanOf(found);
    const arrow = found.image === '<' && this.LA(this.LA(1) === found ? 2 : 3).tokenType === t.Minus;
    if (arrow)
      this.fail({
        code: 'syntax/verb',
        span: { ...at, end: at.end + 1 },
        after: place.image,
        found: '`<-`',
        nearest: '~',
      });
    if (found.tokenType === t.Comparison || found.tokenType === t.AtLeast)
      this.fail({ code: 'syntax/comparison', span: at });
    this.fail({ code: 'syntax/verb', span: at, after: place.image, found: describe(found), nearest: undefined });
  }

  protected callOf(first: t.Token, who: readonly ExpressionSyntax[]): CallSyntax {
    const [call] = who;
    if (call?.kind !== 'apply')
      this.fail({ code: 'syntax/bare-name', span: this.spanFrom(first), name: first.image, alone: false });
    return { kind: 'call', call, span: this.spanFrom(first) };
  }
}
