import type { CommitsStatement } from '../../dsl/model.ts';
import type { Commitments, Game } from '../game/game.ts';
import type { CommitmentKind, CommitmentProblem } from './problem.ts';
import { type Source, Sources } from './sources.ts';
import { listed } from './words.ts';

/** One rule, and what makes it a rule of its kind. */
interface Rule {
  readonly name: string;
  readonly kinds: readonly CommitmentKind[];
}

const meaning: Readonly<Record<CommitmentKind, string>> = {
  persuasion: 'it depends on what nature drew, and others choose',
  contract: 'it depends on what hidden choices bring about',
  mechanism: 'it depends on reports',
  stackelberg: 'it depends on nothing',
};

/** A game in which somebody commits: who leads, who follows, and which of the classical problems it contains. */
export function recogniseCommitment<G extends Game>(game: G, { leaders }: Commitments): CommitmentProblem<G> {
  const acting = new Set(game.informationSets.player);
  const leader = leaders[0] ?? 0;
  const followers = [...game.players.keys()].filter((player) => acting.has(player) && !leaders.includes(player));
  const rules = rulesOf(game, followers.length > 0 && followersChoose(game, followers));
  const kinds = (Object.keys(meaning) as CommitmentKind[]).filter((kind) =>
    rules.some((rule) => rule.kinds.includes(kind)),
  );
  const names = listed(leaders.map((player) => `\`${game.players[player]}\``));
  const reasons = kinds.map((kind) => {
    const named = rules.filter((rule) => rule.kinds.includes(kind)).map(({ name }) => `\`${name}\``);
    return `${kind}: ${listed(named)}, because ${meaning[kind]}`;
  });
  const reason = `${names} ${leaders.length > 1 ? 'commit' : 'commits'} before play. ${reasons.join('; ')}`;
  return {
    class: 'commitment',
    recognition: { class: 'commitment', kinds, reason, ruledOut: [] },
    game,
    leader,
    followers,
  };
}

function followersChoose({ informationSets }: Game, followers: readonly number[]): boolean {
  for (let set = 0; set < informationSets.count; set++) {
    if (followers.includes(informationSets.player[set] ?? -1) && informationSets.describe(set).kind === 'choice')
      return true;
  }
  return false;
}

function rulesOf({ play }: Game, choosing: boolean): readonly Rule[] {
  if (!play) return [];
  const sources = new Sources(play.scenario);
  return sources.rules.map((statement) => ({
    name: statement.target.declaration.name,
    kinds: kindsOf(statement, sources.ofArguments(statement), choosing),
  }));
}

function kindsOf(
  { arguments: listedArguments, domain }: CommitsStatement,
  from: ReadonlySet<Source>,
  choosing: boolean,
): CommitmentKind[] {
  if (listedArguments.length === 0) return ['stackelberg'];
  const kinds: CommitmentKind[] = [];
  if (from.has('report')) kinds.push('mechanism');
  if (from.has('choice')) kinds.push('contract');
  if (kinds.length > 0) return kinds;
  if (domain.kind === 'real') return ['contract'];
  return [choosing ? 'persuasion' : 'mechanism'];
}
