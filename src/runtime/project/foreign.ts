import { DiagnosticError } from '../../dsl/diagnostic.ts';
import { type Exporter, type GameTree, type Importer, ImportFailure } from '../../plugins/contract/game-tree.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';

/** A text of another program, as a tree. Throws a DiagnosticError with every mistake at its place. */
export function readForeign(importer: Importer, text: string, file: string, ending: string): GameTree {
  try {
    return importer.read(text, ending);
  } catch (error) {
    if (!(error instanceof ImportFailure)) throw error;
    throw new DiagnosticError(
      error.mistakes.map(({ start, end, message, repair }) => ({
        code: 'file/foreign',
        span: { file, start, end },
        name: file,
        problem: message,
        repair,
      })),
    );
  }
}

/** The text of a tree for another program. Throws a DiagnosticError where the format cannot hold it. */
export function writeForeign(exporter: Exporter, tree: GameTree, file: string, ending: string): string {
  try {
    return exporter.write(tree, ending);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const span = { file, start: 0, end: 0 };
    throw new DiagnosticError([{ code: 'file/unwritten', span, name: file, reasons: error.reasons, help: error.help }]);
  }
}
