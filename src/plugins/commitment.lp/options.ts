import { type Static, Type } from 'typebox';

/** What a study may ask of the solver. */
export const options = Type.Object(
  {
    truthful: Type.Union([Type.Literal('bayesian'), Type.Literal('dominant')], {
      default: 'bayesian',
      description:
        'bayesian: nobody gains from a lie, given what it knows; dominant: not even if it knew all other reports (ex post).',
    }),
    ties: Type.Union([Type.Literal('for'), Type.Literal('against')], {
      default: 'for',
      description: 'How an indifferent follower chooses: for the committing player, or against it (the worst case).',
    }),
    mediated: Type.Union([Type.Literal('none'), Type.Literal('private'), Type.Literal('public')], {
      default: 'none',
      description: 'Adds recommendations that are not in the scenario. Only `none` for now.',
    }),
    budget: Type.Union([Type.Literal('none'), Type.Literal('expected')], {
      default: 'none',
      description:
        'expected: the followers together must pay in at least what they get, on average. Only `none` for now.',
    }),
    quit: Type.Boolean({
      default: false,
      description: 'Who lies may leave afterwards, too. Only `false` for now.',
    }),
    plans: Type.Integer({
      minimum: 1,
      default: 20_000,
      description:
        'How many plans of the followers may be tried, one linear program each, before the answer is called `budget`.',
    }),
  },
  { additionalProperties: false },
);

export type CommitmentOptions = Static<typeof options>;
