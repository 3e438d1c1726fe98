/** A document as text: two spaces of indentation, keys in their order, a line end last. */
export function jsonText(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
