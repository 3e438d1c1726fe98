import type { Training } from '../../../plugins/contract/training.ts';
import { losses } from './losses.ts';
import { perceptron } from './networks/perceptron.ts';
import { transformer } from './networks/transformer.ts';
import { schedules } from './schedules.ts';

/** Training on ONNX Runtime, which is loaded by the first trainer. */
export const onnxTraining: Training = {
  trainer: async (options) => (await import('./trainer.ts')).createTrainer(options),
  saved: async (folder) => (await import('./checkpoint.ts')).savedState(folder),
  perceptron,
  transformer,
  losses,
  schedules,
};
