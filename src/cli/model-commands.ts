import { Option } from 'commander';
import { variants } from '../runtime/onnx/models/variants.ts';
import { command, type Place } from './command.ts';
import type { AddOptions, ImportOptions, JsonOption, ParityOptions, ShowModelOptions } from './model.ts';

const devices = ['cpu', 'webgpu', 'cuda', 'coreml', 'dml'];

/** `icsap model …`: the language models that may sit in seats. */
export function models({ program, door, answer }: Place): void {
  const group = command(
    program,
    'model',
    'list, add, import or compare the language models that may sit in seats',
    'icsap model list',
    'icsap model add ./smollm',
    'icsap model show smollm',
  );
  const code = () => import('./model.ts');

  command(group, 'list', 'list the models that can be asked for by name', 'icsap model list')
    .option('--json', 'print one JSON document')
    .action((options: JsonOption) => answer(code().then(({ listed }) => listed(options, door))));

  command(
    group,
    'show',
    'print what the files of a model say, and its hash; with a device, what it is found to do there',
    'icsap model show smollm:q4',
    'icsap model show ./smollm --device cpu',
  )
    .argument('<MODEL>', 'a name, or the path of a folder; perhaps with a variant, such as :q4')
    .addOption(new Option('--device <DEVICE>', 'open it there').choices([...devices, 'auto']))
    .option('--json', 'print one JSON document')
    .action((name: string, options: ShowModelOptions) =>
      answer(code().then(({ shown }) => shown(name, options, door))),
    );

  command(
    group,
    'add',
    'copy a model in Hugging Face layout to where the models of this user are kept, or pull it from a hub',
    'icsap model add ./smollm --name smollm',
    'icsap model add owner/smollm --hub https://hub.example --variant q4',
  )
    .argument('<FOLDER|NAME>', 'the folder of a model, or its name on a hub')
    .option('--name <NAME>', 'what it will be called; without it, as its folder or as on the hub')
    .option('--hub <ADDRESS>', 'the hub to pull from; without it, what HF_ENDPOINT names')
    .option('--revision <REVISION>', 'a branch, tag or commit on the hub', 'main')
    .addOption(
      new Option('--variant <VARIANT>', 'which graph to pull; without it, the first there is').choices(variants),
    )
    .action((source: string, options: AddOptions) => answer(code().then(({ added }) => added(source, options, door))));

  command(group, 'remove', 'remove a model that was added', 'icsap model remove smollm')
    .argument('<NAME>', 'the name of the model')
    .action((name: string) => answer(code().then(({ removed }) => removed(name, door))));

  command(
    group,
    'import',
    'make a model of a checkpoint of llama2.c and its tokenizer',
    'icsap model import stories.bin tok512.bin --name stories',
    'icsap model import stories.bin tok512.bin --out models/stories',
  )
    .argument('<CHECKPOINT>', 'a checkpoint, version 0 or 1')
    .argument('<TOKENIZER>', 'the tokenizer that it was trained with, as llama2.c writes it')
    .option('--name <NAME>', 'add it under this name')
    .option('--out <FOLDER>', 'write its folder here instead')
    .action((checkpoint: string, tokenizer: string, options: ImportOptions) =>
      answer(code().then(({ imported }) => imported(checkpoint, tokenizer, options, door))),
    );

  command(group, 'parity', 'compare the answers of a model on two devices', 'icsap model parity smollm --device webgpu')
    .argument('<MODEL>', 'a name, or the path of a folder')
    .addOption(new Option('--device <DEVICE>', 'the device to compare').choices([...devices, 'auto']).default('auto'))
    .addOption(new Option('--with <DEVICE>', 'the device to compare it with').choices(devices).default('cpu'))
    .option('--json', 'print one JSON document')
    .action((name: string, options: ParityOptions) =>
      answer(code().then(({ compared }) => compared(name, options, door))),
    );
}
