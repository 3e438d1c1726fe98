import type { SolverManifest } from '../../plugins/contract/plugin.ts';
import { refusal } from '../host/needs.ts';
import type { Problem } from '../problem/problem.ts';

/** A problem to try a solver on: a scenario as text, and options to solve it with. */
export interface ConformanceCase {
  readonly name: string;
  /** A scenario file with one scenario. */
  readonly text: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Small problems, at least one of each class: a solver is tried on those that its manifest accepts. */
export const usualCases: readonly ConformanceCase[] = [
  {
    name: 'persuasion',
    text: `scenario Prosecutor {
  players prosecutor, judge
  guilt ~ { guilty: 0.3, innocent: rest }
  prosecutor commits evidence(guilt) in { exonerating, incriminating }
  judge sees evidence
  judge chooses verdict in { acquit, convict }
  judge gets 1 when (verdict == convict) == (guilt == guilty)
  prosecutor gets 1 when verdict == convict
}`,
  },
  {
    name: 'measured receiver',
    text: `scenario Measured {
  players prosecutor
  let convicted = [0.2, 0.9, 0.5]
  guilt ~ { guilty: 0.3, innocent: rest }
  prosecutor commits evidence(guilt) in 1..3
  verdict ~ { convict: convicted[evidence], acquit: rest }
  prosecutor gets (if guilt == guilty then 2 else -1) when verdict == convict
}`,
  },
  {
    name: 'contract',
    text: `scenario HiddenEffort {
  players principal, agent
  principal commits wage(output) in real >= 0
  agent may leave for 0
  agent chooses effort in { shirk, work }
  output ~ if effort == work then { success: 0.8, failure: rest } else { success: 0.3, failure: rest }
  principal gets (10 when output == success) - wage
  agent gets wage - (1 when effort == work)
}`,
  },
  {
    name: 'public signal',
    text: `scenario Board {
  players sender, member[1..2]
  state ~ { good: 0.3, bad: rest }
  sender commits report(state) in 1..4
  everyone sees report
  for i in 1..2 {
    member[i] chooses vote[i] in { yes, no }
    member[i] gets (if state == good then 1 else -i) when vote[i] == yes
  }
  sender gets count(vote[i] == yes for i in 1..2)
}`,
  },
  {
    name: 'private signals',
    text: `scenario Jury {
  players sender, voter[1..2]
  guilt ~ { guilty: 0.3, innocent: rest }
  for i in 1..2 {
    sender commits note[i](guilt) in { weak, strong }
    voter[i] sees note[i]
    voter[i] chooses vote[i] in { acquit, convict }
    voter[i] gets 1 when (vote[i] == convict) == (guilt == guilty)
  }
  sender gets 1 when vote[1] == convict or vote[2] == convict
}`,
  },
  {
    name: 'auction',
    text: `scenario Auction {
  players seller, bidder[1..2]
  for i in 1..2 {
    value[i] ~ uniform({ 1, 3 })
    bidder[i] sees value[i]
    bidder[i] may leave for 0
    bidder[i] reports value[i] as bid[i]
  }
  seller commits winner(bid) in 0..2
  for i in 1..2 {
    seller commits price[i](bid) in real
    bidder[i] gets (value[i] when winner == i) - price[i]
    seller gets price[i]
  }
}`,
  },
  {
    name: 'leadership',
    text: `scenario Lead {
  players leader, follower
  leader commits row in { up, down }
  follower chooses column in { left, right }
  leader gets (2 when column == left) + (2 when row == down) + (1 when row == up and column == right)
  follower gets 1 when (row == up) == (column == left)
}`,
  },
  {
    name: 'matrix',
    text: `scenario Pennies {
  players even, odd
  even chooses left in { heads, tails }
  odd chooses right in { heads, tails }
  even gets if left == right then 1 else -1
  odd gets if left == right then -1 else 1
}`,
  },
  {
    name: 'poker',
    text: `scenario Poker {
  players ana, bo
  card ~ { high: 1/2, low: 1/2 }
  ana sees card
  ana chooses move in { bet, fold } openly
  if move == fold {
    ana gets -1
    bo gets 1
    end
  }
  bo chooses reply in { call, pass } openly
  let stake = if reply == pass then 1 else if card == high then 2 else -2
  ana gets stake
  bo gets -stake
}`,
  },
  {
    name: 'preference',
    text: `scenario Condorcet {
  players policy, rival
  let wins = { (a, b): 0.9, (b, c): 0.8, (c, a): 0.7 }
  def preferred(y, z) = if y == z then 1/2 else if (y, z) in wins then wins[y, z] else 1 - wins[z, y]
  policy chooses y in { a, b, c }
  rival chooses z in { a, b, c }
  policy gets preferred(y, z)
  rival gets preferred(z, y)
}`,
  },
  {
    name: 'teams',
    text: `scenario Teams {
  team red = { opener, scorer }
  team blue = { keeper }
  opener chooses side in { left, right }
  scorer chooses shot in { left, right }
  keeper chooses guard in { left, right }
  red gets 1 when side == shot and shot != guard
  blue gets -1 when side == shot and shot != guard
}`,
  },
  {
    name: 'general sum',
    text: `scenario Hunt {
  players first, second
  first chooses a in { stag, hare }
  second chooses b in { stag, hare }
  first gets if a == hare then 3 else (4 when b == stag)
  second gets if b == hare then 3 else (4 when a == stag)
}`,
  },
];

/** Those problems that the manifest accepts. */
export function accepted<P extends { readonly problem: Problem }>(
  manifest: SolverManifest,
  cases: readonly P[],
): readonly P[] {
  return cases.filter(({ problem }) => refusal(manifest, problem).length === 0);
}
