import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from '../../dsl/parse.ts';
import { print } from '../../dsl/print.ts';
import { documentProblems } from '../schema.ts';
import { modelDocument, readModel } from './model-document.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const files = globSync('scenarios/*/*.icsap', { cwd: root }).filter((file) => !file.includes('invalid'));

test.each(files)('%s becomes a valid document, and is the same scenario again', (file) => {
  const text = readFileSync(join(root, file), 'utf8');
  const { syntax } = parse(text, file);
  const document: unknown = JSON.parse(JSON.stringify(modelDocument(syntax, text)));
  expect(documentProblems('model', document)).toEqual([]);
  const read = readModel(document);
  expect('problems' in read ? read.problems : print(read.syntax, read.layout)).toBe(print(syntax, text));
});

/** One of each construct, so that the schema is tried on all of them. */
const everything = `use "other.icsap" as other
let half = 1/2
def twice(x) = 2 * x # a comment
scenario All(n = 3, start) {
  """Everything."""
  cite "Somebody 2020"
  players a, p[1..n]
  team pair = { p[2], p[3] }
  data t from "t.csv"
  var k = 0
  let (x, y) = (1, 2)
  s, u ~ deal(2, from = { low, high })
  everyone sees s
  a may leave for 0
  a commits r(s, u) in { go when s == low, stop }
  a commits w(s) in real(0, 10)
  a commits v in real >= 0
  p[1] reports s as b openly
  p[2] chooses c in { 1, 2 }
  p[3] chooses e in text
  for i, j in [(1, 2)] { k = k + i * j - -1 }
  while k < 3 and not (k in { 1, 2 }) { k = k + 1 }
  if k == 1 { end } else if 0 <= k < 2 { show(k) } else { require k != 7 }
  def show(q) { a gets q ^ 2 % 3 / 4 }
  a gets (1 when s == low) + { low: 1, high: 2 }[s] + t[1].f + sum(i for i in 1..4 step 2 if i > 1)
  p[1] gets if true then 1 else 0
}
study S of All(start = 1) {
  """A study."""
  seed 7
  repeat 2
  sweep n in 2..4
  seat a with llm.choice { model: "m", layers: [{ size: 3 }], prompt: "saw {s}" }
  rule r(s, u) = argmax([1, 2])
  solve eq with cfr.plus { iterations: 10 } within 10 s
  verify truthful of eq
  expect eq.value(a) == 1 +- 1e-3
  expect eq.chance(c == 1 | s == low) not in { 2 }
  plot eq.gap against iteration
  plot eq.mean(x | s == x) against x in [1] for n
}
`;

test('every construct of the language has its place in the schema', () => {
  const { syntax, diagnostics } = parse(everything, 'all.icsap');
  expect(diagnostics.map(({ code }) => code)).toEqual([]);
  const document = JSON.parse(JSON.stringify(modelDocument(syntax, everything)));
  expect(documentProblems('model', document)).toEqual([]);
  const read = readModel(document);
  expect('problems' in read ? read.problems : print(read.syntax, read.layout)).toBe(print(syntax, everything));
});

test('a document without line breaks is printed without blank lines', () => {
  const text = 'let a = 1\n\nlet b = 2\n';
  const { lineBreaks: _, ...bare } = modelDocument(parse(text, 'a.icsap').syntax, text);
  const read = readModel(bare);
  expect('problems' in read ? read.problems : print(read.syntax, read.layout)).toBe('let a = 1\nlet b = 2\n');
});
