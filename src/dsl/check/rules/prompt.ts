import type { Declaration, Expression } from '../../model.ts';
import { actorsOf } from './actors.ts';
import { readsOf, sitesOf } from './facts.ts';
import type { StudyFacts } from './fixed.ts';
import { Knowledge } from './leak.ts';
import { optionExpressions } from './unread.ts';

/** A prompt or a formula mentions only what the player in the seat has seen, and what everybody knows. */
export function reportPromptLeaks(facts: StudyFacts): void {
  const knowledge = new Knowledge(facts.scenario);
  for (const statement of facts.study.statements) {
    if (statement.kind !== 'seat' || statement.plugin.options === undefined) continue;
    for (const option of optionExpressions(statement.plugin.options)) {
      const isFormula = option.kind !== 'template';
      for (const part of holesOf(option)) reportPart(part, { who: statement.who, isFormula }, knowledge, facts);
    }
  }
}

/** The holes of a text, each for itself; any other option is one formula. */
function holesOf(option: Expression): readonly Expression[] {
  return option.kind === 'template' ? option.parts.filter((one) => typeof one !== 'string') : [option];
}

/** Everybody knows the rules: a committed number is known to whoever knows its arguments. */
function knows(player: Declaration, read: Declaration, knowledge: Knowledge, { scenario }: StudyFacts): boolean {
  if (knowledge.knows(player, read)) return true;
  const commits = sitesOf('commits', scenario).filter(({ statement }) => statement.target.declaration === read);
  const isNumber = commits.length > 0 && commits.every(({ statement }) => statement.domain.kind === 'real');
  const given = commits.flatMap(({ statement }) =>
    statement.arguments.flatMap(({ value }) => readsOf(value, scenario)),
  );
  return isNumber && given.every((each) => knowledge.knows(player, each));
}

interface Seated {
  readonly who: Expression;
  readonly isFormula: boolean;
}

function reportPart(part: Expression, { who, isFormula }: Seated, knowledge: Knowledge, facts: StudyFacts): void {
  const actors = actorsOf(who, facts.scenario);
  if (actors === 'any') return;
  for (const read of readsOf(part, facts.scenario)) {
    if (read.frame === 'local' || facts.program.isPublic(read) || read.slot >= facts.scenario.model.slots) continue;
    const blind = [...actors].find((player) => !knows(player, read, knowledge, facts));
    if (blind === undefined) continue;
    const player = `\`${facts.program.text(who.span)}\``;
    facts.scenario.report({ code: 'study/prompt-leak', span: part.span, name: read.name, player, isFormula });
    return;
  }
}
