import type { AnyLanguage } from '../kit/catalog.ts'

/** All languages, sorted by name. */
export const languages: readonly AnyLanguage[] = []
