import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from '@huggingface/jinja';
import type { Message } from '../../../plugins/contract/language-model.ts';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import { isJson, readJson, textOf } from './json.ts';

/** Writes a conversation as the model has seen them in training, up to where it answers. */
export type Chat = (messages: readonly Message[]) => string;

/**
 * The chat template of a model's folder; undefined where it has none. Templates that take no system message get it as the beginning
 * of the first message. Those that ask for today's date get one and the same, since the same question should be the same text.
 */
export function readChat(folder: string): Chat | undefined {
  const settings = readJson(folder, 'tokenizer_config.json') ?? {};
  const source = templateText(folder, settings['chat_template']);
  if (source === undefined) return undefined;
  const template = parsed(source, folder);
  const tokens = Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]) => {
      const text = key.endsWith('_token') ? textOf(value) : undefined;
      return text === undefined ? [] : [[key, text]];
    }),
  );
  const render: Chat = (messages) => template.render({ ...tokens, messages, add_generation_prompt: true });
  return (messages) => {
    try {
      return render(messages);
    } catch (error) {
      const merged = withoutSystem(messages);
      if (merged === messages) throw unusable(folder, error);
      return rendered(render, merged, folder);
    }
  };
}

/** Put before a template: hides the function that says what day it is. */
const someDay = '{%- macro strftime_now(format) -%}26 Jul 2024{%- endmacro -%}';

function rendered(render: Chat, messages: readonly Message[], folder: string): string {
  try {
    return render(messages);
  } catch (error) {
    throw unusable(folder, error);
  }
}

function templateText(folder: string, given: unknown): string | undefined {
  const file = join(folder, 'chat_template.jinja');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const found = given ?? readJson(folder, 'chat_template.json')?.['chat_template'];
  if (typeof found === 'string') return found;
  if (!Array.isArray(found)) return undefined;
  const named = found.filter(isJson).find(({ name }) => name === 'default');
  return textOf(named?.['template']);
}

function parsed(source: string, folder: string): Template {
  try {
    return new Template(someDay + source);
  } catch (error) {
    throw unusable(folder, error);
  }
}

function withoutSystem(messages: readonly Message[]): readonly Message[] {
  const system = messages.filter(({ role }) => role === 'system');
  if (system.length === 0) return messages;
  const [first, ...rest] = messages.filter(({ role }) => role !== 'system');
  const content = [...system, ...(first ? [first] : [])].map((message) => message.content).join('\n\n');
  return [{ role: 'user', content }, ...rest];
}

function unusable(folder: string, error: unknown): Refusal {
  const [why] = (error instanceof Error ? error.message : String(error)).split('\n');
  return new Refusal(
    [`The chat template of ${folder} does not work: ${why}.`],
    ['Ask without a chat, or mend chat_template in its tokenizer_config.json.'],
  );
}
