import { CommitmentForms, definePlugin, Solver } from '../contract/index.ts';
import { options } from './options.ts';
import { VcgSolver } from './solver.ts';

export default definePlugin(
  {
    id: 'mechanism.vcg',
    title: 'The efficient rule with Clarke payments, for any decisions',
    solves: 'commitment',
    needs: { leaders: 1, perfectRecall: true },
    guarantees: 'exact',
    options,
    cites: [
      'Vickrey 1961, Counterspeculation, Auctions, and Competitive Sealed Tenders, Journal of Finance 16(1)',
      'Clarke 1971, Multipart Pricing of Public Goods, Public Choice 11',
      'Groves 1973, Incentives in Teams, Econometrica 41(4)',
    ],
    status: 'tested against known values',
  },
  (bind) => {
    bind(Solver)
      .toResolvedValue((forms) => new VcgSolver(forms), [CommitmentForms])
      .inSingletonScope();
  },
);
