/** What an information set is known by in a file. */
export function keyOf(player: string, choice: string, knows: unknown): string {
  return JSON.stringify([player, choice, knows]);
}
