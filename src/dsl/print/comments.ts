import type { Comment } from '../syntax.ts';
import { concat, type Doc, hardLine, trailing } from './doc.ts';

/** The comments of a file, handed out once each, in order, to what is printed. */
export class Comments {
  readonly #all: readonly Comment[];
  #next = 0;

  constructor(comments: readonly Comment[]) {
    this.#all = comments;
  }

  /** Those not yet handed out that begin before the offset. */
  before(offset: number): readonly Comment[] {
    const start = this.#next;
    while ((this.#all[this.#next]?.span.start ?? offset) < offset) this.#next++;
    return this.#all.slice(start, this.#next);
  }

  /** The next comment, if it stands at the end of a line of code and begins before the offset. */
  trailingBefore(offset: number): Comment | undefined {
    const comment = this.#all[this.#next];
    if (comment === undefined || !comment.trailing || comment.span.start >= offset) return undefined;
    this.#next++;
    return comment;
  }
}

export const commentText = (comment: Comment): string => `#${comment.text}`;

/** Comments on lines of their own, each followed by a line break. */
export function ownLines(comments: readonly Comment[]): Doc {
  return concat(...comments.flatMap((comment) => [commentText(comment), hardLine]));
}

export function trailingDoc(comment: Comment | undefined): Doc {
  return comment === undefined ? '' : trailing(commentText(comment));
}
