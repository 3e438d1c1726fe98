/** The equilibrium engine, in time of the processor: iterations, best responses, and how they grow with the game. */
import { cfr, type Engine, engineOf, mirror } from './equilibria/engine.ts';
import { processorMilliseconds, type Row } from './row.ts';

/** What one iteration by the book takes: a recursive walk over histories as objects, once for each player. */
function byTheBook({ textbook }: Engine): number {
  const walk = textbook();
  return processorMilliseconds(() => walk.step(), 500);
}

/** Milliseconds of one iteration of CFR+; 20 at a time, so that reading the clock does not count. */
function iteration(engine: Engine): number {
  const dynamics = cfr(engine);
  let t = 0;
  return (
    processorMilliseconds(() => {
      for (let k = 0; k < 20; k++) dynamics.step(++t);
    }) / 20
  );
}

function leducRows(): readonly Row[] {
  const engine = engineOf('leduc.icsap', {});
  const size = 'Leduc, 9,451 histories';
  const book = byTheBook(engine);
  const dynamics = mirror(engine);
  let t = 0;
  const plans = engine.form.uniform();
  const step = processorMilliseconds(() => {
    for (let k = 0; k < 20; k++) dynamics.step(++t);
  });
  const reference = { name: 'CFR+ on objects, by the book', figure: 1000 / book };
  const { iterations, work } = untilGap(engine, 1e-3);
  return [
    {
      work: `CFR+: ${size}`,
      figure: 1000 / iteration(engine),
      unit: 'iterations/s',
      reference,
      target: { of: 'figure', is: '>=', bound: 10_400 },
    },
    {
      work: `CFR+ to NashConv < 1e-3, ${iterations} iterations: ${size}`,
      figure: processorMilliseconds(work),
      unit: 'ms',
      reference: { name: 'so many iterations by the book', figure: book * iterations },
      target: { of: 'figure', is: '<=', bound: 100 },
    },
    {
      work: `magnetic mirror descent: ${size}`,
      figure: 20_000 / step,
      unit: 'iterations/s',
      reference,
      target: { of: 'figure', is: '>=', bound: 4_890 },
    },
    {
      work: `NashConv of a profile: ${size}`,
      figure: processorMilliseconds(() => engine.form.nashConv(plans)),
      unit: 'ms',
      reference: { name: 'the certificate', figure: processorMilliseconds(() => engine.certify(plans)) },
      target: { of: 'figure', is: '<=', bound: 0.1 },
    },
  ];
}

/** From a new start to the first measured average below a gap, as the solver does it. */
function untilGap(engine: Engine, gap: number): { readonly iterations: number; readonly work: () => void } {
  const run = (): number => {
    const dynamics = cfr(engine);
    for (let t = 1; ; t++) {
      dynamics.step(t);
      if (t % 25 === 0 && engine.averageGap(dynamics) < gap) return t;
    }
  };
  return { iterations: run(), work: run };
}

/** Three sizes up to more than a million histories: time and memory a history. */
function growthRows(): readonly Row[] {
  return [5, 6, 7].flatMap((sides) => {
    const engine = engineOf('liars-dice.icsap', { sides });
    const { nodes } = engine.game;
    const size = `Liar's Dice, ${sides} sides, ${nodes.toLocaleString('en')} histories`;
    const each = iteration(engine);
    const book = sides < 7 ? byTheBook(engine) : undefined;
    const target = sides === 6 ? ({ target: { of: 'figure', is: '>=', bound: 870 } } as const) : {};
    return [
      {
        work: `CFR+: ${size}`,
        figure: 1000 / each,
        unit: 'iterations/s',
        ...(book === undefined ? {} : { reference: { name: 'CFR+ on objects, by the book', figure: 1000 / book } }),
        ...target,
      },
      { work: `CFR+, time a history: ${size}`, figure: (1e6 * each) / nodes, unit: 'ns' },
      {
        work: `sequence form of a game, symmetries looked for: ${size}`,
        figure: processorMilliseconds(() => engine.again(), 200),
        unit: 'ms',
      },
      { work: `sequence form and CFR+, memory: ${size}`, figure: engine.bytes() / nodes, unit: 'bytes/history' },
    ];
  });
}

export function rows(): readonly Row[] {
  return [...leducRows(), ...growthRows()];
}
