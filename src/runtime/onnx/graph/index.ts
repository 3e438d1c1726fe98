export { GraphBuilder, type NodeOptions, type Value } from './builder.ts';
export {
  type DecoderConfig,
  decoderModel,
  decoderParameters,
  openDecoderModel,
  type ParameterShape,
  type Weights,
} from './decoder.ts';
export { rotaryAngles } from './decoder-inputs.ts';
export { type Dim, type ElementData, type ElementType, elementCount } from './element.ts';
export type { Attribute } from './model-proto.ts';
export { ADDED, type StepSlot, stepGraph } from './step-graph.ts';
