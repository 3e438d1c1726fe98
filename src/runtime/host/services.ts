import { Dictionaries } from '../../plugins/contract/dictionary.ts';
import { ExactPrograms } from '../../plugins/contract/exact-program.ts';
import { Extension } from '../../plugins/contract/extension.ts';
import { CommitmentForms } from '../../plugins/contract/forms.ts';
import { Kernels } from '../../plugins/contract/kernels.ts';
import { LanguageModels } from '../../plugins/contract/language-model.ts';
import { LpEngine } from '../../plugins/contract/lp.ts';
import { SampledLearning } from '../../plugins/contract/play-solver.ts';
import type { Load } from '../../plugins/contract/plugin.ts';
import { Recommendations } from '../../plugins/contract/recommendations.ts';
import { Training } from '../../plugins/contract/training.ts';
import { GameExtension } from '../extension/index.ts';
import { commitmentForms } from '../forms/index.ts';
import { ProgramRecommendations } from '../forms/recommendations.ts';
import { FlatKernels } from '../kernels/index.ts';
import { HighsEngine } from '../lp/engine.ts';
import { EngineExactPrograms } from '../lp/exact-programs.ts';
import { onnxTraining } from '../onnx/train/index.ts';
import { PivotingDictionaries } from '../pivoting/index.ts';
import { RecordedModels } from '../record/index.ts';
import { TabularLearning } from '../sampling/learn.ts';

/**
 * What the runtime offers to plugins. Each service is made when a plugin first asks for it; HiGHS loads with its first program.
 * Language models are asked through the records of their answers; without any, the records are all there is.
 */
export function servicesWith(models: LanguageModels | undefined): Load {
  return (bind) => {
    computing(bind);
    bind(LanguageModels)
      .toResolvedValue(() => new RecordedModels(models))
      .inSingletonScope();
  };
}

/** The same where there is nobody to ask. */
export const services: Load = servicesWith(undefined);

const computing: Load = (bind) => {
  bind(LpEngine)
    .toResolvedValue(() => new HighsEngine())
    .inSingletonScope();
  bind(Extension)
    .toResolvedValue(() => new GameExtension())
    .inSingletonScope();
  bind(Kernels)
    .toResolvedValue(() => new FlatKernels())
    .inSingletonScope();
  bind(ExactPrograms)
    .toResolvedValue((engine) => new EngineExactPrograms(engine), [LpEngine])
    .inSingletonScope();
  bind(Recommendations)
    .toResolvedValue((programs) => new ProgramRecommendations(programs), [ExactPrograms])
    .inSingletonScope();
  bind(CommitmentForms).toConstantValue(commitmentForms);
  bind(Dictionaries)
    .toResolvedValue(() => new PivotingDictionaries())
    .inSingletonScope();
  bind(SampledLearning)
    .toResolvedValue(() => new TabularLearning())
    .inSingletonScope();
  bind(Training).toConstantValue(onnxTraining);
};
