/** What an information record calls a value: `card[2]`; one object for each text of a play. */
export class Label {
  readonly id: number;
  readonly text: string;
  /** Entries of records with this label, by where they come from and by value. */
  private readonly entries: (number | undefined)[][] = [];

  constructor(id: number, text: string) {
    this.id = id;
    this.text = text;
  }

  entry(source: number, value: number): number | undefined {
    return this.entries[source]?.[value];
  }

  keep(source: number, value: number, entry: number): void {
    let bySource = this.entries[source];
    if (bySource === undefined) {
      bySource = [];
      this.entries[source] = bySource;
    }
    bySource[value] = entry;
  }
}
