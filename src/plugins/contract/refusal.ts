/**
 * Thrown by a solver that understands a problem but does not take it. Each sentence is in the author's words: what
 * stands in the way, by name, and what would help. The host turns it into a diagnostic.
 */
export class Refusal extends Error {
  readonly reasons: readonly string[];
  readonly help: readonly string[];
  constructor(reasons: readonly string[], help: readonly string[]) {
    super([...reasons, ...help].join(' '));
    this.name = 'Refusal';
    this.reasons = reasons;
    this.help = help;
  }
}
