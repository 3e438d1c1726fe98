import type { Claims } from './claims.ts';
import { OptionLists, type Options, ValueIds } from './intern.ts';
import { Label } from './label.ts';
import type { Moment } from './moment.ts';
import { PairTable } from './pair-table.ts';
import type { Known, MoneyCell, MoneyCells, Situation, Situations } from './play.ts';
import { Affine, type Player, Terms } from './value.ts';

/** The record of nobody: what arguments of rules are listed in. */
export const NO_RECORD = 0;

/** Where an entry comes from: told, an own move, or from here on an open move of player 0, 1, … */
const TOLD = 0;
const OWN = 1;
const OPEN = 2;

/**
 * Players' records as one shared tree over whole numbers: a record is a node, a longer record a child. Equal records have
 * equal ids, and going on with an entry costs one lookup, however long the record is.
 *
 * Roots: 0 for lists of arguments; then one for each player's record, and one for each player's private device, on which
 * the draws of its finite rules are recorded.
 */
export class Records {
  readonly values = new ValueIds();
  readonly options = new OptionLists(this.values);
  private readonly labels: Label[] = [];
  private readonly labelIds = new Map<string, number>();
  private readonly records = new PairTable();
  private readonly cells = new PairTable();
  private readonly draws = new PairTable();
  private readonly players: readonly Player[];
  /** What an entry says: label, source and value. */
  private readonly entryLabels: number[] = [];
  private readonly entrySources: number[] = [];
  private readonly entryValues: number[] = [];

  constructor(players: readonly Player[]) {
    this.players = players;
  }

  label(text: string): Label {
    const known = this.labels[this.labelIds.get(text) ?? -1];
    if (known !== undefined) return known;
    const label = new Label(this.labels.length, text);
    this.labelIds.set(text, label.id);
    this.labels.push(label);
    return label;
  }

  private labelText(id: number): string {
    return this.labels[id]?.text ?? '';
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

  /** A record goes on with what its owner is told. */
  told(record: number, label: Label, value: number): number {
    return this.extend(record, this.toldEntry(label, value));
  }

  /** The entry of what somebody is told. */
  toldEntry(label: Label, value: number): number {
    return this.entry(label, TOLD, value);
  }

  /** The entry of an own move. */
  ownEntry(label: Label, value: number): number {
    return this.entry(label, OWN, value);
  }

  /** The entry of the open move of somebody else. */
  openEntry(who: number, label: Label, value: number): number {
    return this.entry(label, OPEN + who, value);
  }

  /** The record of a device goes on with the draw of a rule at the values of its arguments. */
  drawn(device: number, cell: number, value: number): number {
    return this.extend(device, this.draws.id(cell, value));
  }

  /** A rule's label and the list of its arguments. */
  cell(label: Label, given: number): number {
    return this.cells.id(label.id, given);
  }

  /** A record goes on with an entry. */
  extend(record: number, entry: number): number {
    return 1 + 2 * this.players.length + this.records.id(record, entry);
  }

  private entry(label: Label, source: number, value: number): number {
    return label.entry(source, value) ?? this.newEntry(label, source, value);
  }

  private newEntry(label: Label, source: number, value: number): number {
    const id = this.entryLabels.length;
    this.entryLabels.push(label.id);
    this.entrySources.push(source);
    this.entryValues.push(value);
    label.keep(source, value, id);
    return id;
  }

  /** What stands in a record, in order. */
  read(record: number): readonly Known[] {
    return this.entriesOf(record).map((entry) => this.known(entry));
  }

  /** The draws on a device, in order. */
  readDevice(device: number): Situation['earlier'] {
    return this.entriesOf(device).map((draw) => {
      const { label, knows } = this.readCell(this.draws.first(draw));
      return { label, arguments: knows, value: this.values.value(this.draws.second(draw)) };
    });
  }

  /** The label of a rule and the values of its arguments. */
  readCell(cell: number): { readonly label: string; readonly knows: readonly Known[] } {
    return { label: this.labelText(this.cells.first(cell)), knows: this.read(this.cells.second(cell)) };
  }

  private entriesOf(record: number): readonly number[] {
    const entries: number[] = [];
    for (let at = record - this.roots; at >= 0; at = this.records.first(at) - this.roots)
      entries.push(this.records.second(at));
    return entries.reverse();
  }

  private known(entry: number): Known {
    const source = this.entrySources[entry] ?? TOLD;
    return {
      kind: source === TOLD ? 'told' : source === OWN ? 'own' : 'open',
      who: this.players[source - OPEN],
      label: this.labelText(this.entryLabels[entry] ?? -1),
      value: this.values.value(this.entryValues[entry] ?? -1),
    };
  }

  /** The text of a label by its id. */
  text(label: number): string {
    return this.labelText(label);
  }
}

/** Situations by what the player knows and the label that it is asked for; those of rules by cell and earlier draws. */
export class SituationTable implements Situations {
  private readonly records: Records;
  private readonly players: readonly Player[];
  private readonly claims: Claims;
  private readonly keys = new PairTable();
  private readonly kinds: Situation['kind'][] = [];
  private readonly owners: number[] = [];
  private readonly offered: Options[] = [];
  private readonly truths: number[] = [];
  /** The choice that was asked for last in each situation. */
  readonly asked: (Moment | undefined)[] = [];

