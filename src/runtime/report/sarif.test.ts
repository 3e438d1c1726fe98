import { expect, test } from 'vitest';
import { render } from '../../dsl/diagnostic.ts';
import { diagnosticJson } from './diagnostic-json.ts';
import { sarif } from './sarif.ts';

const file = 'my scenarios/a.icsap';
const sources = new Map([[file, 'scenario A {\n  x\n}\n']]);
const span = { file, start: 15, end: 16 };

test('a log of the form that SARIF 2.1.0 asks for', () => {
  const missing = render({ code: 'file/encoding', span, name: file, line: 2 });
  const other = { ...missing, related: [{ span, message: 'here too' }], edit: { span, text: 'y' } };
  const log = sarif([diagnosticJson(missing, sources), diagnosticJson(other, sources)], '0.1.0');
  const region = { startLine: 2, startColumn: 3, endLine: 2, endColumn: 4 };
  const artifactLocation = { uri: 'my%20scenarios/a.icsap' };
  expect(log).toMatchObject({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'icsap', version: '0.1.0', rules: [{ id: 'file/encoding' }] } },
        columnKind: 'utf16CodeUnits',
        results: [
          {
            ruleId: 'file/encoding',
            ruleIndex: 0,
            level: 'error',
            message: { text: expect.stringContaining('is not UTF-8') },
            locations: [{ physicalLocation: { artifactLocation, region } }],
          },
          {
            relatedLocations: [{ physicalLocation: { artifactLocation, region }, message: { text: 'here too' } }],
            fixes: [
              {
                artifactChanges: [
                  { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: 'y' } }] },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
});

test('a place without a text has no region, and no file has no location', () => {
  const gone = render({ code: 'file/folder', span: { file: 'b', start: 0, end: 0 }, name: 'b' });
  const nowhere = render({ code: 'file/folder', span: { file: '', start: 0, end: 0 }, name: 'b' });
  expect(
    sarif(
      [gone, nowhere].map((each) => diagnosticJson(each, sources)),
      '0.1.0',
    ),
  ).toMatchObject({
    runs: [{ results: [{ locations: [{ physicalLocation: { artifactLocation: { uri: 'b' } } }] }, { locations: [] }] }],
  });
});
