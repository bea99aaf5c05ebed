/** The end of a module with a plug-in that declares the step `shout`, and this data format beside it. */
export const REVERSED = `const reversed = defineFormat({
  name: 'reversed',
  summary: 'Text backwards.',
  fields: {},
  examples: [],
  open: () => ({ marshal: (_, body) => [...String(body)].reverse().join(''), unmarshal: (_, body) => [...String(body)].reverse().join('') }),
})

export default definePlugIn({ steps: [shout], formats: [reversed] })
`
