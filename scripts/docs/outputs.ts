import { blocksOf } from './blocks.ts';
import { normalised, Workplace } from './execute.ts';

/** A page whose blocks `text output` hold what the commands before them print now; times alone are no news. */
export function withOutputs(markdown: string): string {
  using place = new Workplace();
  const lines = markdown.split('\n');
  let output = '';
  const found: { readonly line: number; readonly old: string; readonly now: string }[] = [];
  for (const block of blocksOf(markdown)) {
    if (block.language === 'ts') output = place.runTypeScript(block).stdout;
    else if (block.attributes.has('file')) place.write(block);
    else if (block.language === 'sh' && /^(?:icsap|cat)\b/.test(block.text)) output = place.run(block.text).stdout;
    else if (block.attributes.has('output')) found.push({ line: block.line, old: block.text, now: output });
  }
  for (const { line, old, now } of found.toReversed()) {
    if (normalised(now).trimEnd() === normalised(old).trimEnd()) continue;
    lines.splice(line, old.split('\n').length - 1, ...now.trimEnd().split('\n'));
  }
  return lines.join('\n');
}
