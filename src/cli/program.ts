import { Command, CommanderError, Option } from 'commander';
import { pictureKinds } from '../runtime/picture/kinds.ts';
import { packageVersion } from '../runtime/version.ts';
import type { CheckOptions } from './check.ts';
import { checkParts } from './check-parts.ts';
import { type Answer, command, type Place } from './command.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';
import type { FormatOptions } from './fmt.ts';
import { models } from './model-commands.ts';
import { assignment, count, seconds, wholeNumber } from './option-values.ts';
import type { PluginsOptions } from './plugins.ts';
import type { RunOptions } from './run.ts';
import type { ShowOptions } from './show.ts';
import type { TestOptions } from './test.ts';

/** Reads the words of the command line and does what they say. The code of a command is loaded when it is asked for. */
export async function run(words: readonly string[], door: Door): Promise<Exit> {
  let exit: Exit = Exit.held;
  const answer: Answer = async (promised) => {
    exit = await promised;
  };
  const program = root(door);
  for (const declare of [runs, checks, tests, formats, shows, converts, plugins, plugin, models, explains, starts]) {
    declare({ program, door, answer });
  }
  try {
    if (words.length === 0) program.help({ error: true });
    const [word = ''] = words;
    if (/\.icsap(#|$)/.test(word)) program.error(`error: unknown command '${word}'\n(Did you mean icsap run ${word}?)`);
    await program.parseAsync(words, { from: 'user' });
    return exit;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? Exit.held : Exit.wrongInput;
  }
}

function root(door: Door): Command {
  return new Command('icsap')
    .description('Designs rules under which self-interested players do what they should.')
    .usage('COMMAND …')
    .version(packageVersion(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureOutput({ writeOut: (text) => door.out(text), writeErr: (text) => door.err(text) })
    .configureHelp({ helpWidth: 100, sortSubcommands: false })
    .showHelpAfterError('See `icsap --help`.')
    .exitOverride()
    .addHelpText('after', ending);
}

const ending = `
Examples:
  icsap new pilot                  a small scenario, to start from
  icsap check pilot.icsap          what it is, and what is wrong with it
  icsap run pilot.icsap            solve it, and see whether all is as expected
  icsap explain name/unknown       more about a message
  icsap help run                   more about a command

Exit codes: 0 all held · 1 an expectation or verification failed · 2 the input is wrong ·
3 a solver found no answer · 130 interrupted`;

function runs({ program, door, answer }: Place): void {
  command(
    program,
    'run',
    'run the studies of a scenario file: solve, verify, compare with what is expected',
    'icsap run auction.icsap',
    'icsap run auction.icsap#Vickrey --set n=3',
    'icsap run sweep.icsap --workers 4 --out results      writes pictures and finished runs',
    'icsap run sweep.icsap --workers 4 --out results --resume',
    'icsap run auction.icsap --json > run.json',
    'icsap run poker.efg --with cfr.plus --option iterations=1000',
  )
    .argument('<FILE[#STUDY]>', 'a scenario file, and perhaps one of its studies; or a game of another program')
    .option('--set <NAME=VALUE>', 'give a scenario parameter a value; may be repeated', assignment)
    .option('--seed <N>', 'the seed of all randomness', wholeNumber)
    .option('--workers <N>', 'run in this many threads', count)
    .option('--out <DIR>', 'write finished runs, checkpoints and pictures into a folder')
    .option('--png', 'draw the pictures in the folder of --out as PNG too')
    .option('--resume', 'take from the folder of --out what is finished there')
    .option('--no-model', 'ask no language model: take the answers that were recorded')
    .option('--json', 'print one JSON document instead of a report')
    .option('--with <SOLVER>', 'for a game of another program: the solver, if not the usual one')
    .option('--option <NAME=VALUE>', 'an option of that solver; may be repeated', assignment)
    .option('--within <SECONDS>', 'how long that solver may take', seconds)
    .action((target: string, options: RunOptions) =>
      answer(import('./run.ts').then(({ runFile }) => runFile(target, options, door))),
    );
}

function checks({ program, door, answer }: Place): void {
  command(
    program,
    'check',
    'find mistakes, and say what class of problem each scenario is and how large, before anything is solved',
    'icsap check auction.icsap',
    'icsap check scenarios',
    'icsap check scenarios --sarif > icsap.sarif',
  )
    .argument('[PATHS...]', 'files, folders or patterns', ['.'])
    .option('--json', 'print one JSON document')
    .option('--sarif', 'print the diagnostics as SARIF 2.1.0')
    .action((paths: string[], options: CheckOptions) =>
      answer(import('./check.ts').then(({ check }) => check(paths, options, door, checkParts))),
    );
}

function tests({ program, door, answer }: Place): void {
  command(
    program,
    'test',
    'run every study under the given paths, and report which expectations failed',
    'icsap test',
    'icsap test scenarios --workers 4 --junit icsap.xml',
  )
    .argument('[PATHS...]', 'files, folders or patterns', ['scenarios'])
    .option('--workers <N>', 'run in this many threads', count)
    .option('--no-model', 'ask no language model: take the answers that were recorded')
    .option('--junit <FILE>', 'write the results as JUnit XML too')
    .option('--json', 'print one JSON document instead of a report')
    .action((paths: string[], options: TestOptions) =>
      answer(import('./test.ts').then(({ test }) => test(paths, options, door))),
    );
}

function formats({ program, door, answer }: Place): void {
  command(
    program,
    'fmt',
    'write scenario files in the usual form',
    'icsap fmt auction.icsap',
    'icsap fmt scenarios --check                          only say which would change; exit code 1',
  )
    .argument('[PATHS...]', 'files, folders or patterns', ['.'])
    .option('--check', 'change nothing')
    .action((paths: string[], options: FormatOptions) =>
      answer(import('./fmt.ts').then(({ format }) => format(paths, options, door))),
    );
}

function shows({ program, door, answer }: Place): void {
  command(
    program,
    'show',
    'print the class and size of a scenario, its matrix, or its tree as a picture; solve a study, and print or draw its answer',
    'icsap show poker.icsap#Kuhn --out kuhn.svg           the tree of a scenario',
    'icsap show condorcet.icsap                           a matrix',
    'icsap show judge.icsap#Best                          what a study solves, as tables',
    'icsap show judge.icsap#Best --out best.svg           the picture that says most of it',
    'icsap show judge.icsap#Best --picture flow --out flow.png',
  )
    .argument('<FILE[#NAME]>', 'a scenario file, and perhaps a study or scenario of it')
    .option('--set <NAME=VALUE>', 'give a scenario parameter a value; may be repeated', assignment)
    .addOption(
      new Option('--picture <KIND>', 'which picture; without it, the one that suits the answer').choices(pictureKinds),
    )
    .option(
      '--solution <NAME>',
      'of which solution of the study, or further answer of it (eq[2]); without it, of the first',
    )
    .option('--no-model', 'ask no language model: take the answers that were recorded')
    .option('--out <FILE>', 'draw the picture into this file (.svg or .png)')
    .option('--seed <N>', 'the seed of all randomness', wholeNumber)
    .action((target: string, options: ShowOptions) =>
      answer(import('./show.ts').then(({ show }) => show(target, options, door))),
    );
}

function converts({ program, door, answer }: Place): void {
  command(
    program,
    'convert',
    'convert between formats, by the endings of the files',
    'icsap convert kuhn.icsap kuhn.json                   the game, and the text as a tree',
    'icsap convert kuhn.json kuhn.icsap                   back, if the document holds a model',
    'icsap convert kuhn.icsap kuhn.efg                    for Gambit and OpenSpiel; .nfg, and .game for LiteEFG',
    'icsap convert poker.efg poker.icsap                  a game of another program as a scenario',
  )
    .argument('<IN[#NAME]>', 'what to read')
    .argument('<OUT>', 'what to write')
    .action((from: string, to: string) =>
      answer(import('./convert.ts').then(({ convert }) => convert(from, to, door))),
    );
}

function plugins({ program, door, answer }: Place): void {
  command(
    program,
    'plugins',
    'list the plugins that are there, or all about one',
    'icsap plugins',
    'icsap plugins commitment.lp',
  )
    .argument('[ID]', 'the id of a plugin')
    .option('--json', 'print the manifests as JSON')
    .action((id: string | undefined, options: PluginsOptions) =>
      answer(import('./plugins.ts').then((module) => module.plugins(id, options, door))),
    );
}

function plugin({ program, door, answer }: Place): void {
  const group = command(
    program,
    'plugin',
    'make a plugin, or check one',
    'icsap plugin new my.solver',
    'icsap plugin check ./my.solver',
  );
  command(group, 'new', 'make the folder of a new plugin that passes its own tests', 'icsap plugin new my.solver')
    .argument('<ID>', 'family.method')
    .action((id: string) => answer(import('./plugin.ts').then((module) => module.newPlugin(id, door))));
  command(group, 'check', 'run the conformance kit over a plugin', 'icsap plugin check ./my.solver')
    .argument('<FOLDER>', 'the folder or package of the plugin')
    .action((name: string) => answer(import('./plugin.ts').then((module) => module.checkPlugin(name, door))));
}

function explains({ program, door, answer }: Place): void {
  command(
    program,
    'explain',
    'explain a diagnostic, with an example; without a code, list them all',
    'icsap explain name/unknown',
    'icsap explain',
  )
    .argument('[CODE]', 'the code of a diagnostic')
    .action((code: string | undefined) => answer(import('./explain.ts').then(({ explain }) => explain(code, door))));
}

function starts({ program, door, answer }: Place): void {
  command(program, 'new', 'write a small scenario file that runs, to start from', 'icsap new pilot')
    .argument('<NAME>', 'the name of the file, with or without .icsap')
    .action((name: string) => answer(import('./new.ts').then(({ newScenario }) => newScenario(name, door))));
}
