import type { VerifiedProperty } from '../../dsl/model.ts';
import type { Witness } from '../certify/certificate.ts';
import { at, entry } from '../certify/number.ts';
import { showAmount } from '../certify/words.ts';
import { keyText } from './key-text.ts';
import type { Mechanism } from './mechanism.ts';
import { NotDirect } from './not-direct.ts';
import type { LeaveLine } from './outline.ts';
import type { Pace } from './pace.ts';
import { requirementsOf } from './requirements.ts';
import { numberOf } from './rule-values.ts';
import { allHold, Kinds, readsOf, Term } from './terms.ts';

/** One thing that somebody gets. */
export interface Pay {
  readonly payee: number;
  readonly term: Term;
  /** The part of it that committed numbers are. */
  readonly money: Term;
}

/** What the honest play comes to. */
export interface Honest {
  readonly pays: readonly Pay[];
  /** Expected utility of each payee. */
  readonly values: Float64Array;
  /** Between the lowest and the highest utility of a payee, the widest: what rounding is compared with. */
  readonly scale: number;
  readonly findings: ReadonlyMap<VerifiedProperty | 'rules', Witness>;
}

/** Rules first, then everything else: payments are tabled by the values that the rules take. */
export async function honestPlay(mechanism: Mechanism, pace: Pace): Promise<Honest> {
  const { census, rules, present } = mechanism;
  for (let profile = 0; profile < census.count; profile++) {
    present.place(profile);
    for (let rule = 0; rule < rules.length; rule++) entry(rules, rule).id(present);
    if ((profile & 0xff) === 0) await pace.look('profiles', profile);
  }
  return new HonestPlay(mechanism).run(pace);
}

class HonestPlay {
  readonly #mechanism: Mechanism;
  readonly #pays: readonly Pay[];
  readonly #values: Float64Array;
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #insiders: ReadonlySet<number>;
  readonly #leaves: readonly Leaving[];
  readonly #requirements: ReturnType<typeof requirementsOf>;
  #balance = 0;
  #worst = { sum: 0, at: '' };

