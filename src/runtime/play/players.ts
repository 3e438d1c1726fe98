import type { PlayersStatement, ScenarioModel, Statement, TeamStatement } from '../../dsl/model.ts';
import { itemsOf } from './expression/members.ts';
import { PlayFault } from './fault.ts';
import { entriesOf } from './key.ts';
import type { Machine } from './machine.ts';
import type { Scope } from './scope.ts';
import { show } from './show.ts';
import { playersOf } from './statement/place.ts';
import { FamilyValue, Player, Team } from './value.ts';

/** Declares players and teams before the play begins, with the `let`s above them that they may need. */
export function declarePlayers(scenario: ScenarioModel, machine: Machine, scope: Scope): void {
  const { program } = machine;
  const last = scenario.body.findLastIndex(({ kind }) => kind === 'players' || kind === 'team');
  for (const statement of scenario.body.slice(0, last + 1)) declare(statement, machine, scope);
  const teamOf = teamsOf(program.teams, scenario);
  const alone = program.players.filter((player) => !teamOf.has(player));
  program.payees.push(...[...alone, ...program.teams].map(({ name }) => name));
  program.teams.forEach((team, i) => {
    program.payeeOfTeam.set(team, alone.length + i);
  });
  for (const player of program.players) {
    const team = teamOf.get(player);
    program.payeeOf.push((team === undefined ? alone.indexOf(player) : program.payeeOfTeam.get(team)) ?? 0);
  }
}

function declare(statement: Statement, machine: Machine, scope: Scope): void {
  if (statement.kind === 'players') declareOne(statement, machine, scope);
  if (statement.kind === 'team') declareTeam(statement, machine, scope);
  if (statement.kind !== 'bind') return;
  const [target] = statement.targets;
  if (target === undefined || statement.targets.length > 1 || target.path.length > 0) return;
  machine.play[target.declaration.slot] = ifKnown(() => scope.compile(statement.value)(machine));
}

/** A `let` that depends on the play has its value later. */
function ifKnown<T>(evaluate: () => T): T | undefined {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof PlayFault) return undefined;
    throw error;
  }
}

function declareOne({ declaration, index }: PlayersStatement, machine: Machine, scope: Scope): void {
  const { players } = machine.program;
  const add = (name: string): Player => {
    const player = new Player(name, players.length);
    players.push(player);
    return player;
  };
  const { name, slot } = declaration;
  if (index === undefined) machine.play[slot] = add(name);
  else {
    const members = itemsOf(scope.compile(index)(machine), index.span);
    machine.play[slot] = new FamilyValue(entriesOf(members.map((member) => [member, add(`${name}[${show(member)}]`)])));
  }
}

function declareTeam({ declaration, members }: TeamStatement, machine: Machine, scope: Scope): void {
  const team = new Team(declaration.name, playersOf([members], 'is in a team', scope)(machine));
  machine.program.teams.push(team);
  machine.play[declaration.slot] = team;
}

function teamsOf(teams: readonly Team[], { teams: declared, span: whole }: ScenarioModel): ReadonlyMap<Player, Team> {
  const teamOf = new Map<Player, Team>();
  for (const team of teams) {
    for (const player of team.members) {
      const other = teamOf.get(player);
      const span = declared.find(({ name }) => name === team.name)?.span ?? whole;
      if (other !== undefined) {
        const first = declared.find(({ name }) => name === other.name)?.span ?? whole;
        const names = [other.name, team.name];
        throw new PlayFault((path) => ({
          code: 'team/twice',
          span,
          player: player.name,
          teams: names,
          other: first,
          path,
        }));
      }
      teamOf.set(player, team);
    }
  }
  return teamOf;
}
