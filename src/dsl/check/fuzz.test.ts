import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyCatalog } from '../catalog.ts';
import { diagnosticEntries, render } from '../diagnostic.ts';
import { check } from './index.ts';

const folder = join(import.meta.dirname, 'valid');
const programs = globSync('*.icsap', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));
const pieces = (text: string): string[] =>
  text.match(/\s+|"""[\s\S]*?"""|"[^"\n]*"|\w+|==|!=|<=|>=|\.\.|[^\s\w]/g) ?? [];
const words = [...new Set(programs.flatMap(pieces))].filter((piece) => /^\w/.test(piece));

/** A real program in which some words stand where others stood. */
const mutated = fc
  .record({
    program: fc.constantFrom(...programs),
    changes: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...words)), { minLength: 1, maxLength: 5 }),
  })
  .map(({ program, changes }) => {
    const all = pieces(program);
    const places = all.flatMap((piece, index) => (/^\w/.test(piece) ? [index] : []));
    for (const [at, word] of changes) all[places[at % places.length] ?? 0] = word;
    return all.join('');
  });

test('whatever the names, the checker answers, and has a model exactly if there is no error', () => {
  fc.assert(
    fc.property(mutated, (text) => {
      const { model, diagnostics } = check(text, { file: 'f', catalog: emptyCatalog, read: () => ({ refused: 'no' }) });
      const hasErrors = diagnostics.some(({ code }) => diagnosticEntries[code].severity === 'error');
      expect(model === undefined).toBe(hasErrors);
      for (const diagnostic of diagnostics) {
        const { message, span } = render(diagnostic);
        expect(message).not.toMatch(/undefined|\[object/);
        expect(span.start).toBeLessThanOrEqual(span.end);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 300, seed: 7 },
  );
});
