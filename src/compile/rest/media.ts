/** Whether a content type or Accept header fits what is declared; the check is Camel's: by parts of the text, not by the rules of HTTP. */
export function fitsMedia(declared: string | undefined, given: string | null): boolean {
  if (declared === undefined || given === null || given.includes('*/*')) return true
  const folded = declared.toLowerCase()
  const wanted = given.split(';')[0]!.toLowerCase()
  return folded.includes(wanted) || wanted.split(',').some(part => folded.includes(part.trim()))
}

/** Whether a text speaks of JSON, and whether of XML. */
export function mentions(text: string | null | undefined): { json: boolean; xml: boolean } {
  const folded = (text ?? '').toLowerCase()
  return { json: folded.includes('json'), xml: folded.includes('xml') }
}