  constructor(records: Records, players: readonly Player[], claims: Claims) {
    this.records = records;
    this.players = players;
    this.claims = claims;
  }

  get growth(): number {
    return this.claims.growth;
  }

  get count(): number {
    return this.keys.count;
  }

  /** The id of a situation: `asked` is the label, or the cell of a rule. A new situation keeps what it is offered. */
  id(
    kind: Situation['kind'],
    player: number,
    record: number,
    asked: number,
    options: Options,
    truthful: number,
  ): number {
    const id = this.keys.id(record, kind === 'rule' ? 2 * asked + 1 : 2 * asked);
    if (id < this.kinds.length) return id;
    this.kinds.push(kind);
    this.owners.push(player);
    this.offered.push(options);
    this.truths.push(truthful);
    return id;
  }

  /** A report offers all that can be claimed: what has been found since the first visit too. */
  lengthen(id: number, offer: Options): void {
    const known = this.offered[id];
    if (known !== offer && known?.ids.every((value, i) => value === offer.ids[i])) this.offered[id] = offer;
  }

  /** What is offered: that of the first visit. */
  options(id: number): Options {
    const options = this.offered[id];
    if (options === undefined) throw new RangeError(`there is no situation ${id}`);
    return options;
  }

  truthful(id: number): number {
    return this.truths[id] ?? -1;
  }

  at(id: number): Situation {
    const kind = this.kinds[id];
    const player = this.players[this.owners[id] ?? -1];
    if (kind === undefined || player === undefined) throw new RangeError(`there is no situation ${id}`);
    const record = this.keys.first(id);
    const asked = this.keys.second(id) >> 1;
    const { records } = this;
    if (kind !== 'rule')
      return { id, kind, player, label: records.text(asked), knows: records.read(record), earlier: [] };
    const { label, knows } = records.readCell(asked);
    return { id, kind, player, label, knows, earlier: records.readDevice(record) };
  }
}

/** Cells of committed reals: a rule and the values of its arguments. */
export class CellTable implements MoneyCells {
  private readonly cells: MoneyCell[] = [];
  /** Cells by the ids of labels and arguments, which are small whole numbers. */
  private readonly byKey: number[] = [];
  private readonly units: (Affine | undefined)[] = [];

  get count(): number {
    return this.cells.length;
  }

  at(index: number): MoneyCell {
    const cell = this.cells[index];
    if (cell === undefined) throw new RangeError(`there is no money cell ${index}`);
    return cell;
  }

  /** The number in a cell, not yet known. */
  unit(index: number): Affine {
    let unit = this.units[index];
    if (unit === undefined) {
      unit = new Affine(0, new Terms([index], [1]));
      this.units[index] = unit;
    }
    return unit;
  }

  /** The cell of a rule's label and arguments; -1 if it has not been seen. */
  known(key: number): number {
    return this.byKey[key] ?? -1;
  }

  add(key: number, cell: Omit<MoneyCell, 'index'>): number {
    const index = this.cells.length;
    this.cells.push({ index, ...cell });
    while (this.byKey.length <= key) this.byKey.push(-1);
    this.byKey[key] = index;
    return index;
  }
}
