import Fraction from 'fraction.js';
import type { MechanismForm } from '../contract/index.ts';
import type { Clarke } from './clarke.ts';

const ZERO = new Fraction(0);

/** Who would rather leave than take part, when, and knowing what; in words. */
export function unwilling(form: MechanismForm, clarke: Clarke): readonly string[] {
  return form.agents.flatMap(({ name, leaving, types }, agent) => {
    if (!leaving) return [];
    const surplus = (profile: number): Fraction => {
      const type = form.profiles[profile]?.types[agent] ?? 0;
      return clarke.utility(agent, profile).sub(leaving.worth[type] ?? ZERO);
    };
    const real = [...form.profiles.keys()].filter((profile) => form.profiles[profile]?.chance.n !== 0n);
    const mean = (profiles: readonly number[]): Fraction =>
      profiles.reduce((sum, profile) => sum.add(surplus(profile).mul(form.profiles[profile]?.chance ?? ZERO)), ZERO);
    if (leaving.stage === 'ex ante')
      return mean(real).s < 0n ? [`\`${name}\` would rather leave before it knows its type`] : [];
    const losing = types.findIndex((_, type) => {
      const own = real.filter((profile) => form.profiles[profile]?.types[agent] === type);
      return leaving.stage === 'interim' ? mean(own).s < 0n : own.some((profile) => surplus(profile).s < 0n);
    });
    return losing < 0 ? [] : [`\`${name}\` of type ${types[losing]} would rather leave`];
  });
}
