export { FlatKernels } from './kernels.ts';
