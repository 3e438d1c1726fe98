import type { DrawStatement } from '../../../dsl/model.ts';
import { partsOf } from '../expression/clause.ts';
import { distributionOf, support } from '../expression/distribution.ts';
import { isFixed } from '../expression/fixed.ts';
import { ALONE } from '../expression/place.ts';
import { setOf } from '../key.ts';
import type { Label } from '../label.ts';
import { type Machine, WAIT } from '../machine.ts';
import { Memo } from '../memo.ts';
import { type Asker, Moment } from '../moment.ts';
import type { Distribution, Value } from '../value.ts';
import type { Assembler } from './assembler.ts';
import { NO_PATH, type Placed, placeOf } from './place.ts';

/** `x ~ dist`: outcomes of chance 0 are left out. */
export function draw(statement: DrawStatement, to: Assembler): void {
  const distribution = drawn(statement, to);
  const targets = statement.targets.map((target) => placeOf(target, to.scope));
  const asker = new Draw(statement, targets);
  const next = to.here + 1;
  to.emit((machine) => {
    const { values, chances } = distribution(machine);
    const paths = targets.map((target) => target.path(machine));
    const label = labelOf(targets, paths, machine);
    machine.event = new Moment(
      'chance',
      label,
      asker,
      next,
      values,
      chances,
      paths,
      undefined,
      -1,
      -1,
      undefined,
      undefined,
    );
    return WAIT;
  });
}

function drawn({ distribution }: DrawStatement, to: Assembler): (machine: Machine) => Distribution {
  const evaluate = to.scope.compile(distribution);
  const { span } = distribution;
  if (!isFixed(distribution, to.scope)) return (machine) => support(distributionOf(evaluate(machine), span));
  let known: Distribution | undefined;
  return (machine) => {
    known ??= support(distributionOf(evaluate(machine), span));
    return known;
  };
}

function labelOf(targets: readonly Placed[], paths: readonly (readonly Value[])[], machine: Machine): Label {
  const [first] = targets;
  if (targets.length === 1 && first !== undefined) return first.label(machine, paths[0] ?? NO_PATH);
  const text = targets.map((target, i) => target.label(machine, paths[i] ?? NO_PATH).text).join(', ');
  return machine.program.records.label(text);
}

class Draw implements Asker {
  readonly memo = new Memo();
  readonly span: DrawStatement['span'];
  private readonly statement: DrawStatement;
  private readonly targets: readonly Placed[];

  constructor(statement: DrawStatement, targets: readonly Placed[]) {
    this.span = statement.span;
    this.statement = statement;
    this.targets = targets;
  }

  resolve(machine: Machine, { options, paths }: Moment, value: Value): void {
    const { targets } = this;
    const [only] = targets;
    if (targets.length === 1 && only !== undefined) {
      only.write(machine, paths[0] ?? NO_PATH, value);
      remember(machine, this.slot(0), paths[0] ?? NO_PATH, options);
      return;
    }
    const parts = this.apart(value);
    for (let i = 0; i < targets.length; i++) {
      targets[i]?.write(machine, paths[i] ?? NO_PATH, parts[i] ?? null);
      if (machine.supports[this.slot(i)] === undefined) continue;
      remember(
        machine,
        this.slot(i),
        paths[i] ?? NO_PATH,
        setOf(options.map((option) => this.apart(option)[i] ?? null)).items,
      );
    }
  }

  private slot(target: number): number {
    return this.statement.targets[target]?.declaration.slot ?? -1;
  }

  private apart(value: Value): readonly Value[] {
    return partsOf(value, this.targets.length, this.statement.distribution.span);
  }
}

/** Keeps what a place was drawn or chosen from, where somebody reports it. */
export function remember(machine: Machine, slot: number, path: readonly Value[], options: readonly Value[]): void {
  if (machine.supports[slot] === undefined) return;
  machine.trace?.lose();
  machine.supports[slot]?.put(path.length === 0 ? ALONE : path, options, machine.journal);
}
