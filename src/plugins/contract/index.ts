export type { Catalog, CatalogPlugin, Signature } from '../../dsl/catalog.ts';
export type { Exact } from '../../dsl/number.ts';
export type {
  Commitments,
  Game,
  InformationSets,
  LeavePoint,
  RequirePoint,
} from '../../runtime/game/game.ts';
export type { Known, MoneyCell, Play, PlayEvent, Situation } from '../../runtime/play/play.ts';
export type { Float, Value } from '../../runtime/play/value.ts';
export type { CommitmentProblem, GameProblem, Problem, ProblemClass } from '../../runtime/problem/problem.ts';
export { Dictionaries, type Dictionary } from './dictionary.ts';
export {
  type Dynamics,
  type IterateOptions,
  iterationProperties,
  type MirrorDescent,
  type MirrorFigures,
  type MirrorRule,
  type RegretRule,
} from './dynamics.ts';
export { type ExactProgram, type ExactProgramOptions, ExactPrograms, type Limit } from './exact-program.ts';
export { Extension } from './extension.ts';
export {
  type AffineForm,
  CommitmentForms,
  type ContractCondition,
  type ContractForm,
  type MechanismAgent,
  type MechanismForm,
  type Party,
  type PersuasionForm,
  type Receiver,
} from './forms.ts';
export {
  Exporter,
  type GameTree,
  Importer,
  ImportFailure,
  type ImportMistake,
  type Ratio,
  type TreeDecision,
  type TreeDraw,
  type TreeEnd,
  type TreeNode,
  type TreeOutcome,
  type TreeSet,
} from './game-tree.ts';
export {
  type ExactEntries,
  Kernels,
  type PayoffEntries,
  type Plans,
  type PlayerForm,
  type SequenceForm,
  type SequencePayoffs,
} from './kernels.ts';
export {
  type Asking,
  type ChoiceAnswer,
  type ChoiceQuestion,
  type Device,
  type LanguageModel,
  LanguageModels,
  type Message,
  type ModelChoice,
  type TextAnswer,
  type TextQuestion,
} from './language-model.ts';
export { Library } from './library.ts';
export {
  type ExactNumbers,
  type LinearProgram,
  type LpAnswer,
  type LpBasis,
  type LpColumns,
  LpEngine,
  type LpOptions,
  type LpRows,
  type LpSession,
} from './lp.ts';
export type { BeliefPoint, ConcaveClosurePicture, Picture, Posterior } from './picture.ts';
export {
  drawn,
  type PlaySolution,
  PlaySolver,
  SampledLearning,
  type SampledOptions,
  type SampledPlay,
  type SampledUpdate,
  type SituationBehaviour,
  type SituationTable,
  samplingProperties,
} from './play-solver.ts';
export {
  definePlugin,
  type ExporterManifest,
  type ImporterManifest,
  type LibraryManifest,
  type Load,
  type Manifest,
  type Needs,
  type Plugin,
  type RendererManifest,
  type SeatManifest,
  type SolverManifest,
} from './plugin.ts';
export {
  asRead,
  conversationProperties,
  filledPrompt,
  type Prompting,
  promptAt,
  promptProperties,
} from './prompting.ts';
export { type BestRecommendations, Recommendations } from './recommendations.ts';
export { Refusal } from './refusal.ts';
export { averagingOptions, averagingProperties, regretSolver } from './regret.ts';
export { type Budget, type Rng, type SolverRun, takingTurns } from './run.ts';
export {
  placeOf,
  Seat,
  type SeatAnswer,
  type SeatDecision,
  type SeatModel,
  type SeatRequest,
  type SeatValue,
  type SeatWorld,
} from './seat.ts';
export {
  type BoundCase,
  type BoundProof,
  type CorrelatedPlay,
  type Demands,
  type DeviationFlow,
  type JointPlans,
  type Metrics,
  type Profile,
  type Solution,
  type Status,
  statuses,
  type WayCase,
} from './solution.ts';
export { Solver } from './solver.ts';
export type { Tape, Variable } from './tape.ts';
export {
  type Computation,
  type FolderFiles,
  type Learner,
  type LearnerState,
  type Losses,
  type LossParts,
  type Network,
  type NumberArray,
  type OptimizerOptions,
  type ParameterSpec,
  type PerceptronOptions,
  type Schedule,
  type Schedules,
  type StepReport,
  type Trainer,
  type TrainerOptions,
  Training,
  type TransformerOptions,
  type WriteOptions,
  type WritingGraph,
  type WrittenTokens,
} from './training.ts';
