import { isCamelHeader } from '../../src/http/header-filter.ts'

/** Whether a header neither leaves with a mail nor comes in with one. By folded name. */
export function isInternalHeader(folded: string): boolean {
  return isCamelHeader(folded) || folded.startsWith('org.apache.camel')
}
