import bayes from './bayes/index.ts';
import cfrDiscounted from './cfr.discounted/index.ts';
import cfrExternal from './cfr.external/index.ts';
import cfrOutcome from './cfr.outcome/index.ts';
import cfrPlus from './cfr.plus/index.ts';
import cfrPredictive from './cfr.predictive/index.ts';
import cfrVanilla from './cfr.vanilla/index.ts';
import commitmentLp from './commitment.lp/index.ts';
import type { Plugin } from './contract/index.ts';
import contractLinear from './contract.linear/index.ts';
import contractMinpay from './contract.minpay/index.ts';
import correlatedLp from './correlated.lp/index.ts';
import gambitReader from './gambit.reader/index.ts';
import gambitWriter from './gambit.writer/index.ts';
import litefgWriter from './litefg.writer/index.ts';
import llmChoice from './llm.choice/index.ts';
import llmText from './llm.text/index.ts';
import mechanismVcg from './mechanism.vcg/index.ts';
import mechanismVirtual from './mechanism.virtual/index.ts';
import mmd from './mmd/index.ts';
import mpo from './mpo/index.ts';
import nashLemke from './nash.lemke/index.ts';
import nashLogit from './nash.logit/index.ts';
import nashSupport from './nash.support/index.ts';
import persuasionClosure from './persuasion.closure/index.ts';
import persuasionEmpirical from './persuasion.empirical/index.ts';
import persuasionPrivate from './persuasion.private/index.ts';
import persuasionPublic from './persuasion.public/index.ts';
import replicator from './replicator/index.ts';
import script from './script/index.ts';
import stackelbergLp from './stackelberg.lp/index.ts';
import strategy from './strategy/index.ts';
import zeroSumLp from './zerosum.lp/index.ts';

/** The plugins that come with icsap. A test compares the list with the folders on disk. */
export const plugins: readonly Plugin[] = [
  bayes,
  cfrDiscounted,
  cfrExternal,
  cfrOutcome,
  cfrPlus,
  cfrPredictive,
  cfrVanilla,
  commitmentLp,
  contractLinear,
  contractMinpay,
  correlatedLp,
  mechanismVcg,
  mechanismVirtual,
  gambitReader,
  gambitWriter,
  litefgWriter,
  llmChoice,
  llmText,
  mmd,
  mpo,
  nashLemke,
  nashLogit,
  nashSupport,
  persuasionClosure,
  persuasionEmpirical,
  persuasionPrivate,
  persuasionPublic,
  replicator,
  stackelbergLp,
  script,
  strategy,
  zeroSumLp,
];
