/** Bytes that stand in a mail as text (`base64`, `quoted-printable`); with another encoding they stand there as they are. */
export function decodeTransfer(written: Buffer, encoding: string): Buffer {
  if (/^base64$/i.test(encoding)) return Buffer.from(written.toString('latin1'), 'base64')
  return /^quoted-printable$/i.test(encoding) ? decodeQuoted(written.toString('latin1')) : written
}

/** Blanks at the end of a line were added on the way, and `=` there joins it with the next one. */
function decodeQuoted(text: string): Buffer {
  const joined = text.replaceAll(/[ \t]+(?=\r?\n|$)/g, '').replaceAll(/=\r?\n/g, '')
  return Buffer.from(
    joined.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
