/** The files of a new plugin, by path. It is a whole solver in plain JavaScript: nothing to build, and editors read the types. */
export function templateFiles(id: string, version: string): ReadonlyMap<string, string> {
  const fill = (text: string): string =>
    text.replaceAll('$ID', id).replaceAll('$NAME', packageName(id)).replaceAll('$VERSION', version);
  return new Map(Object.entries(files).map(([path, text]) => [path, fill(text)]));
}

function packageName(id: string): string {
  return `icsap-plugin-${id.replaceAll('.', '-')}`;
}

const description = `{
  "name": "$NAME",
  "version": "0.1.0",
  "type": "module",
  "exports": "./index.js",
  "scripts": { "test": "node --test" },
  "peerDependencies": { "icsap": "^$VERSION" }
}
`;

const options = `/** JSON Schema of the options: it validates them, fills in the defaults, and is what \`icsap plugins $ID\` shows. */
export const options = {
  type: 'object',
  additionalProperties: false,
  properties: {
    iterations: { type: 'integer', minimum: 1, default: 1000, description: 'How often a player may change its strategy.' },
  },
};
`;

const manifest = `import { options } from './options.js';

/** @type {import('icsap/plugin').SolverManifest} */
export const manifest = {
  id: '$ID',
  title: 'Best-reply dynamics',
  solves: 'general-sum',
  needs: {},
  guarantees: 'heuristic',
  options,
  cites: ['Monderer and Shapley 1996, Potential Games, Games and Economic Behavior 14(1)'],
  status: 'lightly tested',
};
`;

const index = `import { definePlugin, Solver } from 'icsap/plugin';
import { manifest } from './manifest.js';
import { BestReplyDynamics } from './solver.js';

export default definePlugin(manifest, (bind) => {
  bind(Solver).toResolvedValue(() => new BestReplyDynamics());
});
`;

const solver = `import { bestReply } from './best-reply.js';

/**
 * Best-reply dynamics. From a random pure profile, the player that gains most by changing its strategy changes it to a best
 * reply; where nobody gains, the profile is a pure equilibrium. Ends in potential games (Monderer and Shapley 1996); may go
 * in circles in others, and then the last profile comes back with status \`budget\`. Cost per step: one pass over the tree
 * for each player.
 *
 * @implements {Solver}
 */
export class BestReplyDynamics {
  /**
   * @param {Problem} problem
   * @param {{ iterations: number }} options
   * @param {SolverRun} run
   * @returns {Solution}
   */
  solve({ game }, { iterations }, run) {
    const state = /** @type {State | undefined} */ (run.resumed) ?? { iteration: 0, plan: randomPlan(game, run.rng) };
    const began = performance.now();
    let gap = Infinity;
    while (state.iteration < iterations && !run.budget.exhausted()) {
      const replies = game.players.map((_, player) => bestReply(game, state.plan, player));
      gap = replies.reduce((sum, { gain }) => sum + gain, 0);
      state.iteration += 1;
      run.progress({ iteration: state.iteration, milliseconds: performance.now() - began, gap });
      if (gap <= 1e-12) break;
      state.plan = replies.reduce((best, reply) => (reply.gain > best.gain ? reply : best)).plan;
      run.checkpoint(state);
    }
    return {
      status: gap <= 1e-12 ? 'converged' : 'budget',
      profile: { chances: chancesOf(game, state.plan), money: new Float64Array(0) },
      alternatives: [],
      proof: undefined,
      explanation: [],
      report: { iterations: state.iteration },
    };
  }
}

/**
 * @param {Game} game
 * @param {Rng} rng
 * @returns {Int32Array} an action for each information set
 */
function randomPlan({ informationSets }, rng) {
  return Int32Array.from({ length: informationSets.count }, (_, set) => rng.below(informationSets.actions(set).length));
}

/**
 * @param {Game} game
 * @param {Int32Array} plan
 */
function chancesOf({ informationSets }, plan) {
  const { count, firstAction } = informationSets;
  const chances = new Float64Array(firstAction[count]);
  plan.forEach((action, set) => {
    chances[firstAction[set] + action] = 1;
  });
  return chances;
}

/**
 * @typedef {import('icsap/plugin').Game} Game
 * @typedef {import('icsap/plugin').Problem} Problem
 * @typedef {import('icsap/plugin').Rng} Rng
 * @typedef {import('icsap/plugin').Solution} Solution
 * @typedef {import('icsap/plugin').Solver} Solver
 * @typedef {import('icsap/plugin').SolverRun} SolverRun
 * @typedef {{ iteration: number, plan: Int32Array }} State
 */
`;

