/** Dense linear algebra on matrices stored row by row. Only lower triangles of symmetric matrices are read and written. */

/**
 * Scalar products of the first `count` rows, each of `length` numbers: the lower triangle of `rows` times its transpose, `count` to the
 * side. count² × length / 2 steps, three rows by three at a time. No arrays are made or taken apart in here: that costs ten times as much.
 */
export function gram(rows: Float64Array, count: number, length: number, out: Float64Array): void {
  const last = count - 1;
  for (let i = 0; i < count; i += 3) {
    const p = i * length;
    const q = Math.min(i + 1, last) * length;
    const r = Math.min(i + 2, last) * length;
    for (let j = 0; j <= i; j += 3) {
      const s = j * length;
      const t = Math.min(j + 1, last) * length;
      const u = Math.min(j + 2, last) * length;
      let ps = 0;
      let pt = 0;
      let pu = 0;
      let qs = 0;
      let qt = 0;
      let qu = 0;
      let rs = 0;
      let rt = 0;
      let ru = 0;
      for (let k = 0; k < length; k++) {
        const a = rows[s + k] ?? 0;
        const b = rows[t + k] ?? 0;
        const c = rows[u + k] ?? 0;
        let d = rows[p + k] ?? 0;
        ps += d * a;
        pt += d * b;
        pu += d * c;
        d = rows[q + k] ?? 0;
        qs += d * a;
        qt += d * b;
        qu += d * c;
        d = rows[r + k] ?? 0;
        rs += d * a;
        rt += d * b;
        ru += d * c;
      }
      write(out, count, i, j, ps, pt, pu);
      write(out, count, i + 1, j, qs, qt, qu);
      write(out, count, i + 2, j, rs, rt, ru);
    }
  }
}

/** Three numbers of a row, as far as they are within the matrix. */
function write(out: Float64Array, count: number, i: number, j: number, a: number, b: number, c: number): void {
  if (i >= count) return;
  const place = i * count + j;
  out[place] = a;
  if (j + 1 < count) out[place + 1] = b;
  if (j + 2 < count) out[place + 2] = c;
}

/**
 * Cholesky's factor in place. A pivot that rounding has left without a positive part counts as infinite, which leaves its unknown
 * at zero. size³ / 6 steps.
 */
export function factorize(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    const p = i * size;
    const before = matrix[p + i] ?? 0;
    for (let j = 0; j <= i; j++) {
      const q = j * size;
      let sum = matrix[p + j] ?? 0;
      let other = 0;
      let k = 0;
      for (; k + 1 < j; k += 2) {
        sum -= (matrix[p + k] ?? 0) * (matrix[q + k] ?? 0);
        other -= (matrix[p + k + 1] ?? 0) * (matrix[q + k + 1] ?? 0);
      }
      if (k < j) sum -= (matrix[p + k] ?? 0) * (matrix[q + k] ?? 0);
      sum += other;
      if (j < i) matrix[p + j] = sum / (matrix[q + j] ?? 1);
      else matrix[p + i] = sum > ROUNDING * before ? Math.sqrt(sum) : HUGE;
    }
  }
}

const ROUNDING = 1e-15;
const HUGE = 1e64;

/** Solves factor × y = right in place. */
export function forward(factor: Float64Array, size: number, right: Float64Array, from = 0): void {
  for (let i = 0; i < size; i++) {
    const p = i * size;
    let sum = right[from + i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (factor[p + k] ?? 0) * (right[from + k] ?? 0);
    right[from + i] = sum / (factor[p + i] ?? 1);
  }
}

/** Solves transposed factor × y = right in place. */
export function backward(factor: Float64Array, size: number, right: Float64Array): void {
  for (let i = size - 1; i >= 0; i--) {
    const p = i * size;
    const value = (right[i] ?? 0) / (factor[p + i] ?? 1);
    right[i] = value;
    for (let k = 0; k < i; k++) right[k] = (right[k] ?? 0) - (factor[p + k] ?? 0) * value;
  }
}

/** The same as `forward` for many right sides, which stand one after the other; four at a time. */
export function forwardAll(factor: Float64Array, size: number, rights: Float64Array, count: number): void {
  let n = 0;
  for (; n + 3 < count; n += 4) {
    const a = n * size;
    const b = a + size;
    const c = b + size;
    const d = c + size;
    for (let i = 0; i < size; i++) {
      const p = i * size;
      let w = rights[a + i] ?? 0;
      let x = rights[b + i] ?? 0;
      let y = rights[c + i] ?? 0;
      let z = rights[d + i] ?? 0;
      for (let k = 0; k < i; k++) {
        const f = factor[p + k] ?? 0;
        w -= f * (rights[a + k] ?? 0);
        x -= f * (rights[b + k] ?? 0);
        y -= f * (rights[c + k] ?? 0);
        z -= f * (rights[d + k] ?? 0);
      }
      const pivot = factor[p + i] ?? 1;
      rights[a + i] = w / pivot;
      rights[b + i] = x / pivot;
      rights[c + i] = y / pivot;
      rights[d + i] = z / pivot;
    }
  }
  for (; n < count; n++) forward(factor, size, rights, n * size);
}
