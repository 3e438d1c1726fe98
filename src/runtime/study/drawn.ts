import { pictureOf, suitablePictures } from '../picture/draw.ts';
import type { Picture, PictureKind } from '../picture/picture.ts';
import type { SolvedSubject } from '../picture/subject.ts';
import type { PictureRecord } from './run.ts';
import type { Judged, Solved } from './solved.ts';

/** What of a solve can be seen. */
type Seen = Pick<Solved, 'solution' | 'record'> & { readonly answers: readonly Pick<Judged, 'drawable'>[] };

/** Which pictures of a unit's solutions are wanted. */
export interface PictureRequest {
  /** Absent: those that suit each answer. */
  readonly kind?: PictureKind | undefined;
  /** The name of one solution, `eq`, or of a further answer of it, `eq[2]`; absent: the first answers of all. */
  readonly solution?: string | undefined;
}

/** What there is to see of one solution. */
export interface DrawnSolution {
  readonly solution: string;
  /** Which of its answers, from 1. */
  readonly position: number;
  readonly pictures: readonly Picture[];
  /** Why there is no picture: a sentence. */
  readonly refused: string | undefined;
}

/** The pictures of what a unit has solved. Calls no solver. */
export async function drawSolutions(
  solved: Iterable<readonly [string, Seen]>,
  { kind, solution }: PictureRequest,
): Promise<readonly DrawnSolution[]> {
  const [, wanted = solution, position = '1'] = /^(.*)\[(\d+)\]$/.exec(solution ?? '') ?? [];
  const drawn: DrawnSolution[] = [];
  for (const [name, each] of solved)
    if (wanted === undefined || wanted === name) drawn.push(await drawSolution(name, each, Number(position), kind));
  return drawn;
}

async function drawSolution(
  name: string,
  { solution, answers, record }: Seen,
  position: number,
  kind: PictureKind | undefined,
): Promise<DrawnSolution> {
  const refuse = (refused: string): DrawnSolution => ({ solution: name, position, pictures: [], refused });
  const answer = answers[position - 1];
  if (answers.length === 0) return refuse(`${name} has no answer: it is ${record.status}`);
  if (!answer)
    return refuse(
      `${name} has ${answers.length} ${answers.length === 1 ? 'answer' : 'answers'}, and none is number ${position}`,
    );
  const drawable = await answer.drawable?.();
  if (!drawable) return refuse(`${name} was found on samples of the play, which no picture shows`);
  if ('reason' in drawable) return refuse(drawable.reason);
  const isDominant = record.options['truthful'] === 'dominant';
  const drawn = position === 1 ? solution.picture : undefined;
  const title = position === 1 ? name : `${name}[${position}]`;
  const proof = position === 1 ? solution.proof : undefined;
  const subject: SolvedSubject = { ...drawable, proof, name: title, isDominant, drawn };
  if (kind === undefined) return { solution: name, position, pictures: suitablePictures(subject), refused: undefined };
  const picture = pictureOf(kind, subject);
  if ('reason' in picture) return refuse(picture.reason);
  return { solution: name, position, pictures: [picture], refused: undefined };
}

/** Where a picture stands in the folder of a run: `pictures/Optimum-scheme-flow.svg`. */
export function pictureFile(study: string, solution: string, { kind }: Picture): string {
  return `pictures/${study}-${solution}-${kind}.svg`;
}

/** What the document says of the pictures of a study. */
export function pictureRecordsOf(study: string, drawn: readonly DrawnSolution[]): readonly PictureRecord[] {
  return drawn.flatMap(({ solution, pictures }) =>
    pictures.map((picture): PictureRecord => {
      const { kind, title } = picture;
      return { solution, kind, title, file: pictureFile(study, solution, picture) };
    }),
  );
}
