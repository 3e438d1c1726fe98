import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Exact } from '../../dsl/number.ts';
import type { Span } from '../../dsl/span.ts';
import { type FixedRules, settledPlay } from '../answer/index.ts';
import type { Play, Process } from '../play/play.ts';
import type { Float } from '../play/value.ts';
import { compiledBelow, LayeredProcess, type Look, possible, withOptions } from './layered-process.ts';

/**
 * The play that fixed rules leave: what a formula fixes is drawn by nature, or is a number, and nobody commits any more. Reports
 * are choices like any other, lies included. `span` is where it is asked for; there a rule that no formula fixes is an error.
 */
export function leftPlay(play: Play, rules: FixedRules, span: Span): Play {
  const money = (cell: number, process: Process): Exact | Float => {
    const { label } = play.cells.at(cell);
    return rules.money(play.cells.at(cell), process) ?? refuse(label, span);
  };
  const look = drawn(rules, span);
  return {
    ...settledPlay(play),
    commits: false,
    leaders: new Set(),
    start: () => new LayeredProcess(play.start(money), look),
    compile: compiledBelow(play),
  };
}

function refuse(label: string, span: Span): never {
  throw new DiagnosticError([{ code: 'run/open-rules', span, open: [label] }]);
}

/** Fixed decisions are draws; options that a formula never takes are left out. */
function drawn(rules: FixedRules, span: Span): Look {
  return (inner) => {
    const { event } = inner;
    const chances = event.player && rules.lottery(event, inner);
    if (!chances && event.kind === 'rule') refuse(event.label, span);
    if (!chances) return undefined;
    const positions = possible(chances);
    const left = withOptions(event, positions);
    return {
      positions,
      event: {
        ...left,
        kind: 'chance',
        player: undefined,
        situation: -1,
        chances: positions.map((position) => chances[position] ?? 0),
      },
    };
  };
}
