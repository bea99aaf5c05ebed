/** Something that travels with a message beside its body. */
export interface Attachment {
  readonly name: string
  readonly content: unknown
  readonly contentType: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** The exchange property that holds the attachments, by their names. */
export const ATTACHMENTS = 'CamelAttachmentObjects'
