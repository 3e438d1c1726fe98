/** What the program says of itself when it ends. */
export const Exit = {
  /** All expectations and verifications held. */
  held: 0,
  /** An expectation or a verification failed. */
  failed: 1,
  /** The input is wrong: there are diagnostics. */
  wrongInput: 2,
  /** A solver failed, or ran out of its budget without an answer. */
  noAnswer: 3,
  interrupted: 130,
} as const;

export type Exit = (typeof Exit)[keyof typeof Exit];

/** The exit code that says most of several: wrong input, then no answer, then a failure. */
export function worst(codes: Iterable<Exit>): Exit {
  const found = new Set(codes);
  const order = [Exit.interrupted, Exit.wrongInput, Exit.noAnswer, Exit.failed];
  return order.find((code) => found.has(code)) ?? Exit.held;
}
