import type { Device } from '../plugins/contract/language-model.ts';
import type { Parity } from '../runtime/onnx/engine/parity.ts';
import type { Trial } from '../runtime/onnx/engine/trial.ts';
import type { ModelDescription } from '../runtime/onnx/models/describe.ts';
import { numberText } from '../runtime/report/number-text.ts';
import type { Paint } from '../runtime/report/paint.ts';
import { table } from '../runtime/report/table.ts';

/** 3.4 MB. */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${unit === 0 ? size : size.toPrecision(3)} ${units[unit]}`;
}

/** What a model's files say, a line each. */
export function showText(model: ModelDescription, paint: Paint): readonly string[] {
  const rows: (readonly [string, string | number | undefined])[] = [
    ['folder', model.folder],
    ['kind', model.kind],
    ['layers', model.layers],
    ['width', model.width],
    ['vocabulary', model.vocabulary],
    ['context', Number.isFinite(model.context) ? `${model.context} tokens` : undefined],
    ['chat', model.chat ? 'has a template' : 'has no template'],
    [
      'variants',
      Object.entries(model.variants)
        .map(([name, bytes]) => `${name} (${sizeText(bytes)})`)
        .join(', '),
    ],
    ['taken', model.variant],
    ['hash', model.hash],
  ];
  const known = rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return [paint.bold(model.name), ...table([{ title: '' }, { title: '' }], known)];
}

/** What a model was found to do on a device, a line each. */
export function trialText({
  device,
  trial: { caches, inPlace, longest, abilities },
}: {
  readonly device: Device;
  readonly trial: Trial;
}): readonly string[] {
  const shared = {
    batch: 'are read once',
    row: 'are read once, and what follows row by row',
    no: 'are read anew each time',
  }[abilities.continues];
  return [
    `on ${device}:`,
    caches
      ? '  it keeps what it has read'
      : '  it has no cache that could be used: everything is read again for each token',
    abilities.batches
      ? '  questions are asked together'
      : '  questions are asked one at a time: together it answers otherwise',
    ...(abilities.batches && !abilities.ragged ? ['  only prompts of one length are continued together'] : []),
    ...(caches ? [`  beginnings that prompts share ${shared}`] : []),
    ...(longest === undefined
      ? []
      : [`  prompts are read in pieces of ${longest} tokens: longer calls come out otherwise`]),
    ...(inPlace ? ['  texts are written without what was read being copied for each token'] : []),
  ];
}

/** How far two devices are apart. */
export function parityText(found: Parity, [device, reference]: readonly [string, string]): readonly string[] {
  const { questions, logits, largestDifference, largestLogit, largestLogProbabilityDifference, changed } = found;
  return [
    `${device} against ${reference}: ${questions} questions, ${logits} logits`,
    `largest difference of a logit: ${numberText(largestDifference)}, of logits up to ${numberText(largestLogit)}`,
    `largest difference of an option's log-probability: ${numberText(largestLogProbabilityDifference)}`,
    changed.length === 0 ? 'no choice changed' : `${changed.length} choices changed:`,
    ...changed.map(
      ({ prompt, options: [now, before] }) =>
        `  ${JSON.stringify(prompt)}: ${JSON.stringify(now)}, not ${JSON.stringify(before)}`,
    ),
  ];
}
