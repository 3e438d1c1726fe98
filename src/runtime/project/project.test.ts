import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nearestFile, projectFolder } from './folder.ts';
import { projectReader } from './reader.ts';
import { findScenarios } from './scenarios.ts';
import { readText } from './text.ts';

let root = '';
let project = '';

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'icsap-project-'));
  project = join(root, 'project');
  write('secret.csv', '1');
  write('project/icsap.config.json', '{}');
  write('project/games/b.icsap', 'b');
  write('project/games/a.icsap', 'a');
  write('project/games/data/table.csv', '1,2\n');
  write('project/games/.hidden/c.icsap', 'c');
  write('project/node_modules/m/d.icsap', 'd');
  write('project/shared.icsap', 'shared');
  symlinkSync(root, join(project, 'out'));
  symlinkSync(join(project, 'shared.icsap'), join(project, 'games', 'linked.icsap'));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a scenario', () => {
  const read = (path: string) => projectReader(join('games', 'a.icsap'), project)(path, join('games', 'a.icsap'));

  test('reads files beside it, below it and elsewhere in its project', () => {
    expect(read('data/table.csv')).toEqual({ file: join('games', 'data', 'table.csv'), text: '1,2\n' });
    expect(read('../shared.icsap')).toEqual({ file: 'shared.icsap', text: 'shared' });
    expect(read('./linked.icsap')).toMatchObject({ text: 'shared' });
  });

  test('reads nothing outside, directly or by a link', () => {
    const outside = { refused: `it lies outside the project, ${project}` };
    expect(read('../../secret.csv')).toEqual(outside);
    expect(read('../out/secret.csv')).toEqual(outside);
    expect(read('../out/not-there.csv')).toEqual(outside);
    expect(read('../../project-2/x.csv')).toEqual(outside);
  });

  test('is told why a file cannot be read', () => {
    expect(read(join(root, 'secret.csv'))).toEqual({
      refused: 'it is an absolute path; write it relative to the file that names it',
    });
    expect(read('data')).toEqual({ refused: 'it is a folder' });
    expect(read('none.csv')).toEqual({ refused: 'there is no such file' });
    expect(read('a.icsap/x.csv')).toEqual({ refused: 'there is no such file' });
    expect(read('\0')).toEqual({ refused: 'there is no such file' });
  });
});

test('a project is the nearest folder with a mark, else the folder itself', () => {
  expect(projectFolder(join(project, 'games', 'data'))).toBe(project);
  expect(nearestFile('icsap.config.json', join(project, 'games'))).toBe(join(project, 'icsap.config.json'));
  expect(nearestFile('no-such-file', project)).toBeUndefined();
});

describe('texts', () => {
  const text = (content: string | Uint8Array) => {
    write('text.icsap', content);
    return readText(join(root, 'text.icsap'), 'text.icsap');
  };

  test('are UTF-8, with or without a byte order mark', () => {
    expect(text('é')).toEqual({ text: 'é' });
    expect(text(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toEqual({ text: 'a' });
    expect(text('')).toEqual({ text: '' });
  });

  test('in another encoding are refused at the first line that is not UTF-8', () => {
    expect(text(Buffer.from('a\nb\ncaf\xe9\n', 'latin1'))).toMatchObject({
      problem: { code: 'file/encoding', line: 3 },
    });
    expect(text(Buffer.from('\ufeffa\n', 'utf16le'))).toMatchObject({ problem: { code: 'file/encoding', line: 1 } });
  });

  test('that are too large are refused before they are read', () => {
    expect(text(new Uint8Array(2 ** 23 + 1).fill(0x20))).toMatchObject({
      problem: { code: 'file/too-large', limit: 2 ** 23 },
    });
  });

  test('that are not there suggest a similar name', () => {
    expect(readText(join(root, 'txt.icsap'), 'txt.icsap')).toMatchObject({
      problem: { code: 'file/not-found', nearest: 'text.icsap' },
    });
    expect(readText(root, 'here')).toMatchObject({ problem: { code: 'file/folder' } });
  });
});

describe('scenarios', () => {
  test('are found in folders, sorted, once each, hidden folders and packages left out', () => {
    const found = ['a.icsap', 'b.icsap', 'linked.icsap'].map((name) => join('games', name));
    expect(findScenarios(['games/b.icsap', '.'], project)).toEqual({ files: [...found, 'shared.icsap'], problems: [] });
  });

  test('are found by a pattern', () => {
    expect(findScenarios(['games/[ab].icsap'], project).files).toEqual(
      ['a.icsap', 'b.icsap'].map((name) => join('games', name)),
    );
  });

  test('a folder or pattern without any is a mistake, a file that is not there is kept', () => {
    expect(findScenarios(['games/data', 'x*.icsap', 'gone.icsap'], project)).toMatchObject({
      files: ['gone.icsap'],
      problems: [{ code: 'file/no-scenarios' }, { code: 'file/no-scenarios' }],
    });
  });
});
