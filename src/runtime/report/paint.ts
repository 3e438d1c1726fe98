/** Colours of a report. `plain` leaves a text as it is: for pipes, files and NO_COLOR. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const as = (text: string): string => text;

export const plain: Paint = { bold: as, dim: as, red: as, green: as, yellow: as, cyan: as };

const painted =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

export const colored: Paint = {
  bold: painted(1, 22),
  dim: painted(2, 22),
  red: painted(31, 39),
  green: painted(32, 39),
  yellow: painted(33, 39),
  cyan: painted(36, 39),
};
