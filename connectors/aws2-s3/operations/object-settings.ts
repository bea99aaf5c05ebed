import {
  DeleteObjectTaggingCommand,
  GetObjectAclCommand,
  GetObjectTaggingCommand,
  PutObjectAclCommand,
  PutObjectTaggingCommand,
  type Tag,
} from '@aws-sdk/client-s3'
import { aclOf, textMap } from '../put-request.ts'
import { missing } from '../target.ts'
import { type Call, objectOf, operation } from './call.ts'
import { plainAnswer } from './plain-answer.ts'

export const getObjectTagging = operation({
  request: objectOf,
  send: (client, request) => client.send(new GetObjectTaggingCommand(request)),
  body: ({ TagSet = [] }) => plainAnswer(TagSet),
})

export const putObjectTagging = operation({
  request: async call => ({
    ...(await objectOf(call)),
    Tagging: { TagSet: tagsOf(call, 'CamelAwsS3ObjectTags', 'Object tags must be specified for putObjectTagging Operation') },
  }),
  send: (client, request) => client.send(new PutObjectTaggingCommand(request)),
})

export const deleteObjectTagging = operation({
  request: objectOf,
  send: (client, request) => client.send(new DeleteObjectTaggingCommand(request)),
})

export const getObjectAcl = operation({
  request: objectOf,
  send: (client, request) => client.send(new GetObjectAclCommand(request)),
})

export const putObjectAcl = operation({
  request: async call => {
    const ACL = aclOf(call.exchange)
    if (ACL === undefined) throw missing('Canned ACL must be specified for putObjectAcl Operation')
    return { ...(await objectOf(call)), ACL }
  },
  send: (client, request) => client.send(new PutObjectAclCommand(request)),
})

/** The tags in a header that is a map. */
export function tagsOf({ exchange }: Call, header: string, otherwise: string): Tag[] {
  const tags = Object.entries(textMap(exchange, header) ?? {})
  if (tags.length === 0) throw missing(otherwise)
  return tags.map(([Key, Value]) => ({ Key, Value }))
}
