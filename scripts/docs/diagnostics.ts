import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type DiagnosticCode, diagnosticCodes, diagnosticEntries } from '../../src/dsl/diagnostic.ts';
import { table } from './blocks.ts';

const root = join(import.meta.dirname, '..', '..');

/** The page of each code, and the table of all of them, by path below docs/reference/diagnostics. */
export function diagnosticPages(): ReadonlyMap<string, string> {
  const codes = diagnosticCodes.toSorted();
  const pages = codes.map((code) => [`${code}.md`, page(code)] as const);
  return new Map([...pages, ['README.md', overview(codes)]]);
}

function overview(codes: readonly DiagnosticCode[]): string {
  const familyOf = (code: DiagnosticCode) => code.slice(0, code.indexOf('/'));
  const sections = [...new Set(codes.map(familyOf))].map((family) => {
    const members = codes.filter((code) => familyOf(code) === family);
    const rows = members.map((code) => [
      `[\`${code}\`](${code}.md)`,
      diagnosticEntries[code].severity,
      diagnosticEntries[code].title,
    ]);
    return `## ${capital(family)}\n\n${table(['code', 'severity', 'is'], rows)}\n`;
  });
  const head =
    '# Diagnostics\n\nEvery message has a code that does not change between versions. `icsap explain CODE` prints these pages.\n';
  return `${head}\n${sections.join('\n')}`;
}

function page(code: DiagnosticCode): string {
  const { title, severity, explanation } = diagnosticEntries[code];
  const example = exampleOf(code);
  const parts = [
    `# ${code}`,
    `${capital(title)}. ${severity === 'error' ? 'An error: nothing is run.' : 'A warning.'}`,
    explanation.trim(),
    ...(example ? [`## An example\n\n\`\`\`icsap invalid ${code}\n${example.trim()}\n\`\`\``] : []),
    `[All diagnostics](${'../'.repeat(code.split('/').length - 1)}README.md)`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The failing example of a code, scenarios/invalid/name-unknown.icsap. */
function exampleOf(code: DiagnosticCode): string | undefined {
  const wanted = code.replaceAll('/', '-');
  const path = globSync('scenarios/invalid/**/*.icsap', { cwd: root }).find(
    (file) => basename(file, '.icsap') === wanted,
  );
  return path && readFileSync(join(root, path), 'utf8');
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
