import { expect, test } from 'vitest';
import { readCodec } from './codec.ts';
import { temporaryFolder, writeFiles } from './fixture.ts';
import { tokenizerOf } from './llama2c/pieces.ts';
import { RunningText } from './running-text.ts';

/** Bytes, a space, and a few pieces, as llama2.c's tokenizers have them. */
function byteCodec() {
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  const texts = ['<unk>', '<s>', '</s>', ...bytes, ' ', 'a', 'b', ' a', 'ab'];
  const folder = temporaryFolder();
  writeFiles(folder, { 'tokenizer.json': tokenizerOf(texts.map((text, at) => ({ text, score: -at }))) });
  return readCodec(folder, {});
}

test.each(['', 'b', 'a b'])('token by token the text is the same as at once, after %j', (prompt) => {
  const codec = byteCodec();
  const context = codec.encode(prompt);
  const whole = codec.encode(`${prompt} ab 🙂 äb a`);
  const running = new RunningText(codec, context);
  const atOnce = new RunningText(codec, context);
  for (const token of whole.slice(context.length)) {
    atOnce.push(token);
    running.push(token);
    expect(running.whole.startsWith(running.settled)).toBe(true);
  }
  expect(running.whole).toBe(atOnce.whole);
  expect(codec.decode(context) + running.whole).toBe(codec.decode(whole));
});

test('a letter of several tokens waits for its end', () => {
  const codec = byteCodec();
  const [, , first = 0, ...rest] = codec.encode('🙂');
  const running = new RunningText(codec, codec.encode('b'));
  running.push(first);
  expect(running.settled).toBe('');
  expect(running.whole).toBe('\u{FFFD}');
  for (const token of rest) running.push(token);
  expect(running.settled).toBe('🙂');
});
