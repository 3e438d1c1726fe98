export { type FixedRules, fixRules } from './fixed.ts';
export { type FixedPart, fixedPart } from './fixed-part.ts';
export { outcome } from './outcome.ts';
export { type Remaining, remainingGame } from './remaining.ts';
export { settledPlay } from './settled-play.ts';
