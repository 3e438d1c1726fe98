import { basename, extname, resolve } from 'node:path';
import { DiagnosticError } from '../dsl/index.ts';
import type { GameTree } from '../plugins/contract/game-tree.ts';
import { Refusal } from '../plugins/contract/refusal.ts';
import { perfectRecall } from '../runtime/game/recall.ts';
import { treeOfGame } from '../runtime/game/to-tree.ts';
import type { Host } from '../runtime/host/index.ts';
import { writeForeign } from '../runtime/project/foreign.ts';
import { problemDocument } from '../runtime/report/problem-document.ts';
import { scenarioOfTree } from '../runtime/report/tree-scenario.ts';
import { reporting } from './diagnostics.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';
import { ForeignFile, type OpenedGame } from './foreign.ts';
import { isForeign } from './is-foreign.ts';
import { compileTarget, openScenario } from './opened.ts';
import type { Target } from './target.ts';
import { writeText } from './write.ts';

/** Converts a scenario for other programs, or a game of another program into a scenario, JSON, or for a third one. */
export async function convertGame(target: Target, to: string, door: Door): Promise<Exit> {
  const foreign = new ForeignFile(target.file);
  const host = await foreign.host(door);
  const [from, into] = [target.file, to].map((file) => extname(file).slice(1).toLowerCase());
  const isRead = from === 'icsap' || host.foreign.read.includes(from ?? '');
  const isWritten =
    host.foreign.written.includes(into ?? '') || (from !== 'icsap' && ['icsap', 'json'].includes(into ?? ''));
  if (!isRead || !isWritten) throw noConversion(target.file, to, host);
  if (!isForeign(target.file)) return fromScenario(target, to, host, door);
  const act = async (): Promise<Exit> => {
    const game = await foreign.open(door, host);
    writeText(resolve(door.folder, to), to, textOf(game, to, into ?? '', host));
    return Exit.held;
  };
  return reporting(door, act, foreign.sources);
}

function noConversion(file: string, to: string, { foreign }: Host): DiagnosticError {
  const dotted = (endings: readonly string[]): string => endings.map((each) => `.${each}`).join(', ');
  const known = [
    `.icsap to .json, ${dotted(foreign.written)}`,
    '.json to .icsap',
    `${dotted(foreign.read)} to .icsap, .json, ${dotted(foreign.written)}`,
  ];
  return new DiagnosticError([{ code: 'file/conversion', span: { file, start: 0, end: 0 }, name: file, to, known }]);
}

async function fromScenario(target: Target, to: string, host: Host, door: Door): Promise<Exit> {
  const opened = await openScenario(target.file, {}, door);
  if (!opened) return Exit.wrongInput;
  const act = async (): Promise<Exit> => {
    const { name, problem } = await compileTarget(target, opened.request);
    if (problem.class === 'commitment') throw refused(to, withCommitments);
    const doc = opened.request.model.scenarios.get(name)?.doc ?? '';
    writeText(resolve(door.folder, to), to, written(treeOfGame(problem.game, name, doc), to, host));
    return Exit.held;
  };
  return reporting(door, act, opened.loaded.sources);
}

const withCommitments = new Refusal(
  ['somebody commits to a rule, which is no move of a game tree'],
  ['Fix the rules in a study and ask for that, or write .json.'],
);

function textOf({ tree, title, problem }: OpenedGame, to: string, ending: string, host: Host): string {
  if (ending === 'json') return `${JSON.stringify(problemDocument(title, new Map(), problem))}\n`;
  if (ending !== 'icsap') return written(tree, to, host);
  const recall = perfectRecall(problem.game);
  if (!recall.holds) {
    const player = problem.game.players[recall.player];
    throw refused(
      to,
      new Refusal([`\`${player}\` forgets what it knew or did, and players of a scenario remember`], []),
    );
  }
  return scenarioText(tree.title === '' ? { ...tree, title: basename(to, '.icsap') } : tree, to);
}

function scenarioText(tree: GameTree, to: string): string {
  try {
    return scenarioOfTree(tree);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw refused(to, error);
  }
}

function written(tree: GameTree, to: string, host: Host): string {
  const ending = extname(to).slice(1).toLowerCase();
  const exporter = host.exporter(ending);
  if (!exporter) throw noConversion(tree.title, to, host);
  return writeForeign(exporter, tree, to, ending);
}

function refused(to: string, { reasons, help }: Refusal): DiagnosticError {
  return new DiagnosticError([
    { code: 'file/unwritten', span: { file: to, start: 0, end: 0 }, name: to, reasons, help },
  ]);
}
