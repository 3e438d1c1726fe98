import type { Entries } from './rendered.ts';
import { type FormDiagnostic, formEntries } from './syntax-forms.ts';
import { type SignDiagnostic, signEntries } from './syntax-signs.ts';
import { type StatementDiagnostic, statementEntries } from './syntax-statements.ts';

/** What the lexer and the parser find. */
export type SyntaxDiagnostic = SignDiagnostic | FormDiagnostic | StatementDiagnostic;

export const syntaxEntries: Entries<SyntaxDiagnostic> = { ...signEntries, ...formEntries, ...statementEntries };
