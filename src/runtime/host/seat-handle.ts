import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Span } from '../../dsl/span.ts';
import type { SeatManifest } from '../../plugins/contract/plugin.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';
import type { SolverRun } from '../../plugins/contract/run.ts';
import type { Seat, SeatAnswer, SeatRequest } from '../../plugins/contract/seat.ts';
import type { GivenOptions, OptionChecker } from './options.ts';

/** One seat plugin, asked for at one place of a study. Its code is loaded when it first plays. */
export class SeatHandle {
  readonly manifest: SeatManifest;
  readonly #load: () => Seat;
  readonly #checker: OptionChecker;
  readonly #span: Span;

  constructor(manifest: SeatManifest, load: () => Seat, checker: OptionChecker, span: Span) {
    this.manifest = manifest;
    this.#load = load;
    this.#checker = checker;
    this.#span = span;
  }

  /** The options with their defaults. Throws a DiagnosticError with one diagnostic for each that is wrong, at its place. */
  options(given: GivenOptions): Readonly<Record<string, unknown>> {
    const checked = this.#checker.check(this.manifest.id, this.manifest.options, given);
    if ('diagnostics' in checked) throw new DiagnosticError(checked.diagnostics);
    return checked.options;
  }

  /** What a refusal is told as, at the place where the seat is asked for. */
  refusal({ reasons, help }: Refusal): DiagnosticError {
    const { id } = this.manifest;
    return new DiagnosticError([{ code: 'plugin/refuses', span: this.#span, id, clauses: reasons, help }]);
  }

  /** What is done at each decision. An error that the plugin did not expect becomes a diagnostic, and so does an answer that is no lottery. */
  async behave(request: SeatRequest, options: Readonly<Record<string, unknown>>, run: SolverRun): Promise<SeatAnswer> {
    const { id } = this.manifest;
    try {
      const answer = await this.#load().behave(request, options, run);
      const { decisions } = request;
      const wrong = decisions.findIndex(({ actions }, at) => !isLottery(answer.chances[at], actions.length));
      if (wrong < 0) return answer;
      throw new Error(
        `it gives no lottery over the ${decisions[wrong]?.actions.length} actions of \`${decisions[wrong]?.choice}\``,
      );
    } catch (error) {
      if (error instanceof DiagnosticError || run.signal.aborted) throw error;
      const span = this.#span;
      if (error instanceof Refusal) throw this.refusal(error);
      const message = error instanceof Error ? error.message : String(error);
      throw new DiagnosticError([{ code: 'plugin/failed', span, id, message }]);
    }
  }
}

function isLottery(row: readonly number[] | undefined, actions: number): boolean {
  if (row?.length !== actions || row.some((chance) => !(chance >= 0))) return false;
  return Math.abs(row.reduce((sum, chance) => sum + chance, 0) - 1) <= 1e-9;
}
