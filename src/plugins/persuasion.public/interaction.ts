import type { PersuasionForm } from '../contract/index.ts';

/** Receivers whose utility depends on what another receiver chooses. Linear in the tables. */
export function interacting(form: PersuasionForm): readonly string[] {
  return form.receivers.filter((party, receiver) => mindsOthers(form, receiver, party)).map(({ name }) => name);
}

function mindsOthers(form: PersuasionForm, receiver: number, party: PersuasionForm['sender']): boolean {
  return form.states.some((_, state) => {
    const first = new Map<number, number>();
    for (let joint = 0; joint < form.joints; joint++) {
      const own = form.actionIn(joint, receiver);
      const known = first.get(own);
      if (known === undefined) first.set(own, joint);
      else if (!form.utility(party, state, joint).equals(form.utility(party, state, known))) return true;
    }
    return false;
  });
}
