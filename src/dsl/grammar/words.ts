import { nearest } from '../nearest.ts';
import * as t from '../tokens.ts';

/** The verbs, as tokens. */
export const verbs: ReadonlyMap<string, t.TokenType> = new Map([
  ['sees', t.Sees],
  ['chooses', t.Chooses],
  ['commits', t.Commits],
  ['reports', t.Reports],
  ['gets', t.Gets],
  ['may', t.May],
]);

/** What authors write for a verb. */
const verbSynonyms: ReadonlyMap<string, string> = new Map([
  ['learns', 'sees'],
  ['observes', 'sees'],
  ['knows', 'sees'],
  ['receives', 'gets'],
  ['earns', 'gets'],
  ['wins', 'gets'],
  ['payoff', 'gets'],
  ['picks', 'chooses'],
  ['plays', 'chooses'],
  ['selects', 'chooses'],
  ['decides', 'chooses'],
  ['announces', 'reports'],
  ['claims', 'reports'],
  ['can', 'may'],
  ['might', 'may'],
]);

export const scenarioKeywords = [
  'players',
  'team',
  'let',
  'var',
  'def',
  'data',
  'cite',
  'if',
  'for',
  'while',
  'end',
  'require',
] as const;
export const studyKeywords = [
  'seed',
  'repeat',
  'sweep',
  'solve',
  'seat',
  'rule',
  'verify',
  'expect',
  'plot',
  'let',
  'var',
  'def',
  'cite',
] as const;
export const itemKeywords = ['use', 'scenario', 'study', 'let', 'var', 'def'] as const;

/** What authors write for a keyword. */
const keywordSynonyms: ReadonlyMap<string, string> = new Map([
  ['function', 'def'],
  ['func', 'def'],
  ['fn', 'def'],
  ['define', 'def'],
  ['const', 'let'],
  ['import', 'use'],
  ['include', 'use'],
  ['foreach', 'for'],
  ['assert', 'expect'],
  ['game', 'scenario'],
]);

/** The verb that was meant by a word, if one is near. */
export function nearestVerb(word: string): string | undefined {
  return (
    verbSynonyms.get(word) ??
    nearest(
      word,
      [...verbs.keys()].filter((verb) => verb !== 'may'),
    )
  );
}

/** The keyword that was meant by a word, if one is near. */
export function nearestKeyword(word: string, keywords: readonly string[]): string | undefined {
  const synonym = keywordSynonyms.get(word);
  return synonym !== undefined && keywords.includes(synonym) ? synonym : nearest(word, keywords);
}
