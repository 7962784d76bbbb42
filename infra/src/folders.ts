import { fileURLToPath } from 'node:url';

/** The repository's own folder: the same two steps up from src and from dist. */
export const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));
