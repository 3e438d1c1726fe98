import type { ReadFile } from '../catalog.ts';
import { type Diagnostic, diagnosticEntries } from '../diagnostic.ts';
import { parse } from '../parse.ts';
import type { Span } from '../span.ts';
import type { BindSyntax, DefineSyntax, FileSyntax, ScenarioSyntax, StudySyntax, UseSyntax, Word } from '../syntax.ts';
import type { Reporter } from './reporter.ts';

/** One file, parsed, with its items by name. */
export interface Unit {
  readonly file: string;
  readonly text: string;
  readonly syntax: FileSyntax;
  readonly constants: ReadonlyMap<string, BindSyntax>;
  readonly functions: ReadonlyMap<string, DefineSyntax>;
  readonly scenarios: ReadonlyMap<string, ScenarioSyntax>;
  readonly studies: readonly StudySyntax[];
  /** By alias; undefined where the file could not be read or parsed. */
  readonly uses: Map<string, Unit | undefined>;
}

/** All files that a check has read; each is parsed once, also where files use each other. */
export class Units {
  readonly sources = new Map<string, string>();
  readonly #units = new Map<string, Unit | undefined>();
  readonly #read: ReadFile;
  readonly #reporter: Reporter;

  constructor(read: ReadFile, reporter: Reporter) {
    this.#read = read;
    this.#reporter = reporter;
  }

  get all(): readonly Unit[] {
    return [...this.#units.values()].filter((unit) => unit !== undefined);
  }

  /** Parses the file and what it uses; undefined after a syntax error, which is reported. */
  load(text: string, file: string): { readonly syntax: FileSyntax; readonly unit: Unit | undefined } {
    this.sources.set(file, text);
    const { syntax, diagnostics } = parse(text, file);
    for (const diagnostic of diagnostics) this.#reporter.report(diagnostic);
    const isBroken = diagnostics.some((diagnostic) => isError(diagnostic));
    const unit = isBroken ? undefined : unitOf(syntax, text, file, this.#reporter);
    this.#units.set(file, unit);
    if (unit !== undefined) this.#follow(unit);
    return { syntax, unit };
  }

  /** Another file, for `data`. */
  open(path: string, from: string): ReturnType<ReadFile> {
    const opened = this.#read(path, from);
    if ('text' in opened) this.sources.set(opened.file, opened.text);
    return opened;
  }

  #follow(unit: Unit): void {
    for (const item of unit.syntax.items) {
      if (item.kind === 'use') unit.uses.set(item.as.text, this.#used(item, unit));
    }
  }

  #used(use: UseSyntax, from: Unit): Unit | undefined {
    const opened = this.#read(use.path.text, from.file);
    if ('refused' in opened) {
      this.#reporter.report({
        code: 'use/refused',
        span: use.path.span,
        path: use.path.text,
        reason: opened.refused,
      });
      return undefined;
    }
    if (this.#units.has(opened.file)) return this.#units.get(opened.file);
    return this.load(opened.text, opened.file).unit;
  }
}

function isError(diagnostic: Diagnostic): boolean {
  return diagnosticEntries[diagnostic.code].severity === 'error';
}

function unitOf(syntax: FileSyntax, text: string, file: string, reporter: Reporter): Unit {
  const taken = new Map<string, Span>();
  const isNew = (word: Word, space: string): boolean => {
    const other = taken.get(`${space} ${word.text}`);
    if (other === undefined) taken.set(`${space} ${word.text}`, word.span);
    else reporter.report({ code: 'name/taken', span: word.span, name: word.text, other });
    return other === undefined;
  };
  const constants = new Map<string, BindSyntax>();
  const functions = new Map<string, DefineSyntax>();
  const scenarios = new Map<string, ScenarioSyntax>();
  const studies: StudySyntax[] = [];
  for (const item of syntax.items) {
    if (item.kind === 'use') isNew(item.as, 'name');
    else if (item.kind === 'define' && isNew(item.name, 'name')) functions.set(item.name.text, item);
    else if (item.kind === 'scenario' && isNew(item.name, 'scenario')) scenarios.set(item.name.text, item);
    else if (item.kind === 'study' && isNew(item.name, 'study')) studies.push(item);
    else if (item.kind === 'bind') addConstant(item, constants, isNew, reporter);
  }
  return { file, text, syntax, constants, functions, scenarios, studies, uses: new Map() };
}

function addConstant(
  item: BindSyntax,
  constants: Map<string, BindSyntax>,
  isNew: (word: Word, space: string) => boolean,
  reporter: Reporter,
): void {
  const { target, span } = item;
  if (item.mutable || target.kind !== 'name') reporter.report({ code: 'name/file-level', span });
  else if (isNew({ text: target.name, span: target.span }, 'name')) constants.set(target.name, item);
}
