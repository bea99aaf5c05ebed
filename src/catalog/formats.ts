import type { AnyFormat } from '../kit/catalog.ts'

/** All data formats, sorted by name. */
export const formats: readonly AnyFormat[] = []
