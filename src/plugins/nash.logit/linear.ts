/** Solves a square system by elimination with partial pivoting; undefined if it is singular. Cubic; its arguments stay as they are. */
export function solveLinear(rows: readonly Float64Array[], right: Float64Array): Float64Array | undefined {
  const n = rows.length;
  const a = rows.map((row, r) => Float64Array.of(...row, right[r] ?? 0));
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let r = k + 1; r < n; r++) if (Math.abs(a[r]?.[k] ?? 0) > Math.abs(a[best]?.[k] ?? 0)) best = r;
    const pivotRow = a[best];
    const other = a[k];
    const pivot = pivotRow?.[k] ?? 0;
    if (!pivotRow || !other || pivot === 0 || !Number.isFinite(pivot)) return undefined;
    a[best] = other;
    a[k] = pivotRow;
    for (let r = k + 1; r < n; r++) {
      const row = a[r];
      const factor = (row?.[k] ?? 0) / pivot;
      if (!row || factor === 0) continue;
      for (let c = k; c <= n; c++) row[c] = (row[c] ?? 0) - factor * (pivotRow[c] ?? 0);
    }
  }
  const solved = new Float64Array(n);
  for (let k = n - 1; k >= 0; k--) {
    const row = a[k];
    let sum = row?.[n] ?? 0;
    for (let c = k + 1; c < n; c++) sum -= (row?.[c] ?? 0) * (solved[c] ?? 0);
    solved[k] = sum / (row?.[k] ?? 1);
  }
  return solved;
}
