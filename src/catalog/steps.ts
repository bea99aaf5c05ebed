import { filter } from '../eips/filter.ts'
import { setBody } from '../eips/set-body.ts'
import { setHeader } from '../eips/set-header.ts'
import { to } from '../eips/to.ts'
import type { AnyStep } from '../kit/catalog.ts'

/** All EIPs, sorted by name. */
export const steps: readonly AnyStep[] = [filter, setBody, setHeader, to]
