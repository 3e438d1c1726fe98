import Fraction from 'fraction.js';
import type { MechanismForm } from '../contract/index.ts';

const ZERO = new Fraction(0);

/** An efficient rule with Clarke payments. */
export interface Clarke {
  /** By profile of reports. */
  readonly decision: Int32Array;
  /** By agent, then profile. */
  readonly payments: readonly (readonly Fraction[])[];
  /** What an agent gets at a profile. */
  utility(agent: number, profile: number): Fraction;
  /** Sum of all utilities at a profile. */
  welfare(profile: number): Fraction;
}

/** Profiles times decisions times agents. Throws a Refusal where values depend on what others know. */
export function clarkeOf(form: MechanismForm): Clarke {
  const decisions = [...form.decisions.keys()];
  const own = form.agents.map(({ types }, agent) =>
    types.map((_, type) => decisions.map((decision) => form.ownUtility(agent, type, decision))),
  );
  const designer = decisions.map((decision) => form.designerUtility(decision));
  const valueTo = (agent: number, profile: number, decision: number): Fraction =>
    own[agent]?.[form.profiles[profile]?.types[agent] ?? 0]?.[decision] ?? ZERO;
  const welfareOf = (profile: number, decision: number, without = -1): Fraction =>
    form.agents.reduce(
      (sum, _, agent) => (agent === without ? sum : sum.add(valueTo(agent, profile, decision))),
      designer[decision] ?? ZERO,
    );
  const best = (profile: number, without?: number): number =>
    decisions.reduce((most, decision) =>
      welfareOf(profile, decision, without).gt(welfareOf(profile, most, without)) ? decision : most,
    );
  const decision = Int32Array.from(form.profiles, (_, profile) => best(profile));
  const at = (profile: number): number => decision[profile] ?? 0;
  const payments = form.agents.map((_, agent) =>
    form.profiles.map((__, profile) =>
      welfareOf(profile, best(profile, agent), agent).sub(welfareOf(profile, at(profile), agent)),
    ),
  );
  return {
    decision,
    payments,
    utility: (agent, profile) => valueTo(agent, profile, at(profile)).sub(payments[agent]?.[profile] ?? ZERO),
    welfare: (profile) => welfareOf(profile, at(profile)),
  };
}
