/** Cuts `Ann <a@x>, "B, C" <b@x>; c@x` into its addresses: commas and semicolons, unless they stand within quotes. */
export function splitAddresses(text: string): string[] {
  return text
    .split(/[,;]+(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .map(address => address.trim())
    .filter(address => address !== '')
}
