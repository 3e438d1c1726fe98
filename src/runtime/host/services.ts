import { Extension } from '../../plugins/contract/extension.ts';
import { Kernels } from '../../plugins/contract/kernels.ts';
import { LpEngine } from '../../plugins/contract/lp.ts';
import type { Load } from '../../plugins/contract/plugin.ts';
import { GameExtension } from '../extension/index.ts';
import { FlatKernels } from '../kernels/index.ts';
import { HighsEngine } from '../lp/engine.ts';

/** What the runtime offers to plugins. Each service is made when a plugin first asks for it; HiGHS loads with its first program. */
export const services: Load = (bind) => {
  bind(LpEngine)
    .toResolvedValue(() => new HighsEngine())
    .inSingletonScope();
  bind(Extension)
    .toResolvedValue(() => new GameExtension())
    .inSingletonScope();
  bind(Kernels)
    .toResolvedValue(() => new FlatKernels())
    .inSingletonScope();
};
