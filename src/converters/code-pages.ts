/** A charset of one byte for each character that the Encoding standard does not know: its names, and its characters by their bytes. */
export interface CodePage {
  readonly name: string
  readonly names: readonly string[]
  readonly chars: () => string
}

/** An EBCDIC page is an order of the characters of ISO-8859-1; one with a euro sign has it for the currency sign. */
const ebcdic = (order: string, currency = '¤') => Buffer.from(order, 'base64').toString('latin1').replace('¤', currency)

const ASCII = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code)).join('')

/** Pages of mainframes and of DOS. */
export const CODE_PAGES: readonly CodePage[] = [
  {
    name: 'IBM037',
    names: [
      'ibm037',
      '037',
      'cp037',
      'cpibm37',
      'cs-ebcdic-cp-ca',
      'cs-ebcdic-cp-nl',
      'cs-ebcdic-cp-us',
      'cs-ebcdic-cp-wt',
      'csibm037',
      'ebcdic-cp-ca',
      'ebcdic-cp-nl',
      'ebcdic-cp-us',
      'ebcdic-cp-wt',
      'ibm-037',
      'ibm-37',
    ],
    chars: () =>
      ebcdic(
        'AAECA5wJhn+XjY4LDA0ODxAREhOdCgiHGBmSjxwdHh+AgYKDhAoXG4iJiouMBQYHkJEWk5SVlgSYmZqbFBWeGiCg4uTg4ePl5/GiLjwoK3wm6err6O3u7+zfISQqKTusLS/CxMDBw8XH0aYsJV8+P/jJysvIzc7PzGA6I0AnPSLYYWJjZGVmZ2hpq7vw/f6xsGprbG1ub3Bxcqq65rjGpLV+c3R1dnd4eXqhv9Dd3q5eo6W3qae2vL2+W12vqLTXe0FCQ0RFRkdISa309vLz9X1KS0xNTk9QUVK5+/z5+v9c91NUVVZXWFlastTW0tPVMDEyMzQ1Njc4ObPb3Nnanw==',
      ),
  },
  {
    name: 'IBM273',
    names: ['ibm273', '273', 'cp273', 'ibm-273'],
    chars: () =>
      ebcdic(
        'AAECA5wJhn+XjY4LDA0ODxAREhOdCgiHGBmSjxwdHh+AgYKDhAoXG4iJiouMBQYHkJEWk5SVlgSYmZqbFBWeGiCg4nvg4ePl5/HELjwoKyEm6err6O3u7+x+3CQqKTteLS/CW8DBw8XH0fYsJV8+P/jJysvIzc7PzGA6I6cnPSLYYWJjZGVmZ2hpq7vw/f6xsGprbG1ub3Bxcqq65rjGpLXfc3R1dnd4eXqhv9Dd3q6io6W3qUC2vL2+rHyvqLTX5EFCQ0RFRkdISa30pvLz9fxKS0xNTk9QUVK5+335+v/W91NUVVZXWFlastRc0tPVMDEyMzQ1Njc4ObPbXdnanw==',
      ),
  },
  {
    name: 'IBM500',
    names: ['ibm500', '500', 'cp500', 'csibm500', 'ebcdic-cp-bh', 'ebcdic-cp-ch', 'ibm-500'],
    chars: () =>
      ebcdic(
        'AAECA5wJhn+XjY4LDA0ODxAREhOdCgiHGBmSjxwdHh+AgYKDhAoXG4iJiouMBQYHkJEWk5SVlgSYmZqbFBWeGiCg4uTg4ePl5/FbLjwoKyEm6err6O3u7+zfXSQqKTteLS/CxMDBw8XH0aYsJV8+P/jJysvIzc7PzGA6I0AnPSLYYWJjZGVmZ2hpq7vw/f6xsGprbG1ub3Bxcqq65rjGpLV+c3R1dnd4eXqhv9Dd3q6io6W3qae2vL2+rHyvqLTXe0FCQ0RFRkdISa309vLz9X1KS0xNTk9QUVK5+/z5+v9c91NUVVZXWFlastTW0tPVMDEyMzQ1Njc4ObPb3Nnanw==',
      ),
  },
  {
    name: 'IBM1047',
    names: ['ibm1047', '1047', 'cp1047', 'ibm-1047'],
    chars: () =>
      ebcdic(
        'AAECA5wJhn+XjY4LDA0ODxAREhOdCgiHGBmSjxwdHh+AgYKDhIUXG4iJiouMBQYHkJEWk5SVlgSYmZqbFBWeGiCg4uTg4ePl5/GiLjwoK3wm6err6O3u7+zfISQqKTteLS/CxMDBw8XH0aYsJV8+P/jJysvIzc7PzGA6I0AnPSLYYWJjZGVmZ2hpq7vw/f6xsGprbG1ub3Bxcqq65rjGpLV+c3R1dnd4eXqhv9Bb3q6so6W3qae2vL2+3aivXbTXe0FCQ0RFRkdISa309vLz9X1KS0xNTk9QUVK5+/z5+v9c91NUVVZXWFlastTW0tPVMDEyMzQ1Njc4ObPb3Nnanw==',
      ),
  },
  {
    name: 'IBM01140',
    names: ['ibm01140', '1140', 'ccsid01140', 'cp01140', 'cp1140', 'ebcdic-us-037+euro', 'ibm-1140', 'ibm1140'],
    chars: () =>
      ebcdic(
        'AAECA5wJhn+XjY4LDA0ODxAREhOdCgiHGBmSjxwdHh+AgYKDhAoXG4iJiouMBQYHkJEWk5SVlgSYmZqbFBWeGiCg4uTg4ePl5/GiLjwoK3wm6err6O3u7+zfISQqKTusLS/CxMDBw8XH0aYsJV8+P/jJysvIzc7PzGA6I0AnPSLYYWJjZGVmZ2hpq7vw/f6xsGprbG1ub3Bxcqq65rjGpLV+c3R1dnd4eXqhv9Dd3q5eo6W3qae2vL2+W12vqLTXe0FCQ0RFRkdISa309vLz9X1KS0xNTk9QUVK5+/z5+v9c91NUVVZXWFlastTW0tPVMDEyMzQ1Njc4ObPb3Nnanw==',
        '€',
      ),
  },
  {
    name: 'IBM437',
    names: ['ibm437', '437', 'cp437', 'cspc8codepage437', 'ibm-437', 'windows-437'],
    chars: () =>
      `${ASCII}ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0`,
  },
  {
    name: 'IBM850',
    names: ['ibm850', '850', 'cp850', 'cspc850multilingual', 'ibm-850'],
    chars: () =>
      `${ASCII}ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0`,
  },
  {
    name: 'IBM00858',
    names: ['ibm00858', '858', 'pc-multilingual-850+euro', 'ccsid00858', 'cp00858', 'cp858', 'ibm-858', 'ibm858'],
    chars: () =>
      `${ASCII}ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0`,
  },
]
