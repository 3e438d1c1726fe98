import type { CommitsStatement, Expression } from '../../../dsl/model.ts';
import { ALONE, identity, isFamily, missing } from '../expression/place.ts';
import { wrong } from '../fault.ts';
import type { Label } from '../label.ts';
import { labelOf } from '../label-of.ts';
import type { Machine, Slot } from '../machine.ts';
import type { Program } from '../program.ts';
import { Rule, type RuleSite } from '../rule.ts';
import type { Scope } from '../scope.ts';
import type { Player } from '../value.ts';
import type { Assembler } from './assembler.ts';
import { NO_PATH, placeOf, playerOf } from './place.ts';

/** Registers a rule; it is realised when its arguments have values and it is first used. */
export function commits(statement: CommitsStatement, to: Assembler): void {
  const { scope } = to;
  const { domain, captures } = statement;
  const { slot } = statement.target.declaration;
  const who = playerOf(statement.who, 'commits', scope);
  const target = placeOf(statement.target, scope);
  const rules = new Rules(siteOf(statement, to));
  const next = to.here + 1;
  to.emit((machine) => {
    machine.trace?.lose();
    if (domain.kind === 'text') wrong(domain.span, 'a finite set, or `real`', '`text`');
    const path = target.path(machine);
    const captured = captures.length === 0 ? NO_PATH : captures.map((declaration) => machine.play[declaration.slot]);
    const rule = rules.of(who(machine), target.label(machine, path), captured, machine.program);
    rule.begin(machine);
    machine.rules[slot]?.put(path.length === 0 ? ALONE : path, rule, machine.journal);
    return next;
  }, 'passing');
}

/** The rules of one line. */
class Rules {
  private readonly site: RuleSite;
  /** By label, the one that was bound last. */
  private readonly latest: (Rule | undefined)[] = [];

  constructor(site: RuleSite) {
    this.site = site;
  }

  of(leader: Player, label: Label, captured: readonly Slot[], program: Program): Rule {
    const latest = this.latest[label.id];
    if (latest !== undefined && latest.leader === leader && isSame(latest.captured, captured)) return latest;
    program.leaders.add(leader);
    const rule = new Rule(this.site, leader, label, captured, latest?.number ?? program.rulesBound++);
    this.latest[label.id] = rule;
    return rule;
  }
}

function isSame(a: readonly Slot[], b: readonly Slot[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function siteOf(statement: CommitsStatement, { scope }: Assembler): RuleSite {
  const { domain } = statement;
  const real = domain.kind === 'real' ? domain : undefined;
  return {
    statement,
    arguments: statement.arguments.map(({ value, label }) => ({
      id: idOf(value, scope),
      label: labelOf(label.parts, scope),
    })),
    arePlain: statement.captures.length === 0 && statement.arguments.every(({ value }) => isPlain(value)),
    members: domain.kind === 'members' ? scope.compile(domain.set) : undefined,
    min: real?.min && scope.compile(real.min),
    max: real?.max && scope.compile(real.max),
  };
}

function isPlain(value: Expression): boolean {
  return value.kind === 'reference' && value.to.frame === 'play' && value.to.kind !== 'rule';
}

/** The id of what an expression gives. Of a family by its name, no value is made. */
function idOf(expression: Expression, scope: Scope): (machine: Machine) => number {
  if (expression.kind === 'reference' && isFamily(expression.to)) {
    const { slot, name } = expression.to;
    return (machine) =>
      machine.families[slot]?.idIn(machine.program.records.values, identity) ?? missing(name, expression.span);
  }
  const evaluate = scope.compile(expression);
  return (machine) => machine.program.records.values.id(evaluate(machine));
}
