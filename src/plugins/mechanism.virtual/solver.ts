import Fraction from 'fraction.js';
import type {
  BoundCase,
  CommitmentForms,
  CommitmentProblem,
  MechanismForm,
  Solution,
  Solver,
  SolverRun,
} from '../contract/index.ts';
import { type Auction, auctionOf, type Ranked } from './auction.ts';
import { biddersOf } from './bidders.ts';
import { classesOf } from './ironing.ts';
import type { VirtualOptions } from './options.ts';

const ZERO = new Fraction(0);

/**
 * The optimal auction (Myerson 1981) on finite grids. A bidder's virtual value is what selling to it is worth once it is
 * paid not to imitate the next lower value; ironed, it never falls, so the decision with the largest virtual surplus can
 * be made truthful by charging the least value that would have done. Independent bidders, also different ones, and any
 * decisions that give each a share: one item, several, public goods. Exact; dominant strategies at no loss.
 */
export class VirtualSolver implements Solver<CommitmentProblem, VirtualOptions> {
  readonly #forms: CommitmentForms;

  constructor(forms: CommitmentForms) {
    this.#forms = forms;
  }

  /** Throws a Refusal for dependent types, common values, more than one number a type, and bounds that payments break. */
  solve(problem: CommitmentProblem, { truthful }: VirtualOptions, run: SolverRun): Solution {
    const form = this.#forms.mechanism(problem);
    const bidders = biddersOf(form).map((bidder): Ranked => {
      const classes = classesOf(bidder);
      const classOf = bidder.values.map((_, type) => classes.findIndex(({ types }) => types.includes(type)));
      return { bidder, classes, classOf };
    });
    if (run.budget.exhausted()) return outOfTime();
    const auction = auctionOf(form, bidders);
    form.demandPayments(auction.decision, auction.payments);
    return {
      status: 'exact',
      profile: form.profile(auction.decision, (agent, profile) => auction.payments[agent]?.[profile]?.valueOf() ?? 0),
      alternatives: [],
      demands: { truthful, budget: 'none' },
      proof: { cases: [proofOf(form, bidders, truthful === 'dominant')], labels: [] },
      explanation: [],
      report: { value: revenueOf(form, auction).valueOf(), ...reserves(bidders) },
    };
  }
}

/** Each type is priced at what imitating the next lower value earns, and ironing shifts; the lowest at leaving. */
function proofOf(form: MechanismForm, bidders: readonly Ranked[], isDominant: boolean): BoundCase {
  const lies = (agent: number, type: number, report: number): number => {
    const { classes, classOf } = bidders[agent] ?? { classes: [], classOf: [] };
    const [from, to] = [classOf[type] ?? 0, classOf[report] ?? 0];
    const [here, there] = [classes[from], classes[to]];
    const part = form.agents[agent]?.chances[report]?.div(there?.chance ?? 1) ?? ZERO;
    const amount = from === to + 1 ? here?.above.add(here.shifted) : from === to - 1 ? there?.shifted : undefined;
    return amount && here ? amount.div(here.chance).mul(part).valueOf() : 0;
  };
  const participation = (agent: number, type: number): number => {
    const { classes, classOf } = bidders[agent] ?? { classes: [], classOf: [] };
    return classOf[type] === 0 && classes[0] ? classes[0].chance.inverse().valueOf() : 0;
  };
  return form.boundCase(lies, participation, isDominant);
}

function revenueOf(form: MechanismForm, { decision, payments }: Auction): Fraction {
  return form.profiles.reduce((sum, { chance }, profile) => {
    const paid = payments.reduce((all, row) => all.add(row[profile] ?? ZERO), ZERO);
    return sum.add(chance.mul(paid.add(form.designerUtility(decision[profile] ?? 0))));
  }, ZERO);
}

/**
 * The reserve: the least value whose ironed virtual value is not negative. One number where it is the same for all bidders,
 * else one for each by name.
 */
function reserves(bidders: readonly Ranked[]): Record<string, number> {
  const found = bidders.flatMap(({ bidder, classes }) => {
    const least = classes.find(({ ironed }) => ironed.s >= 0n);
    return least ? [[`reserve ${bidder.name}`, least.value.valueOf()] as const] : [];
  });
  const [first, ...others] = new Set(found.map(([, value]) => value));
  const isShared = first !== undefined && others.length === 0 && found.length === bidders.length;
  return isShared ? { reserve: first } : Object.fromEntries(found);
}

function outOfTime(): Solution {
  const explanation = ['the budget was spent before the auction was found'];
  return { status: 'budget', profile: undefined, alternatives: [], proof: undefined, explanation, report: {} };
}
