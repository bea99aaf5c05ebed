import type { AnyLanguage } from '../kit/catalog.ts'
import { constant } from '../languages/constant.ts'
import { exchangeProperty } from '../languages/exchange-property.ts'
import { header } from '../languages/header.ts'

/** All languages, sorted by name. */
export const languages: readonly AnyLanguage[] = [constant, exchangeProperty, header]
