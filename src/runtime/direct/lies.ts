import type { Witness } from '../certify/certificate.ts';
import { at, entry } from '../certify/number.ts';
import { show } from '../play/show.ts';
import type { Pay } from './honest.ts';
import { keyText } from './key-text.ts';
import type { Mechanism } from './mechanism.ts';
import type { Pace } from './pace.ts';
import type { RuleValues } from './rule-values.ts';
import { Kinds, type Term } from './terms.ts';

/** The best lie of one player, on average over the others (Bayesian) and against one report of each of them (ex post). */
export interface Lies {
  readonly truthful: Witness | undefined;
  readonly dominant: Witness | undefined;
}

/** What lies bring where a player knows its type and the reports of the others, its chance, and one of its profiles. */
interface Situation {
  readonly gains: Float64Array;
  mass: number;
  readonly profile: number;
}

interface Found {
  gain: number;
  profile: number;
  lie: number;
}

/**
 * Tries every lie of one player in every profile. Time: profiles x lies x what the player's utility reads; a rule is
 * evaluated only where no honest profile has led. Throws an OutOfTime.
 */
export async function liesOf(mechanism: Mechanism, pays: readonly Pay[], report: number, pace: Pace): Promise<Lies> {
  return new Liar(mechanism, pays, report).run(pace);
}

class Liar {
  readonly #mechanism: Mechanism;
  readonly #report: number;
  /** Number of the report among draws, reports and rules; and how many values it may have. */
  readonly #number: number;
  readonly #size: number;
  readonly #rules: readonly { readonly rule: RuleValues; readonly number: number; readonly stride: number }[];
  readonly #terms: readonly { readonly term: Term; readonly stride: number }[];
  /** How many values each rule had when payments were tabled; steps of terms by rule; the fixed parts of keys. */
  readonly #ruleSizes: Float64Array;
  readonly #ruleStrides: Float64Array;
  readonly #ruleBase: Float64Array;
  readonly #ruleIds: Int32Array;
  readonly #termBase: Float64Array;
  readonly #types: Kinds;
  /** Utility of each report in the present profile, the player's terms that reports change alone. */
  readonly #utilities: Float64Array;
  readonly #gains: Float64Array[] = [];
  readonly #masses: number[] = [];
  readonly #firsts: number[] = [];
  #exPost: Found = { gain: 0, profile: -1, lie: -1 };
  /** By type and reports of the others, where a profile does not settle both; else undefined. */
  readonly #situations: Map<string, Situation> | undefined;

