import type { Command } from 'commander';
import type { Door } from './door.ts';
import type { Exit } from './exit.ts';

/** Takes the exit code of a command when it is done. */
export type Answer = (exit: Promise<Exit>) => Promise<void>;

/** What a command is declared with. */
export interface Place {
  readonly program: Command;
  readonly door: Door;
  readonly answer: Answer;
}

/** Declares a command with its description and examples. */
export function command(program: Command, name: string, description: string, ...lines: readonly string[]): Command {
  const names = program.parent ? `${program.name()} ${name}` : name;
  return program
    .command(name)
    .description(description)
    .showHelpAfterError(`See \`icsap help ${names}\`.`)
    .addHelpText('after', examples(...lines));
}

function examples(...lines: readonly string[]): string {
  return ['', 'Examples:', ...lines.map((line) => `  ${line}`)].join('\n');
}
