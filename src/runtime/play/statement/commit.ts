import type { CommitsStatement } from '../../../dsl/model.ts';
import { ALONE } from '../expression/place.ts';
import { wrong } from '../fault.ts';
import { labelOf } from '../label-of.ts';
import { Rule, type RuleSite } from '../rule.ts';
import type { Assembler } from './assembler.ts';
import { placeOf, playerOf } from './place.ts';

/** Registers a rule; it is realised when its arguments have values and it is first used. */
export function commits(statement: CommitsStatement, to: Assembler): void {
  const { scope } = to;
  const { domain, captures, span } = statement;
  const { slot } = statement.target.declaration;
  const who = playerOf(statement.who, 'commits', scope);
  const target = placeOf(statement.target, scope);
  const site = siteOf(statement, to);
  const next = to.here + 1;
  to.emit((machine) => {
    machine.trace?.lose();
    if (domain.kind === 'text') wrong(domain.span, 'a finite set, or `real`', '`text`');
    const path = target.path(machine);
    const captured = captures.map((declaration) => machine.play[declaration.slot]);
    const leader = who(machine);
    const rule = new Rule(site, leader, target.label(machine, path), captured, span);
    machine.program.leaders.add(leader);
    machine.rules[slot]?.put(path.length === 0 ? ALONE : path, rule, machine.journal);
    return next;
  });
}

function siteOf(statement: CommitsStatement, { scope }: Assembler): RuleSite {
  const { domain } = statement;
  const real = domain.kind === 'real' ? domain : undefined;
  return {
    statement,
    arguments: statement.arguments.map(({ value, label }) => ({
      value: scope.compile(value),
      label: labelOf(label.parts, scope),
    })),
    members: domain.kind === 'members' ? scope.compile(domain.set) : undefined,
    min: real?.min && scope.compile(real.min),
    max: real?.max && scope.compile(real.max),
  };
}
