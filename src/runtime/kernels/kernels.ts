import type { Dynamics, MirrorDescent, MirrorRule, RegretRule } from '../../plugins/contract/dynamics.ts';
import type { Kernels, SequenceForm } from '../../plugins/contract/kernels.ts';
import type { Game } from '../game/game.ts';
import { FlatForm } from './form.ts';
import { iterate } from './iterate.ts';
import { DilatedMirrorDescent } from './mirror.ts';
import { CounterfactualRegret } from './regret.ts';

/** Dynamics that start alike stay alike, so they run on the game with its symmetries merged. */
function reduced(form: SequenceForm): SequenceForm {
  return form instanceof FlatForm ? form.reduced() : form;
}

/** Keeps the sequence form of a game as long as the game itself is kept. */
export class FlatKernels implements Kernels {
  readonly #forms = new WeakMap<Game, SequenceForm>();

  sequenceForm(game: Game): SequenceForm {
    const known = this.#forms.get(game);
    if (known) return known;
    const form = new FlatForm(game);
    this.#forms.set(game, form);
    return form;
  }

  regretMinimisation(form: SequenceForm, rule: RegretRule): Dynamics {
    return new CounterfactualRegret(reduced(form), rule);
  }

  mirrorDescent(form: SequenceForm, rule: MirrorRule): MirrorDescent {
    return new DilatedMirrorDescent(reduced(form), rule);
  }

  readonly iterate = iterate;
}
