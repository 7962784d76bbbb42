/** The other records that movements depend on. */
import type { Office } from '../office/office.js';
import type { Person } from '../person/person.js';
import type { Post } from '../post/post.js';

/** What a movement looks at besides the worker. */
export interface RelatedToWorker {
  readonly person: Person;
  readonly post: Post;
  readonly team: Office;
}
