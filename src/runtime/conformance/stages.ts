import { emptyCatalog } from '../../dsl/catalog.ts';
import { DiagnosticError } from '../../dsl/diagnostic.ts';
import { check } from '../../dsl/index.ts';
import type { Solution } from '../../plugins/contract/solution.ts';
import { type Certificate, certify } from '../certify/index.ts';
import { compile } from '../game/compile.ts';
import { instantiate } from '../play/instantiate.ts';
import type { Problem } from '../problem/problem.ts';
import { recognise } from '../problem/recognise.ts';

/** The problem of the first scenario of a text, with its default parameters. Throws a DiagnosticError if it has mistakes. */
export function problemOf(text: string): Problem {
  const read = () => ({ refused: 'a case for conformance stands alone' });
  const { model, diagnostics } = check(text, { file: 'case.icsap', catalog: emptyCatalog, read });
  const [scenario] = model?.scenarios.values() ?? [];
  if (!scenario) throw new DiagnosticError(diagnostics);
  return recognise(compile(instantiate(scenario, new Map())));
}

/** The certificate of an answer; undefined where there is none to certify. */
export function certifyAnswer(problem: Problem, solution: Solution): Certificate | undefined {
  return solution.profile && certify(problem, solution);
}
