import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  Alternation,
  type IProduction,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  type OptionalProductionType,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  type Rule,
} from 'chevrotain';
import { describe, expect, test } from 'vitest';
import { Grammar } from '../grammar.ts';
import { parse } from '../parse.ts';
import { tokenTypes } from '../tokens.ts';
import { type Question, TableLookahead } from './lookahead.ts';

const grammar = new Grammar();
const kinds = tokenTypes.map(({ tokenTypeIdx }) => tokenTypeIdx ?? 0);

const repeated = [
  [Option, 'Option'],
  [Repetition, 'Repetition'],
  [RepetitionMandatory, 'RepetitionMandatory'],
  [RepetitionWithSeparator, 'RepetitionWithSeparator'],
  [RepetitionMandatoryWithSeparator, 'RepetitionMandatoryWithSeparator'],
] as const;

/** Each place where a rule decides: between alternatives (`OR`), or whether to go on. */
class Places {
  readonly among: number[] = [];
  readonly whether: [number, OptionalProductionType][] = [];

  constructor(productions: readonly IProduction[]) {
    for (const production of productions) this.#add(production);
  }

  #add(production: IProduction): void {
    if (production instanceof NonTerminal) return;
    if (production instanceof Alternation) this.among.push(production.idx);
    for (const [type, name] of repeated) if (production instanceof type) this.whether.push([production.idx, name]);
    if ('definition' in production && Array.isArray(production.definition))
      for (const part of production.definition) this.#add(part);
  }
}

/** The answers of the tables and of chevrotain's own functions where two tokens come. */
function decisions(rule: Rule): readonly (readonly [Question, Question])[] {
  const places = new Places(rule.definition);
  const tables = new TableLookahead();
  const theirs = new LLkLookaheadStrategy({ maxLookahead: 2 });
  const ahead = { LA_FAST: (count: number) => ({ tokenTypeIdx: coming[count - 1] }) };
  tables.kind = (count) => coming[count - 1] ?? 0;
  const common = { rule, maxLookahead: 2, dynamicTokensEnabled: false };
  return [
    ...places.among.map((prodOccurrence) => {
      const options = { ...common, prodOccurrence, hasPredicates: false };
      return [tables.buildLookaheadForAlternation(options), theirs.buildLookaheadForAlternation(options)] as const;
    }),
    ...places.whether.map(([prodOccurrence, prodType]) => {
      const options = { ...common, prodOccurrence, prodType };
      return [tables.buildLookaheadForOptional(options), theirs.buildLookaheadForOptional(options)] as const;
    }),
  ].map(([ours, chevrotains]) => [ours, chevrotains.bind(ahead)]);
}
let coming: readonly number[] = [];

test('the tables decide as chevrotain does, whatever two tokens come', () => {
  const wrong: string[] = [];
  let count = 0;
  for (const rule of Object.values(grammar.getGAstProductions())) {
    for (const [ours, chevrotains] of decisions(rule)) {
      count++;
      for (const first of kinds) {
        for (const second of kinds) {
          coming = [first, second];
          if (ours() !== chevrotains()) wrong.push(`${rule.name}: ${first} ${second}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(count).toBe(grammar.analysis().decisions.length);
});

describe('a grammar with an analysis made ahead', () => {
  const written: unknown = JSON.parse(JSON.stringify(grammar.analysis()));
  const prepared = new Grammar(true, grammar.analysis());

  test('has the same analysis, also written down and read again', () => {
    expect(prepared.analysis()).toEqual(grammar.analysis());
    expect(written).toEqual(grammar.analysis());
  });

  test('parses every scenario, with mistakes or without, to the same tree and the same diagnostics', () => {
    const root = resolve(import.meta.dirname, '../../..');
    const files = globSync('scenarios/**/*.icsap', { cwd: root });
    expect(files.length).toBeGreaterThan(200);
    for (const file of files) {
      const text = readFileSync(join(root, file), 'utf8');
      expect(parse(text, file, prepared), file).toEqual(parse(text, file, grammar));
    }
  });
});