const bestReplyFile = `const CHANCE = -1;
const END = -2;

/**
 * A player's best reply to a pure profile: where it does not matter what the player does, it does as before. Recall is
 * perfect, so an information set below another of the same player is never above it, and values can be found by recursion.
 * Time: the size of the tree times the number of moves that the player makes in a row.
 *
 * @param {Game} game
 * @param {Int32Array} plan an action for each information set
 * @param {number} player
 * @returns {{ plan: Int32Array, gain: number }}
 */
export function bestReply(game, plan, player) {
  const { firstChild, actor, index, chance, informationSets } = game;
  const reply = plan.slice();
  const payee = game.payeeOf[player];
  const reached = reach(game, plan, player);
  const nodes = nodesOf(game, player);
  const decided = new Uint8Array(informationSets.count);

  /** @type {(node: number, choice: Int32Array) => number} */
  const value = (node, choice) => {
    const set = index[node];
    if (actor[node] === END) return game.payoff[set * game.payees.length + payee];
    if (actor[node] === CHANCE) {
      let sum = 0;
      for (let child = firstChild[node]; child < firstChild[node + 1]; child++) sum += chance[child] * value(child, choice);
      return sum;
    }
    if (actor[node] === player && choice === reply) decide(set);
    return value(firstChild[node] + choice[set], choice);
  };

  /** @type {(set: number, action: number) => number} */
  const worth = (set, action) =>
    nodes[set].reduce((sum, node) => sum + reached[node] * value(firstChild[node] + action, reply), 0);

  /** @type {(set: number) => void} */
  const decide = (set) => {
    if (decided[set]) return;
    decided[set] = 1;
    let best = worth(set, plan[set]);
    informationSets.actions(set).forEach((_, action) => {
      const other = worth(set, action);
      if (other <= best + 1e-12) return;
      best = other;
      reply[set] = action;
    });
  };

  return { gain: Math.max(0, value(0, reply) - value(0, plan)), plan: reply };
}

/**
 * The chance that the others and nature give to each node, whatever the player does.
 *
 * @param {Game} game
 * @param {Int32Array} plan
 * @param {number} player
 */
function reach({ nodes, firstChild, actor, index, chance }, plan, player) {
  const reached = new Float64Array(nodes);
  reached[0] = 1;
  for (let node = 0; node < nodes; node++) {
    for (let child = firstChild[node]; child < firstChild[node + 1]; child++) {
      const isTaken = child - firstChild[node] === plan[index[node]];
      const edge = actor[node] === CHANCE ? chance[child] : actor[node] === player || isTaken ? 1 : 0;
      reached[child] = reached[node] * edge;
    }
  }
  return reached;
}

/**
 * The nodes of each information set of the player.
 *
 * @param {Game} game
 * @param {number} player
 */
function nodesOf({ nodes, actor, index, informationSets }, player) {
  /** @type {number[][]} */
  const of = Array.from({ length: informationSets.count }, () => []);
  for (let node = 0; node < nodes; node++) if (actor[node] === player) of[index[node]].push(node);
  return of;
}

/** @typedef {import('icsap/plugin').Game} Game */
`;

const test = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conforms } from 'icsap/plugin';
import plugin from './index.js';

for (const { name, passed, detail } of await conforms(plugin)) {
  test(name, () => assert.ok(passed, detail));
}
`;

const readme = `# $ID

Best-reply dynamics: from a random pure profile, the player that gains most by changing its strategy does, until nobody gains.
It finds a pure equilibrium wherever the game has a potential, and says so when it did not (\`status\` is then \`budget\`, and
\`gap\` says how far the answer is from an equilibrium).

Name the folder in \`icsap.config.json\` of your project, and use it:

\`\`\`json
{ "plugins": ["./$ID"] }
\`\`\`

\`\`\`icsap
solve eq with $ID { iterations: 100 }
\`\`\`

| file | what |
| --- | --- |
| \`manifest.js\` | what the plugin is, what it takes, what it promises |
| \`options.js\` | its options, as JSON Schema |
| \`solver.js\`, \`best-reply.js\` | the method |
| \`solver.test.js\` | the conformance kit: \`npm test\`, or \`icsap plugin check .\` |
`;

const files: Readonly<Record<string, string>> = {
  'package.json': description,
  'index.js': index,
  'manifest.js': manifest,
  'options.js': options,
  'solver.js': solver,
  'best-reply.js': bestReplyFile,
  'solver.test.js': test,
  'README.md': readme,
};
