export { HighsEngine } from './engine.ts';
