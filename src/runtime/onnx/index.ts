import type { LanguageModel, LanguageModels, ModelChoice } from '../../plugins/contract/language-model.ts';
import type { OnnxLanguageModels } from './language-models.ts';

/** Language models whose code is loaded with the first of them. */
export class LazyLanguageModels implements LanguageModels {
  #models: Promise<OnnxLanguageModels> | undefined;

  async open(choice: ModelChoice): Promise<LanguageModel> {
    this.#models ??= import('./language-models.ts').then(({ OnnxLanguageModels: Models }) => new Models());
    return (await this.#models).open(choice);
  }
}
