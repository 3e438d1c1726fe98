import type { DataSyntax } from '../../syntax.ts';
import { unknownType } from '../../types.ts';
import { contentType } from '../data/content-type.ts';
import { readData } from '../data/read.ts';
import { declare } from '../declare.ts';
import type { Env } from '../env.ts';

/** `data t from "file.csv"`: a constant, typed from the file's contents. */
export function lowerData(node: DataSyntax, env: Env): undefined {
  const { program } = env;
  const variable = declare(node.name, { kind: 'data' }, env);
  program.setPublic(variable);
  const content = readData(node, env);
  program.widen(variable, content === undefined ? unknownType : contentType(content));
  if (content !== undefined) program.constants.push({ kind: 'data', declaration: variable, content });
}
