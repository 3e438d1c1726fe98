import { definePlugin, Kernels, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { MagneticMirrorDescent } from './solver.ts';

export default definePlugin(
  {
    id: 'mmd',
    title: 'Magnetic mirror descent: quantal response and Nash equilibria, last iterate',
    solves: 'zero-sum',
    beyond: 'general-sum',
    needs: { perfectRecall: true },
    guarantees: 'approximate',
    options,
    cites: [
      'Sokota, D’Orazio, Kolter, Loizou, Lanctot, Mitliagkas, Brown and Kroer 2023, A Unified Approach to Reinforcement Learning, Quantal Response Equilibria, and Two-Player Zero-Sum Games, ICLR',
      'Ling, Fang and Kolter 2018, What Game Are We Playing? End-to-end Learning in Normal and Extensive Form Games, IJCAI',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((kernels) => new MagneticMirrorDescent(kernels), [Kernels])
      .inSingletonScope();
  },
);
