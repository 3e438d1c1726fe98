import type {
  BoundCase,
  BoundProof,
  CommitmentForms,
  CommitmentProblem,
  ContractForm,
  ExactPrograms,
  LpAnswer,
  Solution,
  Solver,
  SolverRun,
  Status,
} from '../contract/index.ts';
import { type PayProgram, payProgram, pricesOf } from './program.ts';

/** Prices at which conditions may be broken, in units of the largest number, to prove that an action is no better. */
const PENALTIES = [1e1, 1e3, 1e5, 1e7];

/** An action with its program solved. */
interface Tried {
  readonly pay: PayProgram;
  readonly answer: LpAnswer;
  /** What the principal gets; -Infinity where no pay brings the action about. */
  readonly value: number;
}

/** How a program is solved: in doubles or in fractions, and whether conditions may be broken at a price. */
interface Trial {
  readonly isRounded?: boolean;
  readonly penalty?: number;
}

/**
 * Minimal pay (Grossman and Hart 1983). For each action the cheapest pay under which the agent wants it is one linear
 * program; the best action is chosen by its value, and its program solved again in fractions. One agent, limited liability or any bounds
 * of pay, participation and requirements. As many programs as actions, each with a row for every other action.
 */
export class MinpaySolver implements Solver<CommitmentProblem> {
  readonly #forms: CommitmentForms;
  readonly #programs: ExactPrograms;

  constructor(forms: CommitmentForms, programs: ExactPrograms) {
    this.#forms = forms;
    this.#programs = programs;
  }

  /** Throws a Refusal for several agents, an agent that knows something, and finite rules. */
  async solve(problem: CommitmentProblem, _options: unknown, run: SolverRun): Promise<Solution> {
    const form = this.#forms.contract(problem);
    const tried: Tried[] = [];
    for (const action of form.actions.keys()) {
      if (run.budget.exhausted()) break;
      const one = await this.#try(form, action, run);
      if (one.answer.status === 'unbounded') return nothing('unbounded', unlimited(form, one));
      tried.push(one);
    }
    const isCut = tried.length < form.actions.length || tried.some(({ answer }) => !isSettled(answer));
    const found = tried.reduce<Tried | undefined>(
      (most, one) => (one.answer.status === 'optimal' && (!most || one.value > most.value) ? one : most),
      undefined,
    );
    if (!found)
      return isCut
        ? nothing('budget', ['the budget was spent before any contract was found'])
        : infeasible(form, tried);
    const exact = await this.#try(form, found.pay.action, run, { isRounded: false });
    const best = exact.answer.status === 'optimal' ? exact : found;
    return {
      status: isCut ? 'budget' : 'exact',
      profile: form.profile(
        best.pay.action,
        Float64Array.from(form.cells, (_, column) => (best.answer.columns[column] ?? 0) + 0),
      ),
      alternatives: [],
      proof: isCut ? undefined : await this.#prove(form, tried.with(tried.indexOf(found), best), best.value, run),
      explanation: [],
      report: { value: best.value, programs: tried.length },
    };
  }

  async #try(
    form: ContractForm,
    action: number,
    run: SolverRun,
    { isRounded = true, penalty }: Trial = {},
  ): Promise<Tried> {
    const pay = payProgram(form, action, penalty);
    const answer = await this.#programs.solve(pay.program, { milliseconds: run.budget.left(), isRounded });
    const value = answer.status === 'optimal' ? answer.value + pay.constant.valueOf() : Number.NEGATIVE_INFINITY;
    return { pay, answer, value };
  }

  async #prove(
    form: ContractForm,
    tried: readonly Tried[],
    value: number,
    run: SolverRun,
  ): Promise<BoundProof | undefined> {
    const cases: BoundCase[] = [];
    for (const one of tried) {
      const priced = one.answer.status === 'optimal' ? one : await this.#refute(form, one.pay.action, value, run);
      if (!priced) return undefined;
      const { deviations, conditions } = pricesOf(form, priced.pay, priced.answer);
      cases.push(form.boundCase(one.pay.action, deviations, conditions));
    }
    return { cases, labels: [] };
  }

  /** Prices for an action that no pay brings about: of a program in which breaking conditions only costs. */
  async #refute(form: ContractForm, action: number, value: number, run: SolverRun): Promise<Tried | undefined> {
    const size = form.plays.reduce((most, { principal }) => Math.max(most, Math.abs(principal.constant.valueOf())), 1);
    let found: Tried | undefined;
    for (const penalty of PENALTIES) {
      const one = await this.#try(form, action, run, { penalty: Math.ceil(penalty * size) });
      if (one.answer.status !== 'optimal') break;
      found = one;
      if (one.value <= value) break;
    }
    return found;
  }
}

function isSettled({ status }: LpAnswer): boolean {
  return status === 'optimal' || status === 'infeasible';
}

function nothing(status: Status, explanation: readonly string[]): Solution {
  return { status, profile: undefined, alternatives: [], proof: undefined, explanation, report: {} };
}

function infeasible(form: ContractForm, tried: readonly Tried[]): Solution {
  const conflicts = tried.map(({ pay, answer }) => {
    const texts = new Set(answer.conflict.flatMap((row) => pay.rows[row]?.text ?? []));
    return `where ${form.choice} = ${form.actions[pay.action]}: these cannot all hold: ${[...texts].join('; ')}`;
  });
  return nothing('infeasible', ['no pay meets all conditions', ...conflicts]);
}

function unlimited(form: ContractForm, { answer, pay }: Tried): readonly string[] {
  const growing = form.cells.flatMap(({ name }, column) => {
    const step = answer.ray?.[column] ?? 0;
    return Math.abs(step) > 1e-9 ? [`\`${name}\` ${step > 0 ? 'up' : 'down'}`] : [];
  });
  const stays = form.conditions(pay.action).length > 0 ? [] : [`\`${form.agent.name}\` has no \`may leave\``];
  return [`nothing limits ${growing.join(', ') || 'pay'}`, ...stays];
}
