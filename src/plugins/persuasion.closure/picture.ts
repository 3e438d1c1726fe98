import type { BeliefPoint, ConcaveClosurePicture, PersuasionForm } from '../contract/index.ts';
import type { Closure } from './closure.ts';
import type { Corner } from './regions.ts';
import type { Signal } from './scheme.ts';

/** Everything that the answer was read off, rounded, for whoever draws it. */
export function pictureOf(
  form: PersuasionForm,
  regions: readonly (readonly Corner[])[],
  facets: readonly (readonly Corner[])[],
  closure: Closure,
  signals: readonly Signal[],
  meaning: readonly number[],
): ConcaveClosurePicture {
  const [receiver] = form.receivers;
  const [message] = form.messages;
  const actions = receiver?.actions ?? [];
  return {
    kind: 'concave-closure',
    sender: form.sender.name,
    receiver: receiver?.name ?? '',
    states: form.states.map(({ name }) => name),
    value: regions.flatMap((corners, action) =>
      corners.length === 0 ? [] : [{ action: actions[action] ?? '', points: corners.map(pointOf) }],
    ),
    closure: facets.map((corners) => corners.map(pointOf)),
    tangent: closure.tangent.map(Number),
    prior: pointOf({ belief: form.states.map(({ chance }) => chance), value: closure.value }),
    posteriors: signals.map(({ action, chance, ...point }) => ({
      ...pointOf(point),
      chance: chance.valueOf(),
      signal: message?.values[meaning.indexOf(action)] ?? '',
      action: actions[action] ?? '',
    })),
  };
}

function pointOf({ belief, value }: Pick<Corner, 'belief' | 'value'>): BeliefPoint {
  return { belief: belief.map(Number), value: value.valueOf() };
}
