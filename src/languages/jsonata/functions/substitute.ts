import type { Match } from '../matcher.ts'

/** The text that takes a match's place: `$0` is the match, `$1` … its groups, `$$` a dollar. */
export function substitute(replacement: string, match: Match): string {
  let result = ''
  let from = 0
  let dollar = replacement.indexOf('$')
  while (dollar !== -1 && from < replacement.length) {
    result += replacement.substring(from, dollar)
    const [text, length] = substituteOne(replacement.substring(dollar + 1), match)
    result += text
    from = dollar + 1 + length
    dollar = replacement.indexOf('$', from)
  }
  return result + replacement.substring(from)
}

/** The text for what follows a dollar, and how many characters of it that takes. */
function substituteOne(rest: string, match: Match): [text: string, length: number] {
  if (rest[0] === '$') return ['$', 1]
  if (rest[0] === '0') return [match.match, 1]
  const index = groupIndex(rest, match.groups.length)
  if (Number.isNaN(index)) return ['$', 0]
  return [match.groups[index - 1] ?? '', String(index).length]
}

/** As many digits count as the number of groups has, one less where there is no such group. */
function groupIndex(rest: string, groups: number): number {
  const digits = groups === 0 ? 1 : Math.floor(Math.log(groups) * Math.LOG10E) + 1
  const index = Number.parseInt(rest.substring(0, digits), 10)
  return digits > 1 && index > groups ? Number.parseInt(rest.substring(0, digits - 1), 10) : index
}
