export { type Checked, type CheckOptions, check } from './check/index.ts';