  constructor(mechanism: Mechanism) {
    const { play, outline } = mechanism;
    this.#mechanism = mechanism;
    this.#pays = paysOf(mechanism);
    this.#values = new Float64Array(play.payees.length);
    this.#low = new Float64Array(play.payees.length).fill(Number.POSITIVE_INFINITY);
    this.#high = new Float64Array(play.payees.length).fill(Number.NEGATIVE_INFINITY);
    const insiders = [...outline.rules.map(({ leader }) => leader), ...outline.reports.map(({ player }) => player)];
    for (const { player } of outline.leaves) insiders.push(player);
    this.#insiders = new Set(insiders.map((player) => play.payeeOf[player] ?? 0));
    this.#leaves = outline.leaves.map((line) => new Leaving(line, mechanism));
    this.#requirements = requirementsOf(mechanism);
    const drawsLots = mechanism.rules.some(({ lotteries }) => lotteries.size > 0);
    if (drawsLots && this.#leaves.some(({ isExPost }) => isExPost))
      throw new NotDirect('somebody may leave after a lottery');
  }

  async run(pace: Pace): Promise<Honest> {
    const { census, rules, present } = this.#mechanism;
    const utilities = new Float64Array(this.#values.length);
    for (let profile = 0; profile < census.count; profile++) {
      present.place(profile);
      for (let rule = 0; rule < rules.length; rule++)
        present.ids[present.draws + present.reports + rule] = entry(rules, rule).id(present);
      this.#settle(census.chance(profile), utilities);
      if ((profile & 0xff) === 0) await pace.look('profiles', profile);
    }
    let scale = 1e-300;
    for (let payee = 0; payee < this.#low.length; payee++)
      scale = Math.max(scale, at(this.#high, payee) - at(this.#low, payee));
    return { pays: this.#pays, values: this.#values, scale, findings: this.#findings() };
  }

  #settle(chance: number, utilities: Float64Array): void {
    utilities.fill(0);
    let balance = 0;
    for (const { payee, term, money } of this.#pays) {
      utilities[payee] = at(utilities, payee) + term.now();
      if (this.#insiders.has(payee)) balance += money.now();
    }
    for (let payee = 0; payee < utilities.length; payee++) {
      const utility = at(utilities, payee);
      this.#values[payee] = at(this.#values, payee) + chance * utility;
      if (utility < at(this.#low, payee)) this.#low[payee] = utility;
      if (utility > at(this.#high, payee)) this.#high[payee] = utility;
    }
    this.#balance += chance * balance;
    if (Math.abs(balance) > Math.abs(this.#worst.sum)) this.#worst = { sum: balance, at: this.#decisions() };
    for (const leave of this.#leaves) leave.pass(chance, utilities);
    for (const requirement of this.#requirements) requirement.pass(chance);
  }

  /** `bid[1] = 1, winner = 2`: what has been reported and decided. */
  #decisions(): string {
    const { present } = this.#mechanism;
    return present.told(Array.from(present.labels.keys()).filter((number) => number >= present.draws));
  }

  #findings(): ReadonlyMap<VerifiedProperty | 'rules', Witness> {
    const { play, outline, rules } = this.#mechanism;
    const findings = new Map<VerifiedProperty | 'rules', Witness>();
    const note = (property: VerifiedProperty | 'rules', witness: Witness | undefined): void => {
      if (witness && witness.gain > (findings.get(property)?.gain ?? 0)) findings.set(property, witness);
    };
    const leader = play.players[outline.rules[0]?.leader ?? 0]?.name ?? '';
    const reals = rules.filter(({ isReal }) => isReal).map(({ line }) => line.label);
    note('budget', imbalance(leader, this.#worst.sum, this.#worst.at, '', reals));
    note('budget-expected', imbalance(leader, this.#balance, 'nothing', ' on average', reals));
    for (const leave of this.#leaves) note('participation', leave.witness());
    for (const requirement of this.#requirements) note('rules', requirement.witness(leader));
    for (const { line, excess, excessAt } of rules) {
      const deviation = `\`${line.label}\` is out of its bounds by ${showAmount(excess)}`;
      note('rules', { player: leader, knows: excessAt, deviation, gain: excess, rules: [line.label], isFault: true });
    }
    return findings;
  }
}

function imbalance(player: string, sum: number, knows: string, when: string, rules: readonly string[]): Witness {
  const amount = showAmount(Math.abs(sum));
  const deviation =
    sum < 0 ? `${amount}${when} is paid that nobody gets` : `${amount}${when} is received that nobody pays`;
  return { player, knows, deviation, gain: Math.abs(sum), rules, isFault: true };
}

function paysOf({ outline, frame, present, rules }: Mechanism): readonly Pay[] {
  const reals = new Set(rules.filter(({ isReal }) => isReal).map(({ line }) => line.label));
  return outline.pays.map(({ payee, when, value }): Pay => {
    const holds = allHold(when, frame);
    const evaluate = frame.compile(value.expression);
    const reads = readsOf(value, ...when);
    const amount = (): number => (holds() ? numberOf(evaluate()) : 0);
    const term = new Term(reads, present, amount);
    const moneys = term.numbers.flatMap((number) =>
      reals.has(present.labels[number] ?? '') ? (present.labels[number] ?? []) : [],
    );
    const money = new Term(
      moneys.length > 0 ? reads : new Set(),
      present,
      () => {
        const all = amount();
        for (const label of moneys) frame.put(label, 0);
        present.refresh();
        return moneys.length > 0 ? all - amount() : 0;
      },
      true,
    );
    return { payee, term, money };
  });
}

/** One `may leave` line: what the player would leave for, against what it gets, by what it knows. */
class Leaving {
  readonly #line: LeaveLine;
  readonly #mechanism: Mechanism;
  readonly #holds: Term;
  readonly #worth: Term;
  readonly #kinds: Kinds;
  /** Whether it is asked of every single play. */
  readonly isExPost: boolean;
  readonly #groups = new Map<number, { mass: number; gain: number; worth: number; knows: string }>();
  #worst: { gain: number; worth: number; knows: string } | undefined;

  constructor(line: LeaveLine, mechanism: Mechanism) {
    const { frame, present, all } = mechanism;
    this.#line = line;
    this.#mechanism = mechanism;
    const holds = allHold(line.when, frame);
    this.#holds = new Term(readsOf(...line.when), present, () => (holds() ? 1 : 0));
    const worth = frame.compile(line.worth.expression);
    this.#worth = new Term(line.worth.reads, present, () => numberOf(worth()));
    this.#kinds = new Kinds(
      line.knows.map(({ value }) => value),
      present,
      frame,
      keyText,
    );
    this.isExPost = line.before.moves === all.moves && [...all.rules].every((label) => line.before.rules.has(label));
  }

  pass(chance: number, utilities: Float64Array): void {
    if (this.#holds.now() === 0) return;
    const worth = this.#worth.now();
    const gain = worth - at(utilities, this.#mechanism.play.payeeOf[this.#line.player] ?? 0);
    if (this.isExPost) {
      if (gain > (this.#worst?.gain ?? 0)) this.#worst = { gain, worth, knows: `the whole play: ${this.#decisions()}` };
      return;
    }
    const kind = this.#kinds.now();
    const group = this.#groups.get(kind);
    if (group) {
      group.mass += chance;
      group.gain += chance * gain;
    } else this.#groups.set(kind, { mass: chance, gain: chance * gain, worth, knows: this.#known() });
  }

  witness(): Witness | undefined {
    let worst = this.#worst;
    for (const { mass, gain, worth, knows } of this.#groups.values())
      if (gain / mass > (worst?.gain ?? 0)) worst = { gain: gain / mass, worth, knows };
    const { play, outline } = this.#mechanism;
    const rules = outline.rules.map(({ label }) => label);
    const player = play.players[this.#line.player]?.name ?? '';
    return (
      worst && {
        player,
        knows: worst.knows,
        deviation: `leaves for ${showAmount(worst.worth)}`,
        gain: worst.gain,
        rules,
      }
    );
  }

  #known(): string {
    const { present } = this.#mechanism;
    return present.told(this.#kinds.numbers);
  }

  #decisions(): string {
    const { present } = this.#mechanism;
    return present.told(Array.from(present.labels.keys()).filter((number) => number >= present.draws));
  }
}
