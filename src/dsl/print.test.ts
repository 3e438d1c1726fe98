import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lex } from './lex.ts';
import { parse } from './parse.ts';
import { print, printExpression } from './print.ts';
import type { FileSyntax } from './syntax.ts';
import { expressionArbitrary, fileArbitrary } from './syntax-arbitrary.ts';

const fixtures = new URL('fixtures/', import.meta.url);

const format = (text: string): string => print(parse(text, 'test.icsap').syntax, text);

/** A tree without the places of its nodes. */
function shape(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) => (key === 'span' || key === 'comments' ? undefined : part)),
  );
}

/** What is wrong with a text besides its nesting and its hints. */
function errors(text: string): readonly string[] {
  return parse(text, 'test.icsap')
    .diagnostics.map((d) => d.code)
    .filter((code) => code !== 'syntax/when-sum');
}

test.each(readdirSync(fixtures))('%s is formatted', (file) => {
  const text = readFileSync(new URL(file, fixtures), 'utf8');
  expect(format(text)).toBe(text);
});

describe('what is printed is what was read', () => {
  test('for any file', () => {
    fc.assert(
      fc.property(fileArbitrary, (file) => {
        const text = print(file);
        if (errors(text).includes('syntax/too-deep')) return;
        const read = parse(text, 'test.icsap').syntax;
        expect(errors(text), text).toEqual([]);
        expect(shape(read), text).toEqual(shape(file));
        expect(print(read)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  test('for any expression as a label, which has no long texts where short ones do', () => {
    const short = (value: unknown) => JSON.stringify(shape(value)).replaceAll('"long":true', '"long":false');
    fc.assert(
      fc.property(expressionArbitrary, (e) => {
        const text = `let x = ${printExpression(e)}`;
        if (errors(text).includes('syntax/too-deep')) return;
        const [item] = parse(text, 'test.icsap').syntax.items;
        expect(item?.kind === 'bind' && short(item.value), text).toBe(short(e));
      }),
    );
  });

  test('however lines and comments are strewn in', () => {
    fc.assert(
      fc.property(fileArbitrary, fc.array(fc.nat(30), { minLength: 20, maxLength: 60 }), (file, gaps) => {
        const text = strewn(print(file), gaps);
        if (errors(text).length > 0) return;
        const { syntax } = parse(text, 'test.icsap');
        const once = print(syntax, text);
        const again = parse(once, 'test.icsap').syntax;
        expect(shape(again), once).toEqual(shape(syntax));
        expect(commentsOf(again).toSorted()).toEqual(commentsOf(syntax).toSorted());
        expect(print(again, once)).toBe(once);
      }),
      { numRuns: 200 },
    );
  });
});

const commentsOf = (file: FileSyntax): readonly string[] => file.comments.map((comment) => comment.text);

/** A text with comments and line breaks between its tokens, where the gaps say so. */
function strewn(text: string, gaps: readonly number[]): string {
  const pieces: string[] = [];
  let end = 0;
  lex(text, 'test.icsap').tokens.forEach((token, index) => {
    const gap = gaps[index % gaps.length];
    const filling =
      gap === 0 ? ` # ${index}\n` : gap === 1 ? `\n# ${index}\n\n` : gap === 2 ? '\n\n\n' : gap === 3 ? '\n' : '';
    pieces.push(text.slice(end, token.startOffset), filling);
    end = token.startOffset;
  });
  return pieces.join('') + text.slice(end);
}

describe('parentheses stand only where they are needed', () => {
  test.each([
    ['(a)', 'a'],
    ['((a + b)) + c', 'a + b + c'],
    ['a + (b + c)', 'a + (b + c)'],
    ['a - (b - c)', 'a - (b - c)'],
    ['(a * b) + (c / d)', 'a * b + c / d'],
    ['-(x^2)', '-x^2'],
    ['(-x)^2', '(-x)^2'],
    ['2^(3^4)', '2^3^4'],
    ['(2^3)^4', '(2^3)^4'],
    ['(a == b) == (c == d)', '(a == b) == (c == d)'],
    ['not (a and b)', 'not (a and b)'],
    ['(not a) and b', 'not a and b'],
    ['(if a then b else c) + 1', '(if a then b else c) + 1'],
    ['if a then b else (if c then d else e)', 'if a then b else if c then d else e'],
    ['a - b when c', '(a - b) when c'],
    ['a - (b when c)', 'a - (b when c)'],
    ['(1).f', '(1).f'],
    ['1 / 2 * x', '1/2 * x'],
    ['(a + b)[1](c).d', '(a + b)[1](c).d'],
    ['{ (a): (1) for a in (S) if (c) }', '{ a: 1 for a in S if c }'],
  ])('%s becomes %s', (from, to) => {
    const [item] = parse(`let x = ${from}`, 'test.icsap').syntax.items;
    expect(item?.kind === 'bind' && printExpression(item.value)).toBe(to);
  });
});

test('texts are quoted again', () => {
  expect(format('let x = "a \\"b\\" \\\\ {{c}} {d+e} \\u{1f600}\\u{7}"\n')).toBe(
    'let x = "a \\"b\\" \\\\ {{c}} {d + e} 😀\\u{7}"\n',
  );
  expect(format('let x = """a\n  \\ {{c}} {f("d")}"""\n')).toBe('let x = """a\n  \\ {{c}} {f("d")}"""\n');
  expect(format('let x = "{ {a: 1}[k] }"\n')).toBe('let x = "{ { a: 1 }[k] }"\n');
});

test('a short block stays on its line if the source has it there and it fits', () => {
  expect(format('scenario A{if c{a gets 1 end}else{end}}')).toBe(
    'scenario A { if c { a gets 1  end } else { end } }\n',
  );
  expect(format('scenario A {\nif c { a gets 1 } else {\nend } }')).toBe(
    'scenario A {\n  if c {\n    a gets 1\n  } else {\n    end\n  }\n}\n',
  );
  const long = 'a'.repeat(100);
  expect(format(`scenario A { if ${long} { a gets 1 } }`)).toBe(`scenario A {\n  if ${long} { a gets 1 }\n}\n`);
});

test('a literal broken behind its bracket stays broken, and a long one is broken', () => {
  expect(format('let x = [\n1, 2]')).toBe('let x = [\n  1,\n  2\n]\n');
  expect(format('let x = [1,\n2]')).toBe('let x = [1, 2]\n');
  const name = 'n'.repeat(50);
  expect(format(`let x = f(${name}, ${name}, ${name})`)).toBe(`let x = f(\n  ${name},\n  ${name},\n  ${name}\n)\n`);
  expect(format(`let x = ${name} + ${name} * 2 - ${name}`)).toBe(`let x = ${name}\n  + ${name} * 2\n  - ${name}\n`);
});

test('blank lines are kept, but only one, and big parts stand apart', () => {
  expect(format('let x = 1\n\n\n\nlet y = 2\nlet z = 3\nscenario A {\n\n\n  end\n\n\n  end }\nlet w = 4')).toBe(
    'let x = 1\n\nlet y = 2\nlet z = 3\n\nscenario A {\n  end\n\n  end\n}\n\nlet w = 4\n',
  );
});

test('comments stay beside what they speak of', () => {
  const text = [
    '# the file',
    '',
    '# the scenario',
    'scenario A { # opened',
    '  """Doc.""" # of the doc',
    '  # before',
    '  x ~ { # in the set',
    '    a: 1, # first',
    '    # before b',
    '    b: rest # last',
    '    # the end of the set',
    '  } # behind the set',
    '  if c { # then',
    '    end',
    '  } else { # else',
    '    # nothing',
    '  }',
    '',
    '  # the end',
    '}',
    '# the end of the file',
    '',
  ].join('\n');
  const formatted = format(text);
  expect(formatted).toBe(
    [
      '# the file',
      '',
      '# the scenario',
      'scenario A {  # opened',
      '  """Doc."""  # of the doc',
      '  # before',
      '  x ~ {',
      '    # in the set',
      '    a: 1,  # first',
      '    # before b',
      '    b: rest  # last',
      '    # the end of the set',
      '  }       # behind the set',
      '  if c {  # then',
      '    end',
      '  } else {  # else',
      '    # nothing',
      '  }',
      '',
      '  # the end',
      '}',
      '# the end of the file',
      '',
    ].join('\n'),
  );
  expect(format(formatted)).toBe(formatted);
});
