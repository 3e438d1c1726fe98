import type { Declaration, Expression, OptionTree, StudyModel, StudyStatement } from '../../model.ts';
import { expressionsIn, isStatements } from '../walk.ts';
import { type Facts, sitesOf } from './facts.ts';

/** A choice that nothing depends on and that nobody sees. */
export function reportUnread(facts: Facts): void {
  const read = new Set(readDeclarations([...facts.expressions, ...facts.studies.flatMap(studyExpressions)]));
  const seen = new Set<Declaration>();
  for (const { statement } of [...sitesOf('chooses', facts), ...sitesOf('reports', facts)]) {
    const { declaration, span } = statement.target;
    if (statement.openly || read.has(declaration) || seen.has(declaration)) continue;
    seen.add(declaration);
    facts.report({ code: 'choice/unread', span, name: declaration.name, kind: statement.kind });
  }
}

/** A parameter that changes nothing. */
export function reportUnusedParameters(facts: Facts): void {
  const read = new Set(readDeclarations([...facts.expressions, ...facts.studies.flatMap(studyExpressions)]));
  for (const { declaration } of facts.model.parameters) {
    if (read.has(declaration)) continue;
    facts.report({ code: 'parameter/unused', span: declaration.span, name: declaration.name });
  }
}

function readDeclarations(expressions: readonly Expression[]): readonly Declaration[] {
  return expressions.flatMap((part) => {
    if (part.kind === 'reference') return [part.to];
    return part.kind === 'made' ? [part.place.declaration] : [];
  });
}

function studyExpressions(study: StudyModel): readonly Expression[] {
  const own = study.functions.flatMap(({ body }) => (isStatements(body) ? [] : [body]));
  return [...own, ...study.statements.flatMap(rootsOf)].flatMap((root) => [...expressionsIn(root)]);
}

/** The expressions of a statement of a study. */
export function rootsOf(statement: StudyStatement): readonly Expression[] {
  switch (statement.kind) {
    case 'let':
      return [statement.value];
    case 'solve':
      return statement.plugin?.options === undefined ? [] : optionExpressions(statement.plugin.options);
    case 'seat':
      return statement.plugin.options === undefined ? [] : optionExpressions(statement.plugin.options);
    case 'rule':
      return [...statement.arguments, statement.value];
    case 'verify':
      return [];
    case 'expect':
      return statement.tolerance === undefined ? [statement.condition] : [statement.condition, statement.tolerance];
    case 'plot': {
      const over = statement.against.kind === 'range' ? [statement.against.over] : [];
      return [...over, ...statement.values.map((one) => one.value)];
    }
  }
}

export function optionExpressions(options: OptionTree): readonly Expression[] {
  if (options.kind === 'expression') return [options.value];
  if (options.kind === 'list') return options.items.flatMap(optionExpressions);
  return options.entries.flatMap((entry) => optionExpressions(entry.value));
}
