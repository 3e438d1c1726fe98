import { OptionLists, type Options, TextIds, ValueIds } from './intern.ts';
import { PairTable } from './pair-table.ts';
import type { Known, MoneyCell, MoneyCells, Situation, Situations } from './play.ts';
import type { Player } from './value.ts';

/** A label and its id among all labels of the play. */
export interface Label {
  readonly id: number;
  readonly text: string;
}

const KINDS: readonly Known['kind'][] = ['told', 'own', 'open'];

/** The record of nobody: what arguments of rules are listed in. */
export const NO_RECORD = 0;

/**
 * Players' records as one shared tree over whole numbers: a record is a node, a longer record a child. Equal records have
 * equal ids, and going on with an entry costs three lookups, however long the record is.
 *
 * Roots: 0 for lists of arguments; then one for each player's record, and one for each player's private device, on which
 * the draws of its finite rules are recorded.
 */
export class Records {
  readonly values = new ValueIds();
  readonly labels = new TextIds();
  readonly options = new OptionLists(this.values);
  private readonly sources = new PairTable();
  private readonly entries = new PairTable();
  private readonly records = new PairTable();
  private readonly cells = new PairTable();
  private readonly draws = new PairTable();
  private readonly players: readonly Player[];

  constructor(players: readonly Player[]) {
    this.players = players;
  }

  label(text: string): Label {
    return { id: this.labels.id(text), text };
  }

  /** Where a player's record begins. */
  start(player: number): number {
    return 1 + player;
  }

  /** Where the record of a player's device begins. */
  device(player: number): number {
    return 1 + this.players.length + player;
  }

  private get roots(): number {
    return 1 + 2 * this.players.length;
  }

  told(record: number, label: number, value: number): number {
    return this.extend(record, this.entries.id(this.sources.id(0, label), value));
  }

  own(record: number, label: number, value: number): number {
    return this.extend(record, this.entries.id(this.sources.id(1, label), value));
  }

  /** What somebody else chose openly. */
  open(record: number, who: Player, label: number, value: number): number {
    return this.extend(record, this.entries.id(this.sources.id(2 + 3 * who.index, label), value));
  }

  /** The record of a device goes on with the draw of a rule at the values of its arguments. */
  drawn(device: number, cell: number, value: number): number {
    return this.extend(device, -1 - this.draws.id(cell, value));
  }

  /** A rule's label and the list of its arguments. */
  cell(label: number, given: number): number {
    return this.cells.id(label, given);
  }

  private extend(record: number, entry: number): number {
    return this.roots + this.records.id(record, entry);
  }

  /** What stands in a record, in order. */
  read(record: number): readonly Known[] {
    return this.entriesOf(record).map((entry) => this.known(entry));
  }

  /** The draws on a device, in order. */
  readDevice(device: number): Situation['earlier'] {
    return this.entriesOf(device).map((entry) => {
      const draw = -1 - entry;
      const { label, knows } = this.readCell(this.draws.first(draw));
      return { label, arguments: knows, value: this.values.value(this.draws.second(draw)) };
    });
  }

  /** The label of a rule and the values of its arguments. */
  readCell(cell: number): { readonly label: string; readonly knows: readonly Known[] } {
    return { label: this.labels.text(this.cells.first(cell)), knows: this.read(this.cells.second(cell)) };
  }

  private entriesOf(record: number): readonly number[] {
    const entries: number[] = [];
    for (let at = record - this.roots; at >= 0; at = this.records.first(at) - this.roots) entries.push(this.records.second(at));
    return entries.reverse();
  }

  private known(entry: number): Known {
    const source = this.entries.first(entry);
    const code = this.sources.first(source);
    return {
      kind: KINDS[code % 3] ?? 'told',
      who: code % 3 === 2 ? this.players[(code - 2) / 3] : undefined,
      label: this.labels.text(this.sources.second(source)),
      value: this.values.value(this.entries.second(entry)),
    };
  }
}

/** Situations by what the player knows and the label that it is asked for; those of rules by cell and earlier draws. */
export class SituationTable implements Situations {
  private readonly records: Records;
  private readonly players: readonly Player[];
  private readonly keys = new PairTable();
  private readonly kinds: Situation['kind'][] = [];
  private readonly owners: number[] = [];
  private readonly offered: Options[] = [];
  private readonly truths: number[] = [];

  constructor(records: Records, players: readonly Player[]) {
    this.records = records;
    this.players = players;
  }

  get count(): number {
    return this.keys.count;
  }

  /**
   * The id of a situation. `label` is the label asked for, or the cell of a rule, as an odd number. A new situation keeps
   * what it is offered.
   */
  id(kind: Situation['kind'], player: number, record: number, label: number, options: Options, truthful: number): number {
    const id = this.keys.id(record, kind === 'rule' ? 2 * label + 1 : 2 * label);
    if (id === this.kinds.length) {
      this.kinds.push(kind);
      this.owners.push(player);
      this.offered.push(options);
      this.truths.push(truthful);
    }
    return id;
  }

  /** What was offered at the first visit. */
  options(id: number): Options {
    const options = this.offered[id];
    if (options === undefined) throw new RangeError(`no situation ${id}`);
    return options;
  }

  truthful(id: number): number {
    return this.truths[id] ?? -1;
  }

  at(id: number): Situation {
    const kind = this.kinds[id];
    const player = this.players[this.owners[id] ?? -1];
    if (kind === undefined || player === undefined) throw new RangeError(`no situation ${id}`);
    const record = this.keys.first(id);
    const asked = this.keys.second(id) >> 1;
    const { records } = this;
    if (kind !== 'rule') return { id, kind, player, label: records.labels.text(asked), knows: records.read(record), earlier: [] };
    const { label, knows } = records.readCell(asked);
    return { id, kind, player, label, knows, earlier: records.readDevice(record) };
  }
}

/** Cells of committed reals: a rule and the values of its arguments. */
export class CellTable implements MoneyCells {
  private readonly cells: MoneyCell[] = [];
  private readonly byKey = new Map<number, number>();

  get count(): number {
    return this.cells.length;
  }

  at(index: number): MoneyCell {
    const cell = this.cells[index];
    if (cell === undefined) throw new RangeError(`no money cell ${index}`);
    return cell;
  }

  index(key: number, make: (index: number) => MoneyCell): number {
    let index = this.byKey.get(key);
    if (index === undefined) {
      index = this.cells.length;
      this.cells.push(make(index));
      this.byKey.set(key, index);
    }
    return index;
  }
}
