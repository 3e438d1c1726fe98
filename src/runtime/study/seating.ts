import type { StudyStatement } from '../../dsl/model.ts';
import { Refusal } from '../../plugins/contract/refusal.ts';
import type { SolverRun } from '../../plugins/contract/run.ts';
import type { SeatAnswer, SeatRequest } from '../../plugins/contract/seat.ts';
import type { SeatHandle } from '../host/index.ts';
import { toJson } from '../play/show.ts';
import { Player, SetValue, Team, type Value } from '../play/value.ts';
import { projectReader } from '../project/reader.ts';
import type { SeatRecord } from './run.ts';
import { decisionOf } from './seat-decision.ts';
import { type SeatDesk, seatOptions, writtenOptions } from './seat-options.ts';
import { seatWorld } from './seat-world.ts';
import { digest } from './seed.ts';

export type SeatStatement = Extract<StudyStatement, { readonly kind: 'seat' }>;

/** What those in the seats of a study do, by the situation in which they are asked. Empty until seats are taken. */
export class Seating {
  readonly #chances = new Map<number, readonly number[]>();
  readonly #records: SeatRecord[] = [];
  readonly #samples = new Map<number, number>();

  get isEmpty(): boolean {
    return this.#chances.size === 0;
  }

  /** Who sits where, for the run document. */
  get records(): readonly SeatRecord[] {
    return this.#records;
  }

  /** Whether what anybody does was counted in samples. */
  get isCounted(): boolean {
    return this.#samples.size > 0;
  }

  /** From how many samples the chances in a situation were counted; 0 where they are known. */
  samplesAt(situation: number): number {
    return this.#samples.get(situation) ?? 0;
  }

  /** What an id becomes with the language models that were asked: the same study with another model is another run. */
  identify(id: string): string {
    const models = this.#records.flatMap(({ model }) => (model ? [`${model.hash} ${model.device}`] : []));
    return models.length === 0 ? id : digest(id, ...models);
  }

  /** Chances of the actions in a situation; undefined where nobody but a rational player sits. */
  of(situation: number): readonly number[] | undefined {
    return this.#chances.get(situation);
  }

  /**
   * Asks who is to sit there what it does at every information set of the players. Throws a DiagnosticError: wrong options, a
   * refusal, a prompt that tells too much.
   */
  async take(statement: SeatStatement, handle: SeatHandle, run: SolverRun, desk: SeatDesk): Promise<void> {
    const players = playersOf(desk.evaluate(statement.who));
    const asked = askedSets(desk, new Set(players.map(({ index }) => index)));
    if (asked.length === 0) throw handle.refusal(nothingToDo(players));
    this.#refuseTwo(asked, desk, handle);
    const options = checkedOptions(statement, handle, asked, desk);
    const request = requestOf(statement, asked, options, desk);
    const first = options[0] ?? {};
    const answer = await handle.behave(request, first, run);
    const { informationSets } = desk.game;
    for (const [at, set] of asked.entries()) {
      const { id } = informationSets.describe(set);
      this.#chances.set(id, answer.chances[at] ?? []);
      if (answer.samples) this.#samples.set(id, answer.samples[at] ?? 0);
    }
    const written = writtenOptions(statement, handle, first, desk.textOf);
    this.#records.push(recordOf(statement, players, written, answer));
  }

  #refuseTwo(asked: readonly number[], { game: { informationSets } }: SeatDesk, handle: SeatHandle): void {
    const taken = asked.map((set) => informationSets.describe(set)).find(({ id }) => this.#chances.has(id));
    if (taken) throw handle.refusal(new Refusal([`somebody sits in the seat of \`${taken.player.name}\` already`], []));
  }
}

/** What a rule of the study fixes is not asked. */
function askedSets({ game: { informationSets }, fixed }: SeatDesk, players: ReadonlySet<number>): readonly number[] {
  const sets = Array.from({ length: informationSets.count }, (_, set) => set);
  return sets.filter((set) => {
    const { kind, player, label } = informationSets.describe(set);
    return kind !== 'rule' && players.has(player.index) && !fixed.fixes(label);
  });
}

function checkedOptions(statement: SeatStatement, handle: SeatHandle, asked: readonly number[], desk: SeatDesk) {
  try {
    return seatOptions(statement, handle, asked, desk);
  } catch (error) {
    throw error instanceof Refusal ? handle.refusal(error) : error;
  }
}

function requestOf(
  { span }: SeatStatement,
  asked: readonly number[],
  options: readonly Readonly<Record<string, unknown>>[],
  { game, fixed, calls }: SeatDesk,
): SeatRequest {
  const read = projectReader(span.file);
  return {
    decisions: asked.map((set) => decisionOf(game, set)),
    optionsAt: (decision) => options[decision],
    functionOf: (name) => {
      const call = calls().get(name);
      return call && ((text) => toJson(call(text)));
    },
    world: () => seatWorld(game, asked, fixed),
    file: span.file,
    read: (path) => {
      const found = read(path, span.file);
      return 'text' in found ? { text: found.text } : { refused: found.refused };
    },
  };
}

function nothingToDo(players: readonly Player[]): Refusal {
  const names = players.map(({ name }) => `\`${name}\``).join(', ');
  return new Refusal(
    [`${names} never ${players.length === 1 ? 'chooses' : 'choose'} anything that no \`rule\` fixes`],
    ['What a player commits is fixed by a `rule`, not by a seat.'],
  );
}

function recordOf(
  { plugin }: SeatStatement,
  players: readonly Player[],
  options: Readonly<Record<string, unknown>>,
  { model, report = {} }: SeatAnswer,
): SeatRecord {
  // Options have passed a JSON Schema: they are JSON.
  const json = JSON.parse(JSON.stringify(options));
  return { players: players.map(({ name }) => name), plugin: plugin.id, options: json, model, report };
}

/** The players that an expression stands for: one, a team, or several. */
function playersOf(value: Value): readonly Player[] {
  if (value instanceof Player) return [value];
  if (value instanceof Team) return value.members;
  if (value instanceof SetValue) return value.items.flatMap(playersOf);
  return Array.isArray(value) ? value.flatMap((each: Value) => playersOf(each)) : [];
}
