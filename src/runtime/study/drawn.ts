import { pictureOf, suitablePictures } from '../picture/draw.ts';
import type { Picture, PictureKind } from '../picture/picture.ts';
import type { SolvedSubject } from '../picture/subject.ts';
import type { Solved } from './solved.ts';

/** Which pictures of a unit's solutions are wanted. */
export interface PictureRequest {
  /** Absent: those that suit each answer. */
  readonly kind?: PictureKind | undefined;
  /** The name of one solution; absent: all. */
  readonly solution?: string | undefined;
}

/** What there is to see of one solution. */
export interface DrawnSolution {
  readonly solution: string;
  readonly pictures: readonly Picture[];
  /** Why there is no picture: a sentence. */
  readonly refused: string | undefined;
}

/** The pictures of what a unit has solved. Calls no solver. */
export function drawSolutions(
  solved: Iterable<readonly [string, Solved]>,
  { kind, solution }: PictureRequest,
): readonly DrawnSolution[] {
  return [...solved].flatMap(([name, each]) =>
    solution === undefined || solution === name ? [drawSolution(name, each, kind)] : [],
  );
}

function drawSolution(
  name: string,
  { solution, answers, record }: Solved,
  kind: PictureKind | undefined,
): DrawnSolution {
  const [answer] = answers;
  if (!answer) return { solution: name, pictures: [], refused: `${name} has no answer: it is ${record.status}` };
  if (!answer.drawable)
    return {
      solution: name,
      pictures: [],
      refused: `${name} was audited without its tree, which is large: smaller parameters, as with --set, have pictures`,
    };
  const isDominant = record.options['truthful'] === 'dominant';
  const subject: SolvedSubject = { ...answer.drawable, name, isDominant, drawn: solution.picture };
  if (kind === undefined) return { solution: name, pictures: suitablePictures(subject), refused: undefined };
  const picture = pictureOf(kind, subject);
  if ('reason' in picture) return { solution: name, pictures: [], refused: picture.reason };
  return { solution: name, pictures: [picture], refused: undefined };
}

/** Where a picture stands in the folder of a run: `pictures/Optimum-scheme-flow.svg`. */
export function pictureFile(study: string, solution: string, { kind }: Picture): string {
  return `pictures/${study}-${solution}-${kind}.svg`;
}
