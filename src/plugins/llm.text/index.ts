import { definePlugin, LanguageModels, Seat } from '../contract/index.ts';
import { options } from './options.ts';
import { TextSeat } from './seat.ts';

export default definePlugin(
  {
    id: 'llm.text',
    title: 'A language model that writes, and a grader that reads a move out of it',
    seats: true,
    varies: ['prompt', 'prompts', 'answers', 'system'],
    choices: ['prompts'],
    options,
    cites: ['Holtzman et al. 2020, The Curious Case of Neural Text Degeneration, ICLR'],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Seat)
      .toResolvedValue((models) => new TextSeat(models), [LanguageModels])
      .inSingletonScope();
  },
);
