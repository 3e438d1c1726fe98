import { render } from '../../dsl/diagnostic.ts';
import { position } from '../../dsl/lines.ts';
import type { StudyStatement, VerifiedProperty } from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import type { Verification } from '../certify/index.ts';
import { diagnosticsOf } from './failure.ts';
import type { RulePlaces } from './rule-places.ts';
import type { VerificationRecord } from './run.ts';
import { witnessRecord } from './solved.ts';

type VerifyStatement = Extract<StudyStatement, { readonly kind: 'verify' }>;

/** Checks a property of a solution, or of the rules that the study fixes. */
export interface Verifier {
  /** The solutions that a `verify` without `of` is about. */
  readonly subjects: readonly string[];
  verify(property: VerifiedProperty, solution: string | undefined, span: Span): Verification;
}

/** One record for each solution that the statement is about. What cannot be decided does not hold, and says why. */
export function checkVerification(
  { property, of, span }: VerifyStatement,
  source: string,
  verifier: Verifier,
  places: RulePlaces,
): readonly VerificationRecord[] {
  const { line } = position(source, span.start);
  const subjects: readonly (string | undefined)[] = of.length > 0 ? of : verifier.subjects;
  return (subjects.length > 0 ? subjects : [undefined]).map((solution) => {
    try {
      const { holds, worst, witness } = verifier.verify(property, solution, span);
      const told = witness && witnessRecord(witness, places);
      return { property, of: solution, line, holds, gap: worst, witness: told, error: undefined };
    } catch (error) {
      const [first] = diagnosticsOf(error, 'checking this property', span);
      return { property, of: solution, line, holds: false, gap: null, witness: undefined, error: render(first) };
    }
  });
}
