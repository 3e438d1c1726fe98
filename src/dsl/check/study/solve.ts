import type { PluginUse, SolveStatement, StudyStatement } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type { PluginSyntax, SeatSyntax, SolveSyntax } from '../../syntax.ts';
import type { Env } from '../env.ts';
import { requirePlayers } from '../expression/require.ts';
import { lowerOptions } from './options.ts';

/** `solve eq with cfr.plus { … } within 10 s`. */
export function lowerSolve(node: SolveSyntax, env: Env): SolveStatement {
  return {
    kind: 'solve',
    span: node.span,
    name: node.name.text,
    plugin: node.plugin && lowerPlugin(node.plugin, 'solver', env),
    within: node.within && milliseconds(node.within, env),
  };
}

/** `seat judge with llm.choice { … }`. */
export function lowerSeat(node: SeatSyntax, env: Env): StudyStatement {
  const who = requirePlayers(env.lower(node.who), 'seat', env);
  return { kind: 'seat', span: node.span, who, plugin: lowerPlugin(node.plugin, 'seat', env) };
}

function lowerPlugin({ id, options }: PluginSyntax, kind: 'solver' | 'seat', env: Env): PluginUse {
  const { catalog } = env.program.world;
  const plugin = catalog.plugin(id.text);
  if (plugin === undefined) {
    env.report({ code: 'study/unknown-plugin', span: id.span, id: id.text, nearest: nearest(id.text, catalog.ids) });
  } else if (plugin.kind !== kind) {
    const known = catalog.ids.filter((other) => catalog.plugin(other)?.kind === kind);
    env.report({ code: 'plugin/wrong-kind', span: id.span, id: id.text, is: plugin.kind, wanted: kind, known });
  }
  return {
    id: id.text,
    span: id.span,
    options: options && lowerOptions(options, kind === 'seat' ? env.reading('all') : env),
  };
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['min', 60_000],
  ['h', 3_600_000],
]);

function milliseconds({ amount, unit }: NonNullable<SolveSyntax['within']>, env: Env): number | undefined {
  const factor = UNITS.get(unit.text);
  if (factor === undefined) {
    env.report({ code: 'study/unit', span: unit.span, unit: unit.text, known: [...UNITS.keys()] });
    return undefined;
  }
  return Number(amount.text) * factor;
}
