import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { check, run } from '../../index.ts';
import { strategyDocuments, strategyTable } from '../report/strategy-document.ts';
import type { RunDocument } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'icsap-seats-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function runText(text: string): Promise<RunDocument> {
  return run(await check({ text, file: join(folder, 'poker.icsap') }));
}

const poker = `scenario Poker {
  players ana, bo
  card[ana], card[bo] ~ deal(2, from = 1..3)
  ana sees card[ana]
  bo sees card[bo]
  ana chooses move in { check, bet } openly
  let higher = if card[ana] > card[bo] then 1 else -1
  if move == check {
    ana gets higher
    bo gets -higher
  } else {
    bo chooses reply in { fold, call } openly
    let won = if reply == fold then 1 else 2 * higher
    ana gets won
    bo gets -won
  }
}
`;

test('a saved strategy plays as it was solved, and is exploited for what its gap says', async () => {
  const solved = await runText(`${poker} study Solve of Poker { solve eq with zerosum.lp }`);
  const saved = strategyDocuments(solved).get('Solve-eq');
  if (!saved) throw new Error('the strategy was not saved');
  writeFileSync(join(folder, 'eq.json'), JSON.stringify(saved));
  writeFileSync(join(folder, 'eq.csv'), strategyTable(saved));
  const value = solved.studies[0]?.runs[0]?.solutions['eq']?.value?.['ana'];
  const { studies } = await runText(`${poker}
    study Both of Poker {
      seat ana with strategy { file: "./eq.json" }
      seat bo with strategy { file: "./eq.csv" }
      solve play
    }
    study Exploit of Poker {
      seat bo with strategy { file: "./eq.csv" }
      solve play
      solve learnt with zerosum.lp
    }
    study Nobody of Poker {
      seat bo with strategy { file: "./nowhere.csv" }
      solve play
    }`);
  const [both, exploit, nobody] = studies.map(({ runs }) => runs[0]);
  expect(both?.solutions['play']?.value?.['ana']).toBeCloseTo(value ?? Number.NaN, 9);
  expect(both?.solutions['play']?.gap).toBeLessThan(1e-9);
  // Nobody gains against an equilibrium strategy: the best reply is worth the value.
  expect(exploit?.solutions['play']?.value?.['ana']).toBeCloseTo(value ?? Number.NaN, 9);
  expect(exploit?.solutions['learnt']?.value?.['ana']).toBeCloseTo(value ?? Number.NaN, 9);
  expect(nobody?.errors.map(({ code }) => code)).toEqual(['plugin/refuses']);
  expect(nobody?.solutions).toEqual({});
});
