import { expect, test } from 'vitest';
import { readChat } from './chat.ts';
import { temporaryFolder, writeFiles } from './fixture.ts';

const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Guilty?' },
] as const;

function chatOf(settings: object, files: Readonly<Record<string, string>> = {}) {
  const folder = temporaryFolder();
  writeFiles(folder, { 'tokenizer_config.json': settings, ...files });
  return readChat(folder);
}

const plain =
  "{{ bos_token }}{% for message in messages %}[{{ message['role'] }}: {{ message['content'] }}]{% endfor %}{% if add_generation_prompt %}>{% endif %}";

test('a conversation is written as the template says, up to the answer', () => {
  const chat = chatOf({ bos_token: { content: '<s>' }, chat_template: plain });
  expect(chat?.(messages)).toBe('<s>[system: Be brief.][user: Guilty?]>');
});

test('a template may be a file of its own, or one of several with names', () => {
  expect(chatOf({}, { 'chat_template.jinja': 'file' })?.(messages)).toBe('file');
  const several = [
    { name: 'tool_use', template: 'tools' },
    { name: 'default', template: 'talk' },
  ];
  expect(chatOf({ chat_template: several })?.(messages)).toBe('talk');
  expect(chatOf({})).toBeUndefined();
});

test('where a template takes no system message, it begins the first message of the user', () => {
  const strict = `{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system') }}{% endif %}${plain}`;
  expect(chatOf({ bos_token: '<s>', chat_template: strict })?.(messages)).toBe('<s>[user: Be brief.\n\nGuilty?]>');
});

test('the same conversation is the same text on any day', () => {
  expect(chatOf({ chat_template: "{{ strftime_now('%d %b %Y') }}" })?.(messages)).toBe('26 Jul 2024');
});

test('a template that does not work is refused', () => {
  expect(() => chatOf({ chat_template: '{% if %}' })).toThrow(/The chat template of .* does not work/);
  expect(() => chatOf({ chat_template: '{{ raise_exception("never") }}' })?.(messages)).toThrow('never');
});
