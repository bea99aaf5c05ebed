import type { Cut } from './cut.ts'

/** Leaves the first part out. */
export function skipFirstCut(cut: Cut): Cut {
  let skipped = false
  return (text, at, final) => {
    const cutting = cut(text, at, final)
    if (skipped || cutting?.part === undefined) return cutting
    skipped = true
    return { next: cutting.next, ...(cutting.end && { end: true }) }
  }
}

/** Joins `size` parts into one; the last may have fewer. Where the first part is left out and there is no other, an empty group stands for it. */
export function groupCut(cut: Cut, size: number, delimiter: string, skipFirst = false): Cut {
  let parts: string[] = []
  let skips = skipFirst
  let owes = false
  const take = () => {
    const part = parts.join(delimiter)
    parts = []
    owes = false
    return part
  }
  return (text, at, final) => {
    const cutting = cut(text, at, final)
    if (cutting === undefined || cutting.end)
      return (final || cutting?.end) && (parts.length > 0 || owes) ? { part: take(), next: text.length, end: true } : cutting
    if (cutting.part !== undefined && skips) {
      skips = false
      owes = true
    } else if (cutting.part !== undefined) parts.push(cutting.part)
    return parts.length < size ? { next: cutting.next } : { part: take(), next: cutting.next }
  }
}
