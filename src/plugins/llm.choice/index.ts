import { definePlugin, LanguageModels, Seat } from '../contract/index.ts';
import { options } from './options.ts';
import { ChoiceSeat } from './seat.ts';

export default definePlugin(
  {
    id: 'llm.choice',
    title: 'A language model that chooses among the moves',
    seats: true,
    varies: ['prompt', 'prompts', 'answers', 'system'],
    choices: ['prompts'],
    options,
    cites: ['Brown et al. 2020', 'Zhao et al. 2021', 'Holtzman et al. 2021'],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Seat)
      .toResolvedValue((models) => new ChoiceSeat(models), [LanguageModels])
      .inSingletonScope();
  },
);
