import type { Cursor } from './cursor.ts';

/** What both formats begin with. */
export interface Prologue {
  readonly title: string;
  readonly players: readonly string[];
}

/** `EFG 2 R "title" { "one" "two" }`. Letter D, of old files, says that numbers are decimal: they are read as they are. */
export function readPrologue(cursor: Cursor, name: 'EFG' | 'NFG', version: number): Prologue {
  const first = cursor.expect('word', `\`${name} ${version} R\``);
  if (first.text !== name) throw cursor.failed(first, `the file begins with \`${name} ${version} R\``);
  const number = cursor.expect('number', `the version, ${version},`);
  if (Number(number.text) !== version) throw cursor.failed(number, `version ${number.text} of the format is not known`);
  const letter = cursor.expect('word', '`R`');
  if (letter.text !== 'R' && letter.text !== 'D') throw cursor.failed(letter, '`R` or `D` belongs here');
  const { text: title } = cursor.expect('text', 'the title, in quotes,');
  const at = cursor.next;
  const given = cursor.list('the list of players', () => cursor.expect('text', "a player's name, in quotes,").text);
  if (given.length === 0) throw cursor.failed(at, 'a game has at least one player');
  return { title, players: distinct(given.map((player, i) => player || `player ${i + 1}`)) };
}

/** The names, with a number behind those that were there before. */
export function distinct(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let k = 2; taken.has(unique); k++) unique = `${name} (${k})`;
    taken.add(unique);
    return unique;
  });
}

/** Actions without a name are called by their position, as Gambit does; of equal names the later ones get a number. */
export function actionNames(written: readonly string[]): readonly string[] {
  return distinct(written.map((name, i) => name || `${i + 1}`));
}
