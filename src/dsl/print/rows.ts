import type { Comment } from '../syntax.ts';
import { type Comments, commentText, trailingDoc } from './comments.ts';
import { concat, type Doc, hardLine } from './doc.ts';

/** Something that stands on lines of its own. */
export interface Row {
  readonly doc: Doc;
  readonly start: number;
  readonly end: number;
}

/** Collects what stands below one another, with the comments between, and single blank lines where the source has some. */
export class Rows {
  readonly #comments: Comments;
  readonly #source: string | undefined;
  readonly #parts: Doc[] = [];
  #end: number | undefined;

  constructor(comments: Comments, source: string | undefined) {
    this.#comments = comments;
    this.#source = source;
  }

  /**
   * One thing, printed when the comments before it are out. `next` is the offset up to which it may have a comment
   * behind it; `apart` says of its document whether a blank line must stand before it and its comments.
   */
  add(start: number, end: number, next: number, print: () => Doc, apart: (doc: Doc) => boolean = () => false): void {
    const above = this.#comments.before(start);
    const doc = print();
    // comments inside, at places where none can be kept
    const inside = this.#comments.before(end);
    const behind = trailingDoc(this.#comments.trailingBefore(next));
    let blank = apart(doc);
    for (const comment of [...above, ...inside]) {
      this.#comment(comment, blank);
      blank = false;
    }
    this.#row({ doc: concat(doc, behind), start, end }, blank);
  }

  /** The comments before an offset that nothing has taken. */
  rest(end: number): void {
    for (const comment of this.#comments.before(end)) this.#comment(comment, false);
  }

  get isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  doc(): Doc {
    return concat(...this.#parts);
  }

  #comment(comment: Comment, blankBefore: boolean): void {
    this.#row({ doc: commentText(comment), start: comment.span.start, end: comment.span.end }, blankBefore);
  }

  #row({ doc, start, end }: Row, blankBefore: boolean): void {
    if (this.#end !== undefined) {
      this.#parts.push(hardLine);
      if (blankBefore || this.#isBlankBetween(this.#end, start)) this.#parts.push(hardLine);
    }
    this.#parts.push(doc);
    this.#end = Math.max(end, this.#end ?? 0);
  }

  #isBlankBetween(start: number, end: number): boolean {
    return this.#source !== undefined && start < end && /\n[ \t\r]*\n/.test(this.#source.slice(start, end));
  }
}
