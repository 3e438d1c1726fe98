import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';
import {
  foreignPattern,
  numberPattern,
  scanForeignComment,
  scanLongText,
  scanNoise,
  scanText,
  scanUnclosedText,
  wrongNumberPattern,
  wrongQuotesPattern,
} from './tokens-scan.ts';

/** A token of the text. `payload` is its index among the tokens that the parser reads. */
export type Token = IToken;
export type { TokenType };

const vocabulary: TokenType[] = [];

function token(name: string, label: string, pattern: RegExp | string, more: object = {}): TokenType {
  const type = createToken({ name, label, pattern, ...more });
  vocabulary.push(type);
  return type;
}

/** Stands after a dot, as the name of an argument, as the key of an option: any word, reserved or not. */
export const Word = createToken({ name: 'Word', label: 'a word', pattern: Lexer.NA });
/** What may name a thing: any word that is not reserved. */
export const Name = createToken({ name: 'Name', label: 'a name', pattern: Lexer.NA, categories: [Word] });
export const Identifier = createToken({
  name: 'Identifier',
  label: 'a name',
  pattern: /[A-Za-z_][A-Za-z0-9_]*/,
  categories: [Name],
});

token('Space', 'a space', /\s+/, { group: Lexer.SKIPPED, line_breaks: true });
export const Comment = token('Comment', 'a comment', /#[^\n]*/, { group: 'comments' });

const scanned = (first: string, exec: (source: string, offset: number) => [string] | null): object => ({
  pattern: (source: string, offset: number) => (source[offset] === first ? exec(source, offset) : null),
  line_breaks: true,
});
export const ForeignComment = token('ForeignComment', 'a comment', Lexer.NA, scanned('/', scanForeignComment));
export const LongText = token('LongText', 'a text in `"""`', Lexer.NA, scanned('"', scanLongText));
export const Text = token('Text', 'a text in quotes', Lexer.NA, scanned('"', scanText));
export const UnclosedText = token('UnclosedText', 'a text in quotes', Lexer.NA, scanned('"', scanUnclosedText));
export const WrongQuotes = token('WrongQuotes', 'a text in quotes', wrongQuotesPattern);
export const WrongNumber = token('WrongNumber', 'a number', wrongNumberPattern);
export const Num = token('Number', 'a number', numberPattern);

const keywords = new Map<string, TokenType>();

function keyword(word: string, category: TokenType): TokenType {
  const type = token(`'${word}'`, `\`${word}\``, word, { longer_alt: Identifier, categories: [category] });
  keywords.set(word, type);
  return type;
}
/** A reserved word: never a name. */
const reserved = (word: string): TokenType => keyword(word, Word);
/** A word with a meaning at its place only; elsewhere it is a name like any other. */
const soft = (word: string): TokenType => keyword(word, Name);

// Reserved are the infix words of statements and expressions, and what begins both a statement and an expression.
export const Sees = reserved('sees');
export const Chooses = reserved('chooses');
export const Commits = reserved('commits');
export const Reports = reserved('reports');
export const Gets = reserved('gets');
export const May = reserved('may');
export const Openly = reserved('openly');
export const End = reserved('end');
export const Require = reserved('require');
export const If = reserved('if');
export const Then = reserved('then');
export const Else = reserved('else');
export const For = reserved('for');
export const While = reserved('while');
export const In = reserved('in');
export const When = reserved('when');
export const And = reserved('and');
export const Or = reserved('or');
export const Not = reserved('not');
export const Step = reserved('step');
export const True = reserved('true');
export const False = reserved('false');
export const Real = reserved('real');
export const TextDomain = reserved('text');

export const Use = soft('use');
export const Scenario = soft('scenario');
export const Study = soft('study');
export const As = soft('as');
export const Of = soft('of');
export const Leave = soft('leave');
export const Players = soft('players');
export const Team = soft('team');
export const Let = soft('let');
export const Var = soft('var');
export const Def = soft('def');
export const Data = soft('data');
export const From = soft('from');
export const Cite = soft('cite');
export const Seed = soft('seed');
export const Repeat = soft('repeat');
export const Sweep = soft('sweep');
export const Solve = soft('solve');
export const Within = soft('within');
export const With = soft('with');
export const Seat = soft('seat');
export const Rule = soft('rule');
export const Verify = soft('verify');
export const Expect = soft('expect');
export const Plot = soft('plot');
export const Against = soft('against');
vocabulary.push(Identifier);

// What other languages write. The lexer's second pass turns it into what is meant, and says so.
export const Foreign = token('Foreign', 'a sign of another language', foreignPattern);

export const Dots = token('Dots', '`..`', '..');
export const Dot = token('Dot', '`.`', '.');
export const Comma = token('Comma', '`,`', ',');
export const Colon = token('Colon', '`:`', ':');
export const ParenOpen = token('ParenOpen', '`(`', '(');
export const ParenClose = token('ParenClose', '`)`', ')');
export const BracketOpen = token('BracketOpen', '`[`', '[');
export const BracketClose = token('BracketClose', '`]`', ']');
export const BraceOpen = token('BraceOpen', '`{`', '{');
export const BraceClose = token('BraceClose', '`}`', '}');
export const Tilde = token('Tilde', '`~`', '~');
export const Bar = token('Bar', '`|`', '|');
export const AtLeast = token('AtLeast', '`>=`', '>=');
export const Comparison = token('Comparison', 'a comparison', /==|!=|<=|<|>/);
export const Equals = token('Equals', '`=`', '=');
export const PlusMinus = token('PlusMinus', '`+-`', '+-');
export const Plus = token('Plus', '`+`', '+');
export const Minus = token('Minus', '`-`', '-');
export const Product = token('Product', '`*`, `/` or `%`', /[*/%]/);
export const Power = token('Power', '`^`', '^');

export const Noise = token('Noise', 'an unknown character', Lexer.NA, {
  pattern: scanNoise,
  line_breaks: false,
});
vocabulary.push(Name, Word);

/** All token types, those that are only categories included. */
export const tokenTypes: readonly TokenType[] = vocabulary;

/** Words that can never be names. */
export const reservedWords: ReadonlySet<string> = new Set(
  [...keywords].filter(([, type]) => !isNameType(type)).map(([word]) => word),
);
/** Words with a meaning at their place only. */
export const softWords: ReadonlySet<string> = new Set([...keywords.keys()].filter((word) => !reservedWords.has(word)));

/** The type of a word: a keyword's own, or that of all other words. */
export function wordType(image: string): TokenType {
  return keywords.get(image) ?? Identifier;
}

function isNameType(type: TokenType): boolean {
  return type.CATEGORIES?.includes(Name) ?? false;
}

/** True if the token is of the type or of the category. */
export function is(found: Token, type: TokenType): boolean {
  return found.tokenTypeIdx === type.tokenTypeIdx || type.categoryMatchesMap?.[found.tokenTypeIdx] === true;
}