  constructor(mechanism: Mechanism, pays: readonly Pay[], report: number) {
    const { outline, present, rules, play, frame } = mechanism;
    const { player, knows } = entry(outline.reports, report);
    this.#mechanism = mechanism;
    this.#report = report;
    this.#number = present.draws + report;
    this.#size = present.size(this.#number);
    this.#utilities = new Float64Array(this.#size);
    const first = present.draws + present.reports;
    const moved = rules.flatMap((rule, at) => {
      const stride = rule.stride(this.#number);
      return stride === 0 ? [] : [{ rule, number: first + at, stride }];
    });
    const changing = new Set([this.#number, ...moved.map(({ number }) => number)]);
    this.#terms = pays
      .filter(({ payee, term }) => payee === play.payeeOf[player] && term.numbers.some((each) => changing.has(each)))
      .map(({ term }) => ({ term, stride: term.stride(this.#number) }));
    const read = new Set(this.#terms.flatMap(({ term }) => term.numbers));
    this.#rules = moved.filter(({ number }) => read.has(number));
    const count = this.#rules.length;
    this.#ruleSizes = Float64Array.from(this.#rules, ({ number }) =>
      Math.min(...this.#terms.map(({ term }) => term.sizeOf(number))),
    );
    const strides = this.#terms.flatMap(({ term }) => this.#rules.map(({ number }) => term.stride(number)));
    this.#ruleStrides = Float64Array.from(strides);
    this.#ruleBase = new Float64Array(count);
    this.#ruleIds = new Int32Array(count);
    this.#termBase = new Float64Array(this.#terms.length);
    this.#types = new Kinds(
      knows.map(({ value }) => value),
      present,
      frame,
      keyText,
    );
    const settled = new Set(present.truthOf);
    const isSettled = Array.from({ length: present.draws }, (_, draw) => draw).every((draw) => settled.has(draw));
    this.#situations = isSettled ? undefined : new Map();
  }

  async run(pace: Pace): Promise<Lies> {
    const { census } = this.#mechanism;
    for (let profile = 0; profile < census.count; profile++) {
      this.#try(profile, census.chance(profile));
      if ((profile & 0x3f) === 0) await pace.look('lies', profile * (this.#size - 1));
    }
    return { truthful: this.#average(), dominant: this.#everywhere() };
  }

  #try(profile: number, chance: number): void {
    const { present, rules } = this.#mechanism;
    present.place(profile);
    const { ids } = present;
    const truth = at(ids, this.#number);
    for (let rule = 0; rule < rules.length; rule++)
      ids[present.draws + present.reports + rule] = entry(rules, rule).id(present);
    this.#fix();
    for (let lie = 0; lie < this.#size; lie++) this.#utilities[lie] = this.#quick(lie);
    ids[this.#number] = truth;
    const honest = at(this.#utilities, truth);
    const type = this.#types.now();
    const gains = this.#gains[type] ?? new Float64Array(this.#size);
    if (this.#gains[type] === undefined) {
      this.#gains[type] = gains;
      this.#masses[type] = 0;
      this.#firsts[type] = profile;
    }
    this.#masses[type] = (this.#masses[type] ?? 0) + chance;
    const situation = this.#situations && this.#situation(this.#situations, type, profile);
    if (situation) situation.mass += chance;
    for (let lie = 0; lie < this.#size; lie++) {
      const gain = at(this.#utilities, lie) - honest;
      gains[lie] = at(gains, lie) + chance * gain;
      if (situation) situation.gains[lie] = at(situation.gains, lie) + chance * gain;
      else if (gain > this.#exPost.gain) this.#exPost = { gain, profile, lie };
    }
  }

  /** Adds up what does not depend on the player's report: the rest of each key is added by `quick`. */
  #fix(): void {
    const { ids } = this.#mechanism.present;
    const own = at(ids, this.#number);
    const rules = this.#rules;
    for (let k = 0; k < rules.length; k++) {
      const { rule, stride } = entry(rules, k);
      this.#ruleBase[k] = rule.key(ids) - own * stride;
    }
    for (let t = 0; t < this.#terms.length; t++) {
      const { term, stride } = entry(this.#terms, t);
      let base = term.key(ids) - own * stride;
      for (let k = 0; k < rules.length; k++)
        base -= at(this.#ruleStrides, t * rules.length + k) * at(ids, entry(rules, k).number);
      this.#termBase[t] = base;
    }
  }

  /** Like `utility`, from what is tabled; where something is not, it is computed. */
  #quick(lie: number): number {
    const rules = this.#rules;
    for (let k = 0; k < rules.length; k++) {
      const { rule, stride } = entry(rules, k);
      const id = rule.known(at(this.#ruleBase, k) + lie * stride);
      if (id < 0 || id >= at(this.#ruleSizes, k)) return this.#utility(lie);
      this.#ruleIds[k] = id;
    }
    let utility = 0;
    for (let t = 0; t < this.#terms.length; t++) {
      const { term, stride } = entry(this.#terms, t);
      let key = at(this.#termBase, t) + lie * stride;
      for (let k = 0; k < rules.length; k++) key += at(this.#ruleStrides, t * rules.length + k) * at(this.#ruleIds, k);
      const worth = term.known(key);
      if (Number.isNaN(worth)) return this.#utility(lie);
      utility += worth;
    }
    return utility;
  }

  /** What the player gets by a report, of what its reports can change. Moves what is present to it. */
  #utility(lie: number): number {
    const { present } = this.#mechanism;
    const { ids } = present;
    ids[this.#number] = lie;
    for (const { rule, number } of this.#rules) ids[number] = rule.id(present);
    let utility = 0;
    for (const { term } of this.#terms) utility += term.now();
    return utility;
  }

  #situation(known: Map<string, Situation>, type: number, profile: number): Situation {
    const { present } = this.#mechanism;
    const reports = present.truthOf.map((_, other) =>
      other === this.#report ? '' : present.ids[present.draws + other],
    );
    const key = `${type} ${reports.join(' ')}`;
    const found = known.get(key) ?? { gains: new Float64Array(this.#size), mass: 0, profile };
    known.set(key, found);
    return found;
  }

  #average(): Witness | undefined {
    const best: Found = { gain: 0, profile: -1, lie: -1 };
    this.#gains.forEach((gains, type) => {
      const mass = this.#masses[type] ?? 0;
      keepBest(best, gains, mass, this.#firsts[type] ?? -1);
    });
    return this.#witness(best, false);
  }

  #everywhere(): Witness | undefined {
    for (const { gains, mass, profile } of this.#situations?.values() ?? [])
      keepBest(this.#exPost, gains, mass, profile);
    return this.#witness(this.#exPost, true);
  }

  #witness({ gain, profile, lie }: Found, knowsReports: boolean): Witness | undefined {
    if (profile < 0) return undefined;
    const { outline, present, play } = this.#mechanism;
    const { player } = entry(outline.reports, this.#report);
    present.place(profile);
    const told = (id: number): string => {
      present.ids[this.#number] = id;
      return show(present.value(this.#number));
    };
    const truth = at(present.ids, this.#number);
    const deviation = `reports ${told(lie)} instead of ${told(truth)}`;
    const others = present.truthOf.flatMap((_, other) => (other === this.#report ? [] : [present.draws + other]));
    const known = [...this.#types.numbers, ...(knowsReports ? others : [])];
    const met = new Set(this.#terms.flatMap(({ term }) => term.numbers));
    const rules = present.labels.filter((_, number) => number >= present.draws + present.reports && met.has(number));
    return { player: play.players[player]?.name ?? '', knows: present.told(known), deviation, gain, rules };
  }
}

function keepBest(best: Found, gains: Float64Array, mass: number, profile: number): void {
  for (let lie = 0; lie < gains.length; lie++) {
    const gain = at(gains, lie) / mass;
    if (gain > best.gain) {
      best.gain = gain;
      best.profile = profile;
      best.lie = lie;
    }
  }
}
