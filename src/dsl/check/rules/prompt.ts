import type { Expression } from '../../model.ts';
import { expressionsIn } from '../walk.ts';
import { actorsOf } from './actors.ts';
import { readsOf } from './facts.ts';
import type { StudyFacts } from './fixed.ts';
import { Knowledge } from './leak.ts';
import { optionExpressions } from './unread.ts';

/** A prompt mentions only what the player in the seat has seen, and what everybody knows. */
export function reportPromptLeaks(facts: StudyFacts): void {
  const knowledge = new Knowledge(facts.scenario);
  for (const statement of facts.study.statements) {
    if (statement.kind !== 'seat' || statement.plugin.options === undefined) continue;
    for (const text of optionExpressions(statement.plugin.options)) {
      for (const hole of holesOf(text)) reportHole(hole, statement.who, knowledge, facts);
    }
  }
}

function holesOf(expression: Expression): readonly Expression[] {
  return [...expressionsIn(expression)].flatMap((part) =>
    part.kind === 'template' ? part.parts.filter((one) => typeof one !== 'string') : [],
  );
}

function reportHole(hole: Expression, who: Expression, knowledge: Knowledge, facts: StudyFacts): void {
  const actors = actorsOf(who, facts.scenario);
  if (actors === 'any') return;
  for (const read of readsOf(hole, facts.scenario)) {
    if (read.frame === 'local' || facts.program.isPublic(read) || read.slot >= facts.scenario.model.slots) continue;
    const blind = [...actors].find((player) => !knowledge.knows(player, read));
    if (blind === undefined) continue;
    const player = facts.program.text(who.span);
    facts.scenario.report({ code: 'study/prompt-leak', span: hole.span, name: read.name, player: `\`${player}\`` });
    return;
  }
}
