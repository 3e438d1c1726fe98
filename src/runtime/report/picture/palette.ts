/** Colours that colour-blind readers tell apart (Okabe and Ito 2008), in an order that greyscale keeps apart as well. */
export const strong = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#999999', '#f0e442'] as const;

/** The same, pale: fills behind dark text. */
export const pale = ['#cfe3f2', '#fdebc8', '#cdeee2', '#f5e1ec', '#dff1fb', '#fbdcc9', '#e8e8e8', '#fbf9cf'] as const;

export const ink = '#222222';
export const faint = '#777777';
export const rule = '#bbbbbb';

/** The colour at a position; further positions begin again. */
export function colorAt(colors: readonly string[], at: number): string {
  return colors[at % colors.length] ?? ink;
}
