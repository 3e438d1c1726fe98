import type { Tape, Variable } from '../../../plugins/contract/tape.ts';
import type { Losses } from '../../../plugins/contract/training.ts';

/** So that a batch in which nothing counts has loss 0 and gradient 0. */
const NOTHING = 1e-12;

export const losses: Losses = {
  crossEntropy: (t, logits, targets, weights) =>
    t.negate(average(t, logProbability(t, logits, targets), counted(t, targets, weights))),

  meanSquare(t, output, target) {
    const error = t.subtract(output, target);
    return t.mean(t.multiply(error, error));
  },

  logProbability,

  sequenceLogProbability: (t, logits, targets) => t.sum(logProbability(t, logits, targets), [-1]),

  policyGradient: (t, logits, actions, advantages) =>
    t.negate(average(t, t.multiply(logProbability(t, logits, actions), advantages), counted(t, actions))),

  clippedPolicyGradient(t, logits, actions, advantages, before, clip = 0.2) {
    const ratio = t.exp(t.subtract(logProbability(t, logits, actions), before));
    const near = t.minimum(t.maximum(ratio, t.constant(1 - clip)), t.constant(1 + clip));
    const gain = t.minimum(t.multiply(ratio, advantages), t.multiply(near, advantages));
    return t.negate(average(t, gain, counted(t, actions)));
  },

  divergence(t, logits, reference, weights) {
    const logs = t.logSoftmax(logits);
    const apart = t.multiply(t.exp(logs), t.subtract(logs, t.logSoftmax(reference)));
    return average(t, t.sum(apart, [-1]), weights);
  },

  entropy(t, logits, weights) {
    const logs = t.logSoftmax(logits);
    return t.negate(average(t, t.sum(t.multiply(t.exp(logs), logs), [-1]), weights));
  },

  preference(t, { chosen, rejected, referenceChosen, referenceRejected }, beta) {
    const margin = t.subtract(t.subtract(chosen, referenceChosen), t.subtract(rejected, referenceRejected));
    return t.mean(t.softplus(t.multiply(t.constant(-beta), margin)));
  },

  logRatio: (t, policy, reference, target) => losses.meanSquare(t, t.subtract(policy, reference), target),
};

function logProbability(t: Tape, logits: Variable, actions: Variable): Variable {
  return t.pick(t.logSoftmax(logits), actions);
}

/** How much each place counts: nothing where its index is negative. */
function counted(t: Tape, indices: Variable, weights?: Variable): Variable {
  const isThere = t.isNatural(indices);
  return weights ? t.multiply(isThere, weights) : isThere;
}

function average(t: Tape, x: Variable, weights?: Variable): Variable {
  if (!weights) return t.mean(x);
  return t.divide(t.sum(t.multiply(x, weights)), t.maximum(t.sum(weights), t.constant(NOTHING)));
}
