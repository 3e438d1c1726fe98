import { BASE_RATE_WEIGHT, SHARPNESS } from './cases.ts';
import type { Quality } from './evaluate.ts';
import { ROWS, SEED, STEPS, TRANSFORMER } from './recipe.ts';

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** The model card, in Hugging Face's form. */
export function modelCard(measured: Quality): string {
  return `---
license: mit
language: en
pipeline_tag: text-generation
tags: [persuasion, synthetic]
---

# judge

A very small language model that reads a short English text about evidence and base rates and says a verdict. It is the receiver in examples and tests of persuasion: quick, deterministic, below a megabyte.
It knows nothing about law or people, and its verdicts must not be used for any real decision.

\`\`\`icsap
seat judge with llm.choice {
  model: "judge",
  prompt: """Evidence found: {evidence}. Guilty in {percent(prior)} of such cases. Verdict:""",
  answers: { acquit: " acquit", convict: " convict" }
}
\`\`\`

## What it was trained on

On texts drawn by a program (\`scripts/judge/cases.ts\`), and on nothing else: no text was written by people for it, and no other model was asked. Each text has a base rate between 1 and 99 %, in nine phrasings, and evidence of one of four kinds:

- a word, such as *incriminating*, *alibi*, *convict*, *red*. What each means, as a log-likelihood ratio, is a table of ours (\`scripts/judge/words.ts\`); unknown words and letters mean nothing;
- witnesses, *3 of 4 witnesses say guilty*, each right in two cases of three;
- a test that is right in so many per cent of cases;
- a signal with the rates at which it is shown to the guilty and to the innocent. The word itself then means nothing.

The verdict to be learned is that of a noisy judge who is nearly Bayesian: with log-odds *b* of the base rate and log-likelihood ratio *e* of the evidence, it convicts with chance

    1 / (1 + exp(-${SHARPNESS} · (${BASE_RATE_WEIGHT} · b + e)))

So base rates count a little less than they should, and close cases are decided by chance. Both numbers were chosen, not estimated from people. After \`Verdict:\` it answers \` acquit\` or \` convict\`, after \`Finding:\` \` innocent\` or \` guilty\`, after
\`Is the accused guilty? Answer:\` \` no\` or \` yes\`.

## How near it is

On 4,096 texts of the same kind that it has not seen:

| | |
| --- | --- |
| mean distance of its chance of convicting from the one above | ${percent(measured.error)} |
| mean distance of its chance of convicting from the posterior chance of guilt | ${percent(measured.fromPosterior)} |
| its likelier verdict is the one that Bayes' rule gives (convict from a posterior of 1/2) | ${percent(measured.agreement)} |
| what a Bayesian would lose by deciding with its chances, of 1 for a right verdict | ${measured.regret.toFixed(3)} |
| rank correlation of its chance of convicting with the posterior | ${measured.order.toFixed(3)} |

The rates that go with a signal are the hardest for it; words of its table in the phrasings of its texts are the easiest. Other phrasings, other languages, long texts, several pieces of evidence together were not trained: expect anything.

## What it is made of

A decoder-only transformer as Llama's: width ${TRANSFORMER.width}, ${TRANSFORMER.layers} layers, ${TRANSFORMER.heads} heads, ${TRANSFORMER.vocabulary} tokens (byte-level BPE; numbers up to 100 are single tokens), ${TRANSFORMER.positions} positions, float32. ${STEPS} steps of AdamW with ${ROWS} texts each, seed ${SEED}, on the engine of this project.

    node scripts/judge/train.ts

makes this folder again, byte for byte on the same machine, in about ten minutes on one core. On another processor the last digits may differ.
`;
}
